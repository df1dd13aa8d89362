"""A changed article: its quotations are found again exactly, or orphaned, never guessed."""

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.importing import store
from articles.reading import read_text
from claims.extraction import extract
from claims.intake import rehearsal
from claims.models import Assertion, Claim, Quote
from claims.proposing import propose
from claims.publishing import publish
from claims.reanchoring import move_to, orphan
from tests.factories import ActorFactory, AssertionFactory, ClaimFactory, PassageFactory, QuoteFactory, UserFactory

pytestmark = pytest.mark.django_db

SAID = '"The bridge is safe for lorries," Mayor Maria López said in an interview with The Harbour Post.'
AGAIN = '"We measured twice," she said. "And then once more."'
TEXT = f"""Bridge Is Safe

Monday, March 2, 2026 by Ada Brown

Engineers spent six days on the bridge over the sound, and nobody slept much.

{SAID}

The ferry goes on for now. {AGAIN}

Nobody asked about the tunnel.
"""


def arrive(text, file_name="bridge.txt"):
    """Store a text as an import does; give its revision and the warnings."""
    source = read_text(text)
    stored = store(source, file_name)
    warnings = orphan(move_to(stored.revision)) if stored.outcome == "changed" else []
    propose(stored.revision, extract(source.text, source.paragraphs))
    connection.check_constraints()
    return stored.revision, warnings


def quotation(words):
    """Give the one quotation that says this."""
    return Quote.objects.get(passages__text__contains=words)


def confirm(words):
    quote = quotation(words)
    quote.state, quote.confirmed_by, quote.confirmed_at = Quote.State.CONFIRMED, UserFactory(), quote.created
    quote.speaker = quote.speaker or ActorFactory()
    quote.save()
    return quote


def parts(quote):
    """Give all parts of a quotation as its revision has them at their offsets."""
    text = quote.revision.text
    return [
        text[quote.source_start : quote.source_end],
        text[quote.cue_start : quote.cue_end],
        *(text[part.start : part.end] for part in [*quote.passages.all(), *quote.relays.all()]),
    ]


def test_a_quotation_moves_with_all_its_parts():
    first, _ = arrive(TEXT)
    before = parts(confirm("safe for lorries"))

    second, warnings = arrive(TEXT.replace("six days", "seven long days 😀"))

    quote = quotation("safe for lorries")
    assert (quote.revision, quote.state) == (second, Quote.State.CONFIRMED)
    assert parts(quote) == before
    assert "an interview with The Harbour Post" in before
    assert warnings == []
    assert not Quote.objects.filter(revision=first).exists()


def test_nothing_is_proposed_twice_after_a_change():
    arrive(TEXT)
    count = Quote.objects.count()
    arrive(TEXT.replace("six days", "seven days"))
    assert Quote.objects.count() == count


@given(
    added=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1),
    at=st.sampled_from(["Bridge Is Safe\n", "Engineers", "The ferry", "Nobody asked"]),
)
@settings(max_examples=25)
def test_whatever_is_added_elsewhere_the_confirmed_quotation_stays(added, at):
    with rehearsal():
        arrive(TEXT)
        quote = confirm("safe for lorries")
        before = parts(quote)

        second, warnings = arrive(TEXT.replace(at, f"{added}\n\n{at}"))

        quote = Quote.objects.get(pk=quote.pk)
        assert (quote.state, quote.revision, parts(quote)) == (Quote.State.CONFIRMED, second, before)
        assert warnings == []


def test_a_quotation_in_two_passages_moves_whole():
    arrive(TEXT)
    arrive(TEXT.replace("The ferry goes on for now.", "The ferry goes on."))
    quote = quotation("measured twice")
    assert quote.revision.number == 2
    assert quote.content == '"We measured twice," … "And then once more."'


@pytest.mark.parametrize(
    ("old", "new"), [("\n", "\r\n"), ('"The bridge', "“The bridge"), ("interview with The", "interview\nwith  The")]
)
def test_other_line_ends_marks_and_spaces_are_followed(old, new):
    arrive(TEXT)
    quote = confirm("safe for lorries")
    second, _ = arrive(TEXT.replace(old, new))
    quote.refresh_from_db()
    assert (quote.state, quote.revision) == (Quote.State.CONFIRMED, second)
    assert parts(quote)[0].split() == ["Mayor", "Maria", "López"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("safe for lorries", "safe for buses"),
        ("Mayor Maria López said", "Deputy Mayor Pedro Ruiz said"),
        ("López said in", "López joked in"),
        ("an interview with The Harbour Post", "an interview with The Harbour Mail"),
        (f"{SAID}\n\n", ""),
    ],
)
def test_a_quotation_that_lost_any_part_is_orphaned(old, new):
    first, _ = arrive(TEXT)
    quote = confirm("safe for lorries")

    _, (warning,) = arrive(TEXT.replace(old, new))

    quote.refresh_from_db()
    assert (quote.state, quote.revision) == (Quote.State.ORPHANED, first)
    assert quote.confirmed_at
    assert "safe for lorries" in warning


@pytest.mark.parametrize(
    ("said", "nobody_asked"),
    [
        ("Harbour Master Ben Cole said", "Nobody asked Mayor Maria López"),
        ("Ben Cole, and not Mayor Maria López, said", "Nobody asked"),
        ("Mayor Maria López never said", "Nobody asked"),
    ],
)
def test_words_that_are_told_of_another_now_are_not_found(said, nobody_asked):
    arrive(TEXT)
    quote = confirm("safe for lorries")
    arrive(TEXT.replace("Mayor Maria López said", said).replace("Nobody asked", nobody_asked))
    quote.refresh_from_db()
    assert quote.state == Quote.State.ORPHANED


def test_a_quotation_that_stands_twice_with_nothing_to_tell_is_orphaned():
    arrive(TEXT)
    quote = confirm("safe for lorries")
    told = f"What the mayor told the paper, once and then again, was this:\n\n{SAID}\n\nAnd that was all of it.\n\n"
    arrive(TEXT.replace(f"{SAID}\n\n", told + told))
    quote.refresh_from_db()
    assert quote.state == Quote.State.ORPHANED


def test_the_words_around_tell_which_of_two():
    arrive(TEXT)
    quote = confirm("safe for lorries")
    second, _ = arrive(f"{TEXT}\n\nIn short, as was reported before:\n\n{SAID}\n\nThat was all for today.\n")
    quote.refresh_from_db()
    assert (quote.state, quote.revision) == (Quote.State.CONFIRMED, second)
    assert quote.passages.get().start < second.text.index("In short")


@pytest.mark.parametrize("state", [Quote.State.PROPOSED, Quote.State.CONFIRMED, Quote.State.REJECTED])
def test_a_quotation_that_comes_back_gets_the_state_back_that_it_had(state):
    arrive(TEXT)
    quote = confirm("safe for lorries")
    quote.state = state
    quote.save()
    arrive(TEXT.replace("safe for lorries", "safe for buses"))
    arrive(TEXT.replace("safe for lorries", "safe for trams"))

    fourth, _ = arrive(TEXT)

    quote.refresh_from_db()
    assert (quote.state, quote.revision) == (state, fourth)


def test_a_rejected_quotation_stays_rejected_and_is_not_proposed_again():
    arrive(TEXT)
    Quote.objects.filter(pk=quotation("safe for lorries").pk).update(state=Quote.State.REJECTED)
    arrive(TEXT.replace("six days", "seven days"))
    assert quotation("safe for lorries").state == Quote.State.REJECTED


def test_a_changed_quotation_is_proposed_as_it_reads_now():
    arrive(TEXT)
    confirm("safe for lorries")
    second, _ = arrive(TEXT.replace("safe for lorries", "safe for buses"))
    assert (quotation("safe for buses").state, quotation("safe for buses").revision) == (Quote.State.PROPOSED, second)


def test_where_two_quotations_end_in_one_place_the_confirmed_one_stays():
    arrive(f"{TEXT}\n\nLater that day, at the other end of the town:\n\n{SAID}\n")
    early, late = Quote.objects.filter(passages__text__contains="safe for lorries").order_by("passages__start")
    late.state, late.confirmed_by, late.confirmed_at = Quote.State.CONFIRMED, UserFactory(), late.created
    late.save()

    second, _ = arrive(TEXT)

    early.refresh_from_db()
    late.refresh_from_db()
    standing = [quote for quote in (early, late) if quote.revision == second]
    assert len(standing) <= 1
    assert standing in ([late], [early])
    assert Quote.State.ORPHANED in (early.state, late.state)


def test_two_quotations_that_overlapped_before_move_together():
    revision, _ = arrive(TEXT)
    longer = QuoteFactory(revision=revision, passages=[])
    PassageFactory(quote=longer, text='"The bridge is safe for lorries," Mayor')
    second, _ = arrive(TEXT.replace("six days", "seven days"))
    assert Quote.objects.filter(revision=second, passages__text__contains="safe for lorries").count() == 2


def published(*quotes, **fields):
    claim = ClaimFactory(**fields)
    for quote in quotes:
        AssertionFactory(claim=claim, quote=quote)
    publish(claim, by=UserFactory())
    return claim


def test_a_published_claim_without_a_confirmed_quotation_goes_back_to_review_with_a_reason():
    arrive(TEXT)
    claim = published(confirm("safe for lorries"), statement="The bridge is safe for lorries")

    _, warnings = arrive(TEXT.replace("safe for lorries", "safe for buses"))

    claim.refresh_from_db()
    assert claim.status == Claim.Status.IN_REVIEW
    assert "changed" in claim.withdrawn_reason
    assert claim.first_published_at
    assert "The bridge is safe for lorries” lost its last" in warnings[1]


def test_a_published_claim_with_another_quotation_stays():
    arrive(TEXT)
    claim = published(confirm("safe for lorries"), confirm("measured twice"))
    arrive(TEXT.replace("safe for lorries", "safe for buses"))
    claim.refresh_from_db()
    assert claim.status == Claim.Status.PUBLISHED


def test_a_published_claim_that_is_only_denied_any_more_goes_back_to_review():
    arrive(TEXT)
    claim = published(confirm("safe for lorries"))
    AssertionFactory(claim=claim, quote=QuoteFactory(confirmed=True), stance=Assertion.Stance.DENIES)
    arrive(TEXT.replace("safe for lorries", "safe for buses"))
    claim.refresh_from_db()
    assert claim.status == Claim.Status.IN_REVIEW


def test_a_published_claim_that_says_where_it_was_said_stays():
    arrive(TEXT)
    claim = published(confirm("safe for lorries"), said_where="The mayor's speech of 2 March")
    arrive(TEXT.replace("safe for lorries", "safe for buses"))
    claim.refresh_from_db()
    assert claim.status == Claim.Status.PUBLISHED
