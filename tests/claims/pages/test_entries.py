"""An entry tells what ``claims.public`` says is public, though the database gathers it in a statement of its own."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims import public
from claims.models import Assertion, Claim, Quote, Review
from claims.pages.entries import Told, entries, entries_of
from tests.claims.pages.building import article_with, made_public, quotation
from tests.factories import AssertionFactory, ClaimFactory, EvidenceFactory, QuoteFactory, ReviewFactory

pytestmark = pytest.mark.django_db

TELLING = st.tuples(
    st.sampled_from(Assertion.Stance.values),
    st.sampled_from([None, date(2024, 5, 1), date(2025, 5, 1)]),
    st.sampled_from(["confirmed", "confirmed", "proposed", "rejected"]),
)


def tell(claim, stance, day, state):
    revision = article_with("He said “it” and “it” again.", published_on=day)
    if state == "proposed":
        quote = QuoteFactory(revision=revision, passages=["“it”"])
    else:
        quote = quotation(revision, "“it”", speaker="Ana Ruiz")
    AssertionFactory(claim=claim, quote=quote, stance=stance)
    if state == "rejected":
        Quote.objects.filter(pk=quote.pk).update(state="rejected")


@settings(max_examples=15)
@given(st.lists(TELLING, max_size=4), st.integers(0, 2))
def test_it_is_the_first_public_telling_the_number_of_them_and_the_newest_review(tellings, reviews):
    claim = ClaimFactory(said_where="A speech.")
    for telling in tellings:
        tell(claim, *telling)
    EvidenceFactory(claim=claim)
    for _number in range(reviews):
        ReviewFactory(claim=claim)
    [entry] = entries([made_public(claim)])
    told = public.tellings().filter(claim=claim)
    assert entry.first == told.order_by(public.ASSERTING_FIRST, *public.IN_ORDER_OF_TIME).first()
    asserting = told.filter(stance="asserts")
    articles = asserting.values("quote__revision__article").distinct()
    assert entry.told == Told(asserting.count(), articles.count(), told.exclude(stance="asserts").count())
    assert entry.review == Review.objects.filter(claim=claim).order_by("-reviewed_at", "-id").first()


def test_it_has_all_that_is_shown_and_fetches_the_rest(django_assert_num_queries):
    claim = ClaimFactory()
    tell(claim, "asserts", date(2024, 5, 1), "confirmed")
    claim = made_public(claim)
    with django_assert_num_queries(1):
        [entry] = entries([claim])
        assert entry.title
        assert entry.description
        assert (entry.article.slug, entry.article.published_on) == (str(entry.article.slug), date(2024, 5, 1))
    whole = Assertion.objects.get(pk=entry.first.pk)
    assert entry.first.created == whole.created
    assert entry.article.copyright_notice == whole.quote.revision.article.copyright_notice


def test_of_one_that_is_not_public_nothing_is_told():
    claim = ClaimFactory()
    tell(claim, "asserts", None, "confirmed")
    [entry] = entries([Claim.objects.get(pk=claim.pk)])
    assert (entry.first, entry.told, entry.review) == (None, Told(), None)


def test_by_their_ids_only_public_claims_have_entries():
    draft, first, second = ClaimFactory(), ClaimFactory(published=True), ClaimFactory(published=True)
    listed = [entry for entry, _marks in entries_of([second.pk, draft.pk, first.pk])]
    assert [entry.claim.pk for entry in listed] == [second.pk, first.pk]
    assert listed == entries([second, first])
