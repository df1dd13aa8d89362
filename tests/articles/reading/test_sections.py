import pytest

from articles.reading.sections import read_body

TEXT = "The forces had left the palace by noon."


def kinds(*texts):
    return " ".join(read_body(texts)[0])


def sections(*texts):
    return [(opening.at, str(opening.kind), opening.heading) for opening in read_body(texts)[1]]


def test_a_title_over_text_is_a_heading():
    assert kinds(TEXT, "A night raid", TEXT) == "body heading body"
    assert sections(TEXT, "A night raid", TEXT) == [(1, "body", "A night raid")]


def test_a_markdown_heading_loses_its_signs():
    assert sections("## A night raid ##", TEXT) == [(0, "body", "A night raid")]


def test_heading_and_subheading():
    assert kinds("A night raid", "The palace", TEXT) == "heading heading body"


def test_a_list_of_titles_holds_no_headings():
    assert kinds(TEXT, "Ana Torres", "Li Wei", "John Smith", TEXT) == "body body body body body"


@pytest.mark.parametrize("end", [(), ("© The Herald 2026",)])
def test_a_title_over_no_text_is_no_heading(end):
    assert kinds(TEXT, "A last word", *end).startswith("body body")


def test_a_question_over_text_is_a_heading_like_any_other():
    assert kinds(TEXT, "What comes next?", TEXT, "Why now?", TEXT) == "body heading body heading body"
    assert {kind for _, kind, _ in sections("What comes next?", TEXT, TEXT, "Why now?", TEXT)} == {"body"}


def test_a_section_of_questions():
    texts = (TEXT, "Key issues", "Who left?", TEXT, "Who stayed?", "Nobody", TEXT, "© The Herald 2026")
    assert kinds(*texts) == "body heading question answer question answer answer notice"
    assert sections(*texts) == [(1, "questions", "Key issues")]


def test_a_section_of_questions_ends_at_the_next_heading():
    texts = ("Key issues", "Who left?", TEXT, "Who stayed?", TEXT, "A night raid", TEXT)
    assert kinds(*texts) == "heading question answer question answer heading body"
    assert [kind for _, kind, _ in sections(*texts)] == ["questions", "body"]


def test_one_question_under_a_heading_that_says_so():
    assert kinds("Frequently asked questions", "Who left?", TEXT) == "heading question answer"
    assert kinds("The palace", "Who left?", TEXT) == "heading heading body"


def test_labelled_questions_need_no_heading():
    texts = (TEXT, "Q: Who left?", "A: Nobody did.", "Q: You mean it", "A: Yes.")
    assert kinds(*texts) == "body question answer question answer"
    assert sections(*texts) == [(1, "questions", "")]


def test_a_quoted_question_is_body():
    assert kinds(TEXT, '"Did you know that?"', TEXT) == "body body body"


def test_a_heading_before_a_section_of_questions():
    texts = ("The palace", "Key issues", "Who left?", TEXT, "Who stayed?", TEXT)
    assert kinds(*texts).endswith("heading question answer question answer")
