"""A quotation is word for word in its revision, and only an editor confirms it."""

import pytest
from django.db import connection
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from claims import vocabulary
from claims.models import Passage, Quote, Relay
from tests.factories import (
    ActorFactory,
    PassageFactory,
    QuoteFactory,
    RelayFactory,
    RevisionFactory,
    UserFactory,
)
from tests.rules import refused, sql

pytestmark = pytest.mark.django_db

WORD_FOR_WORD = "must be word for word what its article says"


def save_passage(quote):
    passage = quote.passages.get()
    passage.text = "“the bridge is unsafe”"
    passage.save()


def update_passage(quote):
    Passage.objects.update(start=0, end=12)


def bulk_create_passage(quote):
    Passage.objects.bulk_create([Passage(quote=quote, number=2, start=80, end=84, text="What")])


def sql_passage(quote):
    sql("UPDATE claims_passage SET text = 'forged'")


def sql_source(quote):
    sql("UPDATE claims_quote SET source_start = 31, source_end = 43, source_text = 'The mayor'")


def save_cue(quote):
    quote.cue_start, quote.cue_end, quote.cue_text = 44, 48, "lied"
    quote.save()


def bulk_create_relay(quote):
    Relay.objects.bulk_create([Relay(quote=quote, kind="statement", start=0, end=5, text="on TV")])


def passage_past_the_end(quote):
    text = quote.revision.text
    Passage.objects.update(start=len(text), end=len(text) + 5, text="Extra")


BREACHES = [
    save_passage,
    update_passage,
    bulk_create_passage,
    sql_passage,
    sql_source,
    save_cue,
    bulk_create_relay,
    passage_past_the_end,
]


@pytest.mark.parametrize("breach", BREACHES)
def test_every_part_is_word_for_word_in_its_revision(breach):
    quote = QuoteFactory()
    with refused(WORD_FOR_WORD):
        breach(quote)


def test_the_refusal_tells_what_the_article_says():
    quote = QuoteFactory()
    with refused("from character 31 to 43 the text is “The minister”, not “The mayor”."):
        Quote.objects.filter(pk=quote.pk).update(source_start=31, source_end=43, source_text="The mayor")


def test_true_parts_are_taken():
    quote = QuoteFactory(source_start=31, source_end=43, source_text="The minister")
    RelayFactory(quote=quote)
    PassageFactory(quote=quote, number=2, text="Nobody asked why.")
    connection.check_constraints()


def test_moving_to_another_revision_takes_every_part_along():
    quote = QuoteFactory()
    later = RevisionFactory(article=quote.revision.article, number=2, text="Now first.\n\n" + quote.revision.text)
    with refused(WORD_FOR_WORD):
        Quote.objects.filter(pk=quote.pk).update(revision=later)
    Quote.objects.filter(pk=quote.pk).update(revision=later)
    passage = quote.passages.get()
    Passage.objects.update(start=passage.start + 12, end=passage.end + 12)
    connection.check_constraints()


def test_passages_stand_in_order_and_do_not_overlap():
    quote = QuoteFactory()
    with refused("must stand in the order of the text and not overlap"):
        PassageFactory(quote=quote, number=2, text="bridge")
    with refused("must stand in the order of the text and not overlap"):
        PassageFactory(quote=quote, number=2, text="The minister spoke")


def test_a_quotation_needs_a_passage():
    with refused("at least one passage"):
        QuoteFactory(passages=[])
    quote = QuoteFactory()
    with refused("at least one passage"):
        quote.passages.all().delete()
    with refused("at least one passage"):
        sql("DELETE FROM claims_passage")
    with refused("at least one passage"):
        Passage.objects.filter(quote=quote).update(quote=QuoteFactory(), number=2)


def test_a_proposed_quotation_can_be_deleted_with_its_passages():
    QuoteFactory().delete()
    connection.check_constraints()
    assert not Passage.objects.exists()


ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0") | st.sampled_from("😀🇻🇪é\r\n"))


class OffsetsCountCharacters(TestCase):
    @given(ANY_TEXT, st.text(st.sampled_from("ab😀𝔘e\u0301 "), min_size=1), ANY_TEXT)
    def test_as_python_counts_them(self, before, said, after):
        revision = RevisionFactory(text=before + said + after)
        quote = QuoteFactory(revision=revision, passages=[])
        passage = Passage(quote=quote, number=1, start=len(before), end=len(before) + len(said), text=said)
        passage.save()
        connection.check_constraints()


@pytest.mark.parametrize("part", ["source", "cue"])
def test_source_and_cue_come_whole(part):
    with refused(f"quotation_{part}_is_whole"):
        QuoteFactory(**{f"{part}_start": 3})
    with refused(f"quotation_{part}_is_whole"):
        QuoteFactory(**{f"{part}_text": "said"})
    with refused(f"quotation_{part}_is_whole"):
        QuoteFactory(**{f"{part}_start": 5, f"{part}_end": 5})


def test_nobody_confirms_but_a_named_editor():
    quote = QuoteFactory(speaker=ActorFactory())
    confirmed = {"state": Quote.State.CONFIRMED, "confirmed_at": timezone.now()}
    for origin in (Quote.Origin.MACHINE, Quote.Origin.EDITOR):
        Quote.objects.update(origin=origin)
        with refused("editor_confirms_by_name"):
            Quote.objects.update(**confirmed)
        with refused("editor_confirms_by_name"):
            sql("UPDATE claims_quote SET state = 'confirmed', confirmed_at = now()")
    with refused("editor_confirms_by_name"):
        Quote.objects.bulk_create([Quote(revision=quote.revision, kind="direct", speaker=quote.speaker, **confirmed)])
    Quote.objects.update(confirmed_by=UserFactory(), **confirmed)


def test_confirmed_means_that_somebody_said_it():
    QuoteFactory(confirmed=True)
    with refused("confirmed_quotation_has_a_speaker"):
        Quote.objects.update(speaker=None)
    with refused("confirmed_quotation_has_a_speaker"):
        sql("UPDATE claims_quote SET speaker_id = NULL")


def test_the_machine_never_speaks_for_an_article():
    with refused("own_voice_comes_from_an_editor"):
        QuoteFactory(kind=Quote.Kind.OWN_VOICE)
    with refused("own_voice_comes_from_an_editor"):
        QuoteFactory(kind="own_voice", origin="editor", cue_start=44, cue_end=48, cue_text="said")
    QuoteFactory(kind=Quote.Kind.OWN_VOICE, origin=Quote.Origin.EDITOR)


def test_what_was_confirmed_is_never_deleted():
    quote = QuoteFactory(confirmed=True)
    Quote.objects.update(state=Quote.State.REJECTED)
    with refused("Reject it instead"):
        quote.delete()
    with refused("Reject it instead"):
        sql("DELETE FROM claims_passage; DELETE FROM claims_quote")


def test_what_was_confirmed_stays_known_as_such():
    QuoteFactory(confirmed=True)
    with refused("keeps the time it was confirmed"):
        Quote.objects.update(state=Quote.State.REJECTED, confirmed_at=None)


def test_a_quotation_stays_in_its_article():
    quote = QuoteFactory(confirmed=True)
    with refused("never moves to another article"):
        Quote.objects.update(revision=RevisionFactory(text=quote.revision.text))
    Quote.objects.update(revision=RevisionFactory(article=quote.revision.article, number=2, text=quote.revision.text))
    connection.check_constraints()


def test_no_part_ends_after_its_article():
    quote = QuoteFactory(passages=["why.\n"])
    assert quote.passages.get().end == len(quote.revision.text)
    connection.check_constraints()
    with refused("ends after its article does"):
        Passage.objects.update(end=900)


def test_confidence_is_a_share():
    with refused("quotation_confidence_is_a_share"):
        QuoteFactory(confidence=1.1)


@pytest.mark.parametrize(("choices", "words"), [(Quote.Kind, vocabulary.QuoteKind), (Relay.Kind, vocabulary.RelayKind)])
def test_stored_choices_are_the_vocabulary(choices, words):
    assert choices.values == [word.value for word in words]


class TestName:
    def test_it_is_the_speaker_and_the_first_words(self):
        quote = QuoteFactory(speaker=ActorFactory(name="Eva Sol"))
        assert str(quote) == f"Eva Sol: {quote.content}"

    def test_it_is_short_and_one_line_however_much_was_said(self):
        revision = RevisionFactory(text="It is so\r\nlong " + "and long " * 40)
        quote = QuoteFactory(revision=revision, passages=[revision.text[:200]], speaker=ActorFactory(name="Eva Sol"))
        assert str(quote).startswith("Eva Sol: It is so long and long")
        assert str(quote).endswith("…")
        assert len(str(quote)) == len("Eva Sol: ") + 80

    def test_who_is_not_in_the_registry_is_named_as_written_or_not_at_all(self):
        quote = QuoteFactory(speaker=None)
        assert str(quote) == (f"{quote.source_text}: {quote.content}" if quote.source_text else quote.content)
        quote.source_text = ""
        assert str(quote) == quote.content

    def test_one_that_is_not_stored_yet_has_a_name_too(self):
        assert str(Quote(kind="mixed")) == "mixed quotation"

    def test_rows_that_came_with_their_parts_need_no_query_more(self, django_assert_num_queries):
        for name in "ABC":
            QuoteFactory(speaker=ActorFactory(name=name))
        quotes = list(Quote.objects.select_related("speaker").prefetch_related("passages"))
        with django_assert_num_queries(0):
            assert len({str(quote) for quote in quotes}) == 3
