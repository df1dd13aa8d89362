from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from articles.reading import read_file, read_text

SEED = Path(__file__).parents[3] / "seeds" / "cold-blooded-murder.txt"

# Lines as articles have them, put together at random: more telling than random characters alone.
LINE = st.sampled_from(
    [
        *[
            "",
            "",
            " ",
            "\t",
            "\u00a0",
            "Island Voice",
            "Maduro captured",
            "MADURO CAPTURED",
            "Description not available",
        ],
        *[
            "By Ana Torres",
            "Sunday, January 4, 2026",
            "January 4, 2026 by Li Wei",
            "01/04/2026",
            "Title: A raid",
        ],
        *[
            "Date:",
            "https://example.com/a",
            "© Island Voice 2026",
            "Photo: Ana Torres",
            "Q: Who left?",
            "A: Nobody.",
        ],
        *[
            "What comes next?",
            "Why now?",
            "A night raid",
            "- one",
            "# Raid",
            "***",
            "the forces",
            "😀 “He” said no.",
        ],
        "The forces had left the palace by noon, officials said on Sunday after the talks.",
        "Officials in Caracas condemned the operation and called for a meeting of the",
    ]
)
ARTICLES = st.lists(LINE | st.text(max_size=40), max_size=25).map("\n".join) | st.text()


@pytest.fixture(scope="module")
def seed():
    return read_file(SEED)


def test_the_seed_s_fields(seed):
    assert seed.text == SEED.read_bytes().decode()
    assert seed.publisher == "CubaHeadlines"
    assert seed.headline == "Venezuelan Defense Minister Blames U.S. for Security Team 'Cold-Blooded Murder'"
    assert seed.bylines == ("Abigail Marquez",)
    assert seed.published == date(2026, 1, 4)
    assert seed.copyright_notice == "© CubaHeadlines 2026"
    assert (seed.language, seed.link, seed.encoding, seed.warnings) == ("en", "", "utf-8", ())


def test_the_seed_s_paragraphs(seed):
    assert [str(paragraph.kind) for paragraph in seed.paragraphs] == [
        *["publisher", "headline", "dateline", "repeated", "placeholder", "body", "body", "body"],
        *["heading", "body", "body"],
        *["heading", "body", "body", "body", "body", "body", "body"],
        *["heading", "question", "answer", "question", "answer", "question", "answer", "notice"],
    ]


def test_the_seed_s_sections(seed):
    assert [(str(section.kind), section.heading) for section in seed.sections] == [
        ("lead", ""),
        ("body", "Trump Reveals Cuban Deaths"),
        ("body", "Collapse of Maduro's Security Apparatus"),
        ("questions", "Key Issues in U.S.-Venezuela-Cuba Relations"),
    ]


@given(ARTICLES, st.booleans())
def test_paragraphs_hold_every_character_once_and_in_order(text, plain):
    article = read_text(text, plain=plain)
    held = ""
    end = 0
    for paragraph in article.paragraphs:
        assert end <= paragraph.start < paragraph.end <= len(text)
        assert text[end : paragraph.start].strip() == ""
        stretch = text[paragraph.start : paragraph.end]
        assert stretch == stretch.strip()
        held += stretch
        end = paragraph.end
    assert text[end:].strip() == ""
    assert "".join(held.split()) == "".join(text.split())


@given(ARTICLES)
def test_sections_cover_the_paragraphs(text):
    article = read_text(text)
    assert sorted({paragraph.section for paragraph in article.paragraphs}) == list(range(len(article.sections)))
    for index, section in enumerate(article.sections):
        own = [paragraph for paragraph in article.paragraphs if paragraph.section == index]
        assert (section.start, section.end) == (own[0].start, own[-1].end)
        assert section.heading in " ".join(text[own[0].start : own[0].end].split())


@given(ARTICLES)
def test_the_same_text_gives_the_same_article(text):
    assert read_text(text) == read_text(text)
    assert read_text(text).text == text


@example("Maduro captured\nBy Ana Torres\n\nThe forces had left.")
@given(ARTICLES.filter(lambda text: "\r" not in text))
def test_windows_line_ends_change_nothing_but_offsets(text):
    def seen(article):
        stretches = [" ".join(article.text[p.start : p.end].split()) for p in article.paragraphs]
        header = (article.publisher, article.headline, article.bylines, article.published, article.link)
        shape = [(p.kind, p.section) for p in article.paragraphs]
        return stretches, header, shape, article.warnings, article.copyright_notice

    assert seen(read_text(text.replace("\n", "\r\n"))) == seen(read_text(text))


@given(ARTICLES)
def test_what_is_found_stands_in_the_text(text):
    article = read_text(text)
    flat = " ".join(text.split())
    for found in (
        article.publisher,
        article.headline,
        article.link,
        article.copyright_notice,
        *article.bylines,
    ):
        assert found in flat


def test_offsets_count_characters_not_units():
    article = read_text("😀😀 Maduro captured 😀\n\nThe forces had left. 😀")
    first, second = article.paragraphs
    assert (first.start, first.end) == (0, 20)
    assert article.text[second.start : second.end] == "The forces had left. 😀"


def test_a_large_text_is_read_in_seconds():
    lines = "Officials in Caracas condemned the operation and called for a meeting of the\nSecurity Council.\n\n"
    article = read_text(lines * 5_000 + "X" * 1_000_000 + "\n" + "Word " * 200_000)
    assert len(article.paragraphs) == 5_002
