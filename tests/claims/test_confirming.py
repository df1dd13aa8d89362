"""Confirming and rejecting a quotation."""

import pytest
from django.core.exceptions import ValidationError

from claims.confirming import confirm, reject
from claims.models import Quote
from tests.factories import ActorFactory, QuoteFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_confirming_records_who_and_when():
    quote, editor, speaker = QuoteFactory(), UserFactory(), ActorFactory()
    confirm(quote, by=editor, speaker=speaker)
    quote.refresh_from_db()
    assert (quote.state, quote.confirmed_by, quote.speaker) == (Quote.State.CONFIRMED, editor, speaker)
    assert quote.confirmed_at is not None
    assert quote.origin == Quote.Origin.MACHINE


def test_the_speaker_proposed_is_kept_where_none_is_given():
    quote = QuoteFactory(speaker=ActorFactory())
    confirm(quote, by=UserFactory())
    assert Quote.objects.get().speaker == quote.speaker


def test_nothing_is_confirmed_without_a_speaker():
    quote = QuoteFactory()
    with pytest.raises(ValidationError, match="Who said it"):
        confirm(quote, by=UserFactory())
    assert Quote.objects.get().state == Quote.State.PROPOSED


def test_an_orphan_is_not_confirmed():
    quote = QuoteFactory(state=Quote.State.ORPHANED, speaker=ActorFactory())
    with pytest.raises(ValidationError, match="no longer says this"):
        confirm(quote, by=UserFactory())
    assert Quote.objects.get().state == Quote.State.ORPHANED


def test_only_a_record_confirms_without_a_name():
    with pytest.raises(ValidationError, match="confirmed by an editor, who is named"):
        confirm(QuoteFactory(speaker=ActorFactory()), by=None)
    confirm(QuoteFactory(speaker=ActorFactory(), origin=Quote.Origin.RECORD), by=None)


def test_rejecting_keeps_it_with_the_reason():
    quote = QuoteFactory(note="Looks odd.")
    reject(quote)
    assert Quote.objects.get().note == "Looks odd."
    reject(quote, reason="A title, not speech.")
    quote.refresh_from_db()
    assert (quote.state, quote.note) == (Quote.State.REJECTED, "A title, not speech.")


def test_confirming_what_was_rejected_drops_the_reason():
    quote = QuoteFactory(speaker=ActorFactory(), note="Ask the ministry.")
    reject(quote, reason="Not a statement.")
    confirm(quote, by=UserFactory())
    assert Quote.objects.get().note == "Ask the ministry."


def test_a_note_written_since_the_rejection_stays():
    quote = QuoteFactory(speaker=ActorFactory())
    reject(quote, reason="Not a statement.")
    quote.note = "It is one after all."
    quote.save()
    confirm(quote, by=UserFactory())
    assert Quote.objects.get().note == "It is one after all."
