from datetime import date

import pytest

from articles.reading import read_text

BODY = (
    "The president said on Sunday that the forces had captured the Venezuelan leader.\n\n"
    "Officials in Caracas condemned the operation and called for a meeting.\n"
)
FOURTH = date(2026, 1, 4)


def kinds(article, count):
    return [str(paragraph.kind) for paragraph in article.paragraphs[:count]]


def gaps(article):
    return [warning.split()[1] for warning in article.warnings if warning.startswith("No ")]


def test_a_body_that_starts_right_away_has_no_invented_header():
    article = read_text(BODY)
    assert kinds(article, 2) == ["body", "body"]
    assert (article.publisher, article.headline, article.bylines, article.published) == ("", "", (), None)
    assert gaps(article) == ["publisher", "headline", "byline", "publication"]


def test_wrapped_running_text_gives_no_headline():
    article = read_text(
        "The president of the United States said on Sunday that the forces had\n"
        "captured the Venezuelan leader. He gave no details of the raid.\n"
    )
    assert article.headline == ""
    assert kinds(article, 9) == ["body"]


def test_a_title_over_text_is_the_headline():
    assert read_text(f"Maduro captured\n\n{BODY}").headline == "Maduro captured"
    assert read_text(f"Maduro captured\n{BODY}").headline == "Maduro captured"
    assert read_text(f"# Maduro captured\n\n{BODY}").headline == "Maduro captured"


@pytest.mark.parametrize(
    "text", ["Hello World", "Hello World\n\nAnother line", "Roses are red\nViolets are blue\nSo are you"]
)
def test_titles_over_no_text_are_no_headline(text):
    assert read_text(text).headline == ""


def test_the_headline_given_twice_is_told_from_the_publisher():
    article = read_text(
        f"Island Voice\n\nMaduro captured\n\nSunday, January 4, 2026 by Ana Torres\n\nMADURO CAPTURED\n"
        f"Description not available\n\n{BODY}"
    )
    assert kinds(article, 6) == ["publisher", "headline", "dateline", "repeated", "placeholder", "body"]
    assert (article.publisher, article.headline) == ("Island Voice", "Maduro captured")
    assert (article.bylines, article.published) == (("Ana Torres",), FOURTH)
    assert article.warnings == ()


def test_a_publisher_that_the_copyright_notice_repeats():
    article = read_text(f"Island Voice\n\nMaduro captured\n\n{BODY}\n© Island Voice 2026")
    assert (article.publisher, article.headline) == ("Island Voice", "Maduro captured")
    assert article.copyright_notice == "© Island Voice 2026"


def test_a_publisher_that_the_link_repeats():
    article = read_text(f"Island Voice\nMaduro captured\nhttps://www.islandvoice.example/raid\n\n{BODY}")
    assert (article.publisher, article.headline) == ("Island Voice", "Maduro captured")
    assert article.link == "https://www.islandvoice.example/raid"


@pytest.mark.parametrize("outlet", ["Reuters", "The New York Times", "BBC News", "Miami Herald", "island-voice.com"])
def test_a_publisher_known_by_its_words(outlet):
    article = read_text(f"{outlet}\n\nMaduro captured\n\nBy Ana Torres\n\n{BODY}")
    assert (article.publisher, article.headline) == (outlet, "Maduro captured")


def test_a_first_title_that_nothing_shows_to_be_a_publisher_is_the_headline():
    article = read_text(f"Maduro captured\n\nForces seize the leader in a night raid\n\nBy Ana Torres\n\n{BODY}")
    assert (article.publisher, article.headline) == ("", "Maduro captured")
    assert kinds(article, 4) == ["headline", "summary", "dateline", "body"]


def test_a_kicker_is_neither_publisher_nor_headline():
    article = read_text(f"World\n\nMaduro captured\n\nBy Ana Torres\n\n{BODY}")
    assert kinds(article, 2) == ["notice", "headline"]
    assert article.publisher == ""


def test_a_sentence_before_the_dateline_is_a_summary():
    article = read_text(f"Maduro captured\n\nThe leader was seized at night.\n\nBy Ana Torres\n\n{BODY}")
    assert kinds(article, 4) == ["headline", "summary", "dateline", "body"]
    assert article.bylines == ("Ana Torres",)


def test_a_heading_after_the_dateline_belongs_to_the_body():
    article = read_text(f"Maduro captured\n\nBy Ana Torres\n\nA night raid\n\n{BODY}")
    assert kinds(article, 3) == ["headline", "dateline", "heading"]


def test_a_date_before_the_headline():
    article = read_text(f"2026-01-04\nMaduro captured\n\n{BODY}")
    assert (article.headline, article.published) == ("Maduro captured", FOURTH)


def test_labels():
    article = read_text(
        "Title: Maduro captured: what we know\nDate: 2026-01-04\nAuthor: Ana Torres, Li Wei\n"
        "Source: El País\nURL: https://example.com/raid?id=1\n"
        f"Language: en-GB\nSummary: The leader was seized.\nTags: raid\n\n{BODY}"
    )
    assert article.headline == "Maduro captured: what we know"
    assert (article.published, article.bylines) == (FOURTH, ("Ana Torres", "Li Wei"))
    assert (article.publisher, article.language) == ("El País", "en-GB")
    assert article.link == "https://example.com/raid?id=1"
    assert kinds(article, 9) == [
        *["headline", "dateline", "dateline", "publisher", "notice", "notice", "summary", "notice", "body"]
    ]
    assert article.warnings == ()


def test_the_labelled_title_is_the_headline_wherever_it_stands():
    article = read_text(f"Island Voice\nTitle: Maduro captured\nA night raid\n\nMaduro captured\n\n{BODY}")
    assert kinds(article, 5) == ["publisher", "headline", "summary", "repeated", "body"]


def test_a_label_without_a_value_is_a_gap():
    article = read_text(
        f"Title: Maduro captured\nAuthor:\nDate: not available\nSource: https://example.com/a\n\n{BODY}"
    )
    assert kinds(article, 4) == ["headline", "placeholder", "placeholder", "notice"]
    assert gaps(article) == ["publisher", "byline", "publication"]
    assert article.link == "https://example.com/a"


@pytest.mark.parametrize("headline", ["Maduro: captured", "Language: a bridge", "Link: the chain that binds"])
def test_a_colon_alone_makes_no_label(headline):
    article = read_text(f"{headline}\n\n{BODY}")
    assert article.headline == headline


def test_a_link_without_its_scheme_is_not_taken_but_tells_the_publisher():
    article = read_text(f"Island Voice\nMaduro captured\nwww.islandvoice.example\n\n{BODY}")
    assert (article.publisher, article.link) == ("Island Voice", "")


@pytest.mark.parametrize(
    ("line", "warning"),
    [
        ("01/04/2026", '"01/04/2026" can be read in two ways'),
        ("Sunday, January 4", "has no year"),
        ("Date: last week", '"last week" could not be read'),
        ("Updated January 4, 2026", "that of an update"),
    ],
)
def test_a_date_that_cannot_be_told_is_left_out_with_a_warning(line, warning):
    article = read_text(f"Maduro captured\n{line}\n\n{BODY}")
    assert article.published is None
    assert kinds(article, 2) == ["headline", "dateline"]
    assert any(warning in each for each in article.warnings)


def test_a_wrong_weekday_is_a_warning():
    article = read_text(f"Maduro captured\nMonday, January 4, 2026\n\n{BODY}")
    assert article.published == FOURTH
    assert any("was a Sunday" in warning for warning in article.warnings)


def test_an_agency_dateline_stays_in_its_body_paragraph():
    article = read_text(f"Maduro captured\n\nCARACAS, Jan 4 (Reuters) - {BODY}")
    assert kinds(article, 2) == ["headline", "body"]
    assert article.published is None


def test_an_agency_dateline_with_a_year_dates_an_article_that_has_no_other_date():
    assert read_text(f"Maduro captured\n\nCARACAS, Jan. 4, 2026 (AP) — {BODY}").published == FOURTH
    later = read_text(f"Maduro captured\n\nJanuary 5, 2026\n\nCARACAS, Jan. 4, 2026 (AP) — {BODY}")
    assert later.published == date(2026, 1, 5)


def test_dates_bylines_and_labels_inside_the_body_are_body():
    article = read_text(f"{BODY}\nJanuary 4, 2026 was a Sunday.\n\nTitle: a word. It is no label.\n\n{BODY}")
    assert set(kinds(article, 9)) == {"body"}
    assert article.published is None


@pytest.mark.parametrize("number", ["2026", "20260104", "1984", "4", "1.2.3"])
def test_a_number_is_no_date(number):
    assert read_text(f"Maduro captured\n\n{number}\n\n{BODY}").published is None


def test_windows_line_ends():
    article = read_text(f"Maduro captured\n\nBy Ana Torres\n\n{BODY}".replace("\n", "\r\n"))
    assert (article.headline, article.bylines) == ("Maduro captured", ("Ana Torres",))
