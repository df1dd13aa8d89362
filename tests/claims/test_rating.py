"""Rating, saying that a rating holds, and approving one, in every order; and what readers are told of it."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from claims import public
from claims.correcting import restate
from claims.merging import merge, plan, undo
from claims.models import Claim, Correction, Review
from claims.publishing import publish, withdraw
from claims.rating import approve, rate, uphold
from claims.standing import cautions, waiting, waiting_review
from tests.factories import (
    AssertionFactory,
    ClaimFactory,
    EvidenceFactory,
    RatingFactory,
    ReviewFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def rateable(bearing="supports", **fields):
    claim = ClaimFactory(**fields) if "published" in fields else ClaimFactory(said_where="A speech.", **fields)
    EvidenceFactory(claim=claim, bearing=bearing)
    return claim


def rated(claim, slug="false", by=None, explanation="The report says so."):
    review = ReviewFactory.build(claim=claim, rating=RatingFactory(slug=slug), explanation=explanation)
    rate(review, by=by or UserFactory())
    connection.check_constraints()
    return review


def read(claim):
    """Give how readers see it: the slug of its rating, "" or "other words"."""
    found = public.ratings_read([claim.pk])[claim.pk]
    if found.rating is None:
        return "other words" if found.otherwise else ""
    return Review.objects.filter(rating=found.rating).first().rating.slug


def notes():
    return list(Correction.objects.filter(note__startswith="The rating was changed").values_list("note", flat=True))


def test_published_then_rated_it_waits_for_another_editor():
    claim, reviewer, editor = rateable(published=True), UserFactory(), UserFactory()
    review = rated(claim, by=reviewer)
    assert (read(claim), list(waiting())) == ("", [review])
    with pytest.raises(ValidationError, match="You gave this rating"):
        approve(claim, by=reviewer)
    approve(claim, by=editor)
    assert (read(claim), list(waiting())) == ("false", [])
    assert [(approval.approved_by, approval.alone) for approval in review.approvals.all()] == [(editor, False)]
    with pytest.raises(ValidationError, match="No rating of this claim waits"):
        approve(claim, by=UserFactory())


def test_rated_then_published_the_publisher_is_the_second_person():
    claim, editor = rateable(), UserFactory()
    rated(claim, "true")
    review = rated(claim)
    publish(claim, by=editor)
    connection.check_constraints()
    assert read(claim) == "false"
    assert list(public.reviews()) == [review]
    assert review.approvals.get().approved_by == editor
    assert notes() == []


def test_published_by_a_record_it_waits_too():
    claim = rateable(origin="record")
    publish(claim, by=None)
    rated(claim)
    assert read(claim) == ""
    assert waiting().count() == 1


def test_rated_corrected_then_approved():
    claim = rateable(published=True)
    rated(claim)
    restate(claim, "The bridge is not safe", note="It said the reverse.", by=UserFactory())
    with pytest.raises(ValidationError, match="No rating of this claim waits"):
        approve(claim, by=UserFactory())
    assert read(claim) == ""
    assert list(cautions(claim)) != []


def test_a_rating_is_upheld_for_the_new_words_and_waits_again():
    claim, reviewer = rateable(published=True), UserFactory()
    first = rated(claim)
    approve(claim, by=UserFactory())
    with pytest.raises(ValidationError, match="it holds already"):
        uphold(claim, by=reviewer)
    restate(claim, "The bridge was safe", note="The time was wrong.", by=UserFactory())
    assert read(claim) == "other words"
    second = uphold(claim, by=reviewer)
    assert (second.rating, second.explanation, second.reviewer) == (first.rating, first.explanation, reviewer)
    assert (second.wording, first.wording) != (first.wording, second.wording)
    assert read(claim) == "other words"
    approve(claim, by=UserFactory())
    assert read(claim) == "false"
    assert notes() == []


def test_why_it_holds_can_be_said():
    claim = rateable()
    with pytest.raises(ValidationError, match="not rated yet"):
        uphold(claim, by=UserFactory())
    rated(claim)
    claim.statement = "In other words"
    claim.save()
    assert uphold(claim, by=UserFactory(), why=" It means the same. ").explanation == "It means the same."


def test_a_change_is_told_when_it_is_approved_and_not_before():
    claim = rateable(published=True)
    rated(claim, "true")
    approve(claim, by=UserFactory())
    rated(claim, "half-true")
    rated(claim, "false", explanation="It fell.")
    assert (notes(), read(claim)) == ([], "true")
    approve(claim, by=UserFactory())
    assert notes() == ["The rating was changed from “True” to “False”. It fell."]


def test_withdrawn_while_it_waited_it_is_approved_by_who_publishes_again():
    claim, reviewer = rateable(published=True), UserFactory()
    rated(claim, "true")
    approve(claim, by=UserFactory())
    rated(claim, "false", by=reviewer)
    withdraw(claim, reason="It rested on a forged letter.")
    with pytest.raises(ValidationError, match="Who publishes it approves its rating"):
        approve(claim, by=UserFactory())
    assert notes() == []
    with pytest.raises(ValidationError, match="you rated it"):
        publish(claim, by=reviewer)
    publish(claim, by=UserFactory())
    connection.check_constraints()
    assert read(claim) == "false"
    (note,) = Correction.objects.values_list("note", flat=True)
    assert note.startswith("Published again after it was withdrawn")
    assert note.endswith("The rating was changed from “True” to “False”.")


def test_reworded_as_a_draft_it_is_published_as_not_checked():
    claim = rateable()
    rated(claim)
    claim.statement = "The bridge fell"
    claim.save()
    publish(claim, by=UserFactory())
    assert read(claim) == ""
    assert not public.reviews().exists()


def test_a_reviewer_who_left_stays_behind_the_rating():
    claim, reviewer = rateable(published=True), UserFactory()
    rated(claim, by=reviewer)
    reviewer.is_active = False
    reviewer.save()
    assert read(claim) == ""
    approve(claim, by=UserFactory())
    assert read(claim) == "false"


def test_the_setting_off_and_on_again(settings):
    claim, alone = rateable(published=True), UserFactory()
    settings.REQUIRE_SECOND_PERSON = False
    review = rated(claim, by=alone)
    assert (read(claim), waiting_review(claim)) == ("false", None)
    assert review.approvals.get().alone
    settings.REQUIRE_SECOND_PERSON = True
    assert (read(claim), waiting_review(claim)) == ("false", review)  # it stays, and waits for another
    with pytest.raises(ValidationError, match="You gave this rating"):
        approve(claim, by=alone)
    approve(claim, by=UserFactory())
    assert (read(claim), waiting_review(claim)) == ("false", None)
    newer = rated(claim, "true", by=alone)
    settings.REQUIRE_SECOND_PERSON = False
    assert waiting_review(claim) == newer
    approve(claim, by=alone)
    assert read(claim) == "true"
    assert sorted(newer.approvals.values_list("alone", flat=True)) == [True]


def test_who_publishes_alone_with_the_setting_off_says_so(settings):
    settings.REQUIRE_SECOND_PERSON = False
    claim, alone = rateable(), UserFactory()
    review = rated(claim, by=alone)
    publish(claim, by=alone)
    connection.check_constraints()
    assert (read(claim), review.approvals.get().alone) == ("false", True)


def test_merged_into_an_unrated_one_readers_read_that_it_was_rated_and_undone_as_before():
    claim, kept = rateable(published=True), ClaimFactory(published=True)
    rated(claim)
    merge(claim, into=kept, reason="The same.")
    assert read(kept) == ""  # nobody approved it, so nobody read it
    undo(claim)
    approve(claim, by=UserFactory())
    merge(claim, into=kept, reason="The same.")
    assert read(kept) == "other words"
    undo(claim)
    assert (read(kept), read(claim)) == ("", "false")


def test_merging_warns_that_readers_are_led_to_what_is_not_rated():
    claim, kept = rateable(published=True), ClaimFactory(published=True)
    rated(claim)
    (warning,) = [words for words in plan(claim, kept).warnings if "rated" in words]
    assert "Not checked in these words" in warning


@pytest.mark.parametrize("value", ["false", "mostly-false"])
def test_what_is_rated_false_on_evidence_for_it_is_warned_of(value):
    claim = rateable()
    rated(claim, value)
    (caution,) = cautions(claim)
    assert "its evidence only supports it" in caution
    EvidenceFactory(claim=claim, bearing="undermines")
    assert list(cautions(claim)) == []


def test_and_what_is_rated_true_on_evidence_against_it():
    claim = rateable("undermines")
    EvidenceFactory(claim=claim, bearing="context")
    rated(claim, "half-true")
    assert list(cautions(claim)) == []
    rated(claim, "true")
    (caution,) = cautions(claim)
    assert "its evidence only undermines it" in caution


def test_context_alone_speaks_neither_for_it_nor_against_it():
    claim = rateable("context")
    rated(claim, "false")
    assert list(cautions(claim)) == []


def test_a_review_older_than_what_it_judges_is_warned_of():
    tie = AssertionFactory(quote__confirmed=True, quote__revision__article__published_on="2026-01-04")
    EvidenceFactory(claim=tie.claim)
    ReviewFactory(claim=tie.claim, named=True, reviewed_at="2026-01-03T12:00Z")
    (caution,) = cautions(tie.claim)
    assert "before the first article that tells the claim" in caution
    Claim.objects.update(said_where="A speech of 2025.")
    assert list(cautions(Claim.objects.get())) == []
