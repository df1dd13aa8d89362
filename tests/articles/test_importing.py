"""Storing articles: which file is which article, and what of it an editor's hand keeps."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from articles.importing import Outcome, StoringError, store
from articles.models import Actor, Article, Byline, Paragraph, Revision
from articles.reading import read_text
from tests.factories import ActorFactory, ActorNameFactory, ArticleFactory

pytestmark = pytest.mark.django_db

TEXT = """The Harbour Post

Bridge Over the Sound Is Safe

Monday, March 2, 2026 by Ada Brown

The bridge over the sound is safe for lorries again, the minister said on Monday after a week of tests.

What the tests showed

Engineers measured the cables for six days and found no crack wider than a hair in any of the four towers.

© The Harbour Post 2026
"""
OTHER = """The Harbour Post

Goalkeeper Leaves for Lisbon

Tuesday, March 3, 2026 by Ada Brown

After nine seasons the goalkeeper packs his gloves and takes the ferry south, where a larger club awaits him.

© The Harbour Post 2026
"""


def stored(text=TEXT, file_name="bridge.txt"):
    return store(read_text(text), file_name)


def test_a_new_article_gets_its_particulars_and_layout():
    result = stored()

    assert result.outcome is Outcome.NEW
    article = result.article
    assert (article.file_name, article.headline) == ("bridge.txt", "Bridge Over the Sound Is Safe")
    assert article.published_on == date(2026, 3, 2)
    assert article.copyright_notice == "© The Harbour Post 2026"
    assert article.slug == "bridge-over-the-sound-is-safe"
    assert [byline.name for byline in article.bylines.all()] == ["Ada Brown"]
    assert (result.revision.number, result.revision.text) == (1, TEXT)
    source = read_text(TEXT)
    laid_down = [(part.start, part.end, part.kind, part.section.number) for part in result.revision.paragraphs.all()]
    assert laid_down == [(part.start, part.end, part.kind.value, part.section) for part in source.paragraphs]
    assert [section.heading for section in result.revision.sections.all()] == [s.heading for s in source.sections]


def test_the_text_is_kept_character_for_character():
    text = "\tHead 😀\r\n\r\nBody  with two spaces\u00a0and a soft\u00adhyphen.\r\n"
    assert Revision.objects.get(pk=stored(text).revision.pk).text == text


def test_an_unknown_publisher_becomes_a_media_outlet_and_a_byline_stays_a_name():
    article = stored().article
    assert (article.publisher.name, article.publisher.kind) == ("The Harbour Post", Actor.Kind.MEDIA_OUTLET)
    assert article.bylines.get().actor is None


def test_publisher_and_byline_are_found_by_any_of_their_names():
    outlet, reporter = ActorFactory(name="Harbour Media"), ActorFactory(name="Ada M. Brown")
    ActorNameFactory(actor=outlet, name="the harbour POST")
    ActorNameFactory(actor=reporter, name="Áda Brown")
    article = stored().article
    assert (article.publisher, article.bylines.get().actor) == (outlet, reporter)


@pytest.mark.parametrize("known", ["Harbour Post", "The Harbour Post"])
@pytest.mark.parametrize("written", ["Harbour Post", "The Harbour Post", "THE HARBOUR POST"])
def test_a_publisher_is_the_same_with_and_without_the(known, written):
    outlet = ActorFactory(name=known)
    assert store(replace(read_text(TEXT), publisher=written), "bridge.txt").article.publisher == outlet


def test_a_merged_actor_counts_as_the_one_it_is_now():
    standing = ActorFactory(name="Harbour Media")
    ActorFactory(name="The Harbour Post", merged_into=standing)
    assert stored().article.publisher == standing


def test_of_several_actors_with_the_name_none_is_chosen_and_the_report_says_so():
    ActorFactory.create_batch(2, name="The Harbour Post")
    ActorFactory.create_batch(3, name="Ada Brown")
    result = stored()
    assert result.article.publisher is None
    assert result.article.bylines.get().actor is None
    assert [warning[:36] for warning in result.warnings] == [
        "2 actors are called “The Harbour Pos",
        "3 actors are called “Ada Brown”; the",
    ]


def test_the_same_text_again_changes_nothing():
    first = stored()
    again = stored()
    assert (again.outcome, again.article, again.revision) == (Outcome.UNCHANGED, first.article, first.revision)
    assert again.warnings == ()
    assert Article.objects.count() == Revision.objects.count() == 1


def test_the_same_text_under_another_name_is_the_same_article_and_the_report_says_so():
    first = stored()
    again = stored(file_name="copy.txt")
    assert (again.outcome, again.article) == (Outcome.UNCHANGED, first.article)
    assert "bridge.txt" in again.warnings[0]
    assert Article.objects.get().file_name == "bridge.txt"


@given(text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")).filter(str.strip))
def test_any_text_stored_twice_is_stored_once(text):
    first = store(read_text(text), "any.txt")
    again = store(read_text(text), "any.txt")
    assert again.revision.pk == first.revision.pk
    assert again.outcome is Outcome.UNCHANGED
    assert Revision.objects.get(pk=first.revision.pk).text == text
    connection.check_constraints()
    first.article.delete()


def test_a_changed_text_is_the_next_revision_of_its_article():
    first = stored()
    changed = stored(TEXT.replace("six days", "seven days"))
    assert (changed.outcome, changed.article, changed.revision.number) == (Outcome.CHANGED, first.article, 2)
    assert Revision.objects.get(number=1).text == TEXT


def test_an_older_text_coming_back_is_a_change():
    stored()
    stored(TEXT.replace("six days", "seven days"))
    back = stored()
    assert (back.outcome, back.revision.number, back.revision.text) == (Outcome.CHANGED, 3, TEXT)


def test_particulars_follow_the_text():
    stored()
    changed = TEXT.replace("Is Safe", "Is Safe Again").replace("March 2", "March 4").replace("Ada Brown", "Bo Green")
    article = stored(changed).article
    article.refresh_from_db()
    assert article.headline == "Bridge Over the Sound Is Safe Again"
    assert article.published_on == date(2026, 3, 4)
    assert [byline.name for byline in article.bylines.all()] == ["Bo Green"]
    assert article.slug == "bridge-over-the-sound-is-safe"


def test_what_an_editor_wrote_stays_and_the_report_says_so():
    article = stored().article
    editors = ActorFactory(name="Sound Weekly", kind=Actor.Kind.MEDIA_OUTLET)
    Article.objects.filter(pk=article.pk).update(
        headline="The bridge is safe", published_on=date(2026, 3, 1), publisher=editors, link="https://sound.example/1"
    )
    Byline.objects.update(name="A. Brown")

    changed = TEXT.replace("Is Safe", "Is Safe Again").replace("March 2", "March 4").replace("Ada Brown", "Bo Green")
    result = stored(changed.replace("The Harbour Post", "The Harbour Mail"))

    article.refresh_from_db()
    assert (article.headline, article.published_on, article.publisher) == (
        "The bridge is safe", date(2026, 3, 1), editors,
    )  # fmt: skip
    assert article.link == "https://sound.example/1"
    assert article.bylines.get().name == "A. Brown"
    kept = [warning for warning in result.warnings if "stays" in warning]
    assert [warning.split(":")[0] for warning in kept] == ["Headline", "Publication date", "Publisher", "Byline"]


def test_a_gap_that_an_editor_filled_is_not_emptied_by_a_change_elsewhere():
    article = stored(TEXT.replace("Monday, March 2, 2026 by Ada Brown\n\n", "")).article
    Article.objects.update(published_on=date(2026, 3, 2))
    stored(TEXT.replace("Monday, March 2, 2026 by Ada Brown\n\n", "").replace("six days", "seven days"))
    article.refresh_from_db()
    assert article.published_on == date(2026, 3, 2)


def test_what_the_text_no_longer_says_stays():
    article = stored().article
    stored(TEXT.replace("Monday, March 2, 2026 by Ada Brown\n\n", ""))
    article.refresh_from_db()
    assert article.published_on == date(2026, 3, 2)
    assert article.bylines.get().name == "Ada Brown"


def test_a_name_that_stays_in_the_byline_keeps_the_actor_an_editor_tied_to_it():
    article = stored().article
    reporter = ActorFactory(name="Adelaide Brown")
    article.bylines.update(actor=reporter)
    stored(TEXT.replace("by Ada Brown", "by Ada Brown and Bo Green"))
    assert [(byline.name, byline.actor) for byline in article.bylines.all()] == [
        ("Ada Brown", reporter),
        ("Bo Green", None),
    ]


def test_another_article_under_a_stored_name_is_refused():
    stored()
    with pytest.raises(StoringError, match=r"“Bridge Over the Sound Is Safe” .* Rename the file"):
        stored(OTHER)


def test_a_rewritten_article_with_its_headline_is_taken():
    stored()
    rewritten = OTHER.replace("Goalkeeper Leaves for Lisbon", "Bridge over the Sound is Safe")
    assert stored(rewritten).outcome is Outcome.CHANGED


def test_a_new_headline_over_the_same_report_is_taken():
    stored()
    assert stored(TEXT.replace("Bridge Over the Sound Is Safe", "Lorries May Cross")).outcome is Outcome.CHANGED


def test_an_article_made_by_hand_gets_the_text_of_its_file_and_keeps_what_was_written():
    made = ArticleFactory(file_name="bridge.txt", headline="The bridge", published_on=None, publisher=None)
    result = stored()
    made.refresh_from_db()
    assert (result.article, result.revision.number) == (made, 1)
    assert (made.headline, made.published_on) == ("The bridge", date(2026, 3, 2))
    assert made.publisher.name == "The Harbour Post"


def test_a_headline_too_long_for_one_is_left_out_with_a_warning():
    result = store(replace(read_text(TEXT), headline="x" * 501, publisher="y" * 301), "bridge.txt")
    assert (result.article.headline, result.article.publisher) == ("", None)
    assert ["501" in warning or "301" in warning for warning in result.warnings] == [True, True]


def test_a_paragraph_keeps_its_kind():
    kinds = set(Paragraph.objects.filter(revision=stored().revision).values_list("kind", flat=True))
    assert {"headline", "dateline", "body", "heading", "notice"} <= kinds
