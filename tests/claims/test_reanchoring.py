"""A changed article: its quotations are found again exactly, or orphaned, never guessed."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.importing import store
from articles.merging import merge
from articles.reading import read_text
from claims import confirming
from claims.extraction import extract
from claims.intake import rehearsal
from claims.models import Assertion, Claim, Confirmation, Quote
from claims.proposing import propose
from claims.publishing import publish
from claims.reanchoring import move_to, settle
from tests.factories import (
    ActorFactory,
    AssertionFactory,
    ClaimFactory,
    PassageFactory,
    QuoteFactory,
    RevisionFactory,
    UserFactory,
)
from tests.rules import refused

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
    warnings = settle(move_to(stored.revision)) if stored.outcome == "changed" else []
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
    connection.check_constraints()
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
    stays = QuoteFactory(confirmed=True)
    claim = published(confirm("safe for lorries"), stays)
    arrive(TEXT.replace("safe for lorries", "safe for buses"))
    claim.refresh_from_db()
    assert claim.status == Claim.Status.PUBLISHED
    told = claim.corrections.get().note
    assert "“Bridge Is Safe” was changed" in told
    assert str(stays.speaker) in told
    assert "lorries" not in told


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


# A confirmation holds for what was confirmed


def changed_while_orphaned(change):
    """Give a quotation that was confirmed, went, was changed by ``change``, and is there again."""
    arrive(TEXT)
    quote = confirm("safe for lorries")
    connection.check_constraints()
    arrive(TEXT.replace("safe for lorries", "safe for buses"))
    quote.refresh_from_db()
    change(quote)
    connection.check_constraints()
    arrive(TEXT)
    quote.refresh_from_db()
    return quote


def of_another(quote):
    quote.speaker = ActorFactory()
    quote.save()


def of_another_kind(quote):
    quote.kind = Quote.Kind.MIXED
    quote.save()


def without_source(quote):
    quote.source_start = quote.source_end = None
    quote.source_text = ""
    quote.save()


def in_fewer_words(quote):
    passage = quote.passages.get()
    quote.passages.update(end=passage.end - 1, text=passage.text[:-1])


def passed_on_by_another(quote):
    relay = quote.relays.get()
    relay.relayactor_set.all().delete()
    relay.relayactor_set.create(actor=ActorFactory())


@pytest.mark.parametrize("change", [of_another, of_another_kind, without_source, in_fewer_words, passed_on_by_another])
def test_what_was_changed_while_the_article_did_not_say_it_comes_back_as_proposed(change):
    assert changed_while_orphaned(change).state == Quote.State.PROPOSED


def test_a_merge_of_its_speaker_changes_nothing_of_a_confirmation():
    quote = changed_while_orphaned(lambda quote: merge(quote.speaker, into=ActorFactory(), reason="One person"))
    assert quote.state == Quote.State.CONFIRMED


# What it rests on

NAMED = "Mayor María López opened the bridge."
OTHERS = f"""Bridge Is Safe

Harbour Post

{NAMED}

It was a cold day, and few had come.

"We measured twice," she said.

The ferry goes on for now, and nobody in the town knows for how long it will.
"""


def confirmed_she(text=OTHERS):
    arrive(text, "she.txt")
    Quote.objects.update(speaker=ActorFactory(name="María López"))
    return confirm("measured twice")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Mayor María López", "Deputy Ana Ruiz"),  # who "she" is
        ("few had come", "few had come but Ana Ruiz"),  # who "she" may be
        ("It was a cold day", "Ana Ruiz came.\n\nIt was a cold day"),
        ("she said.", "she said. That was made up, and we apologise."),
        ("The ferry goes on", "The words above were made up. We apologise.\n\nThe ferry goes on"),
    ],
)
def test_a_quotation_whose_surroundings_changed_is_proposed_anew(old, new):
    quote = confirmed_she()
    claim = published(quote)
    revision, warnings = arrive(OTHERS.replace(old, new), "she.txt")
    quote.refresh_from_db()
    claim.refresh_from_db()
    assert (quote.state, quote.revision, claim.status) == (Quote.State.PROPOSED, revision, Claim.Status.IN_REVIEW)
    assert "proposed anew" in warnings[0]


@pytest.mark.parametrize(
    ("old", "new"), [("The ferry goes on", "The ferry stops"), ("Bridge Is Safe", "The Bridge Is Safe"), (" ", "  ")]
)
def test_in_unchanged_surroundings_it_stays_confirmed(old, new):
    quote = confirmed_she()
    arrive(OTHERS.replace(old, new, 1), "she.txt")
    quote.refresh_from_db()
    assert (quote.state, quote.revision.number) == (Quote.State.CONFIRMED, 2)


def test_a_notice_elsewhere_that_takes_something_back_is_told():
    quote = confirmed_she()
    _, (warning,) = arrive(f"{OTHERS}\n\nWe apologise for an error in this article.\n", "she.txt")
    quote.refresh_from_db()
    assert quote.state == Quote.State.CONFIRMED
    assert "We apologise for an error" in warning


OWN_VOICE = """Harbour Post

Bridge Is Safe

Monday, March 2, 2026 by Ada Brown

The bridge over the sound is safe for lorries, and everybody knows it well.

The ferry goes on for now, and nobody in the town knows for how long it will.
"""


@pytest.mark.parametrize(
    ("old", "new", "state"),
    [
        ("Harbour Post", "Harbour Mail", Quote.State.PROPOSED),
        ("Ada Brown", "Ben Cole", Quote.State.CONFIRMED),  # it is the outlet that speaks
        ("The ferry goes", "The ferry went", Quote.State.CONFIRMED),
    ],
)
def test_an_articles_own_voice_rests_on_its_publishers_line(old, new, state):
    revision, _ = arrive(OWN_VOICE, "own.txt")
    quote = QuoteFactory(
        revision=revision,
        kind=Quote.Kind.OWN_VOICE,
        origin=Quote.Origin.EDITOR,
        passages=["The bridge over the sound is safe for lorries"],
    )
    confirming.confirm(quote, by=UserFactory(), speaker=revision.article.publisher)
    connection.check_constraints()
    arrive(OWN_VOICE.replace(old, new), "own.txt")
    quote.refresh_from_db()
    assert (quote.state, quote.revision.number) == (state, 2)


# What PostgreSQL holds


@pytest.mark.parametrize("change", [of_another, of_another_kind, in_fewer_words])
def test_the_database_refuses_what_is_confirmed_and_no_longer_the_same(change):
    arrive(TEXT)
    quote = confirm("safe for lorries")
    connection.check_constraints()
    with refused("This was confirmed in other words, or as somebody else's"):
        change(quote)


def test_the_database_refuses_a_newer_text_that_leaves_confirmed_quotations_behind():
    revision, _ = arrive(TEXT)
    confirm("safe for lorries")
    with refused("Confirmed quotations stand in an older text of this article"):
        RevisionFactory(article=revision.article, number=2)


def test_the_database_refuses_to_confirm_in_an_older_text():
    arrive(TEXT)
    quote = quotation("safe for lorries")
    arrive(TEXT.replace("safe for lorries", "safe for buses"))
    with refused("Find this again in its newest text"):
        confirm("safe for lorries")
    Quote.objects.filter(pk=quote.pk).update(state=Quote.State.PROPOSED)
    with pytest.raises(ValidationError, match="revision 1 of the article, and the newest is 2"):
        confirming.confirm(Quote.objects.get(pk=quote.pk), by=UserFactory())


def test_nobody_writes_down_a_confirmation_but_the_database():
    arrive(TEXT)
    quote = confirm("safe for lorries")
    connection.check_constraints()
    with refused("nobody writes it"):
        Confirmation.objects.filter(quote=quote).update(speaker=1)
