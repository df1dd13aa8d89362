"""What can be done to a claim, by whom, in which state."""

from typing import Any

from django import forms
from django.contrib.auth.models import AbstractBaseUser
from django.utils.timezone import get_current_timezone_name
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims import publishing, rating, scheduling, signing, standing
from claims.gate import newest_review
from claims.models import Claim
from newsroom.admin.verbs import Verb
from newsroom.zones import zone_name


def _is_not_public(claim: Claim) -> bool:
    return claim.status in (Claim.Status.DRAFT, Claim.Status.IN_REVIEW, Claim.Status.WITHDRAWN)


def _moment() -> forms.Field:
    """Return a field for a day and a time, in the newsroom's own time zone, which its label names."""
    widget = forms.DateTimeInput(
        attrs={"type": "datetime-local", "data-zone": get_current_timezone_name()}, format="%Y-%m-%dT%H:%M"
    )
    return forms.DateTimeField(label=_("When, by the newsroom’s clock: %s") % zone_name(), widget=widget)


def _schedule(claim: Claim, user: AbstractBaseUser, at: Any) -> None:
    scheduling.schedule(claim, at=at, by=user)


SUBMIT = Verb(
    name="submit",
    label=gettext_lazy("Submit for review"),
    button=gettext_lazy("Save and submit for review"),
    done=gettext_lazy("submitted for review"),
    act=lambda claim, _user, _reason: publishing.submit(claim),
    fits=lambda claim: claim.status == Claim.Status.DRAFT,
    permission="claims.submit_claim",
)
SEND_BACK = Verb(
    name="send_back",
    label=gettext_lazy("Send back"),
    button=gettext_lazy("Save and send back…"),
    done=gettext_lazy("sent back"),
    act=lambda claim, _user, note: publishing.send_back(claim, note=note),
    fits=lambda claim: claim.status == Claim.Status.IN_REVIEW,
    asks=gettext_lazy("What the reporter should do. For those who work here only."),
    needs_reason=True,
    permission="claims.publish_claim",
)
SIGN_OFF = Verb(
    name="sign_off",
    label=gettext_lazy("Sign off"),
    button=gettext_lazy("Save and sign off"),
    done=gettext_lazy("signed off"),
    act=lambda claim, user, _reason: signing.sign_off(claim, by=user),
    fits=lambda claim: claim.is_sensitive,
    permission="claims.sign_off_claim",
)
PUBLISH = Verb(
    name="publish",
    label=gettext_lazy("Publish"),
    button=gettext_lazy("Save and publish"),
    done=gettext_lazy("published"),
    act=lambda claim, user, _reason: publishing.publish(claim, by=user),
    fits=_is_not_public,
    permission="claims.publish_claim",
)
SCHEDULE = Verb(
    name="schedule",
    label=gettext_lazy("Schedule"),
    button=gettext_lazy("Save and schedule…"),
    done=gettext_lazy("scheduled"),
    act=_schedule,
    fits=lambda claim: _is_not_public(claim) and claim.publish_at is None,
    offered=lambda claim: claim.pk is not None,
    asks=gettext_lazy("It is published then, in your name, if nothing is missing at that time."),
    needs_reason=True,
    answer=_moment,
    permission="claims.publish_claim",
)
UNSCHEDULE = Verb(
    name="unschedule",
    label=gettext_lazy("Take off the schedule"),
    button=gettext_lazy("Save and take off the schedule"),
    done=gettext_lazy("taken off the schedule"),
    act=lambda claim, _user, _reason: scheduling.unschedule(claim),
    fits=lambda claim: claim.publish_at is not None,
    permission="claims.publish_claim",
)
WITHDRAW = Verb(
    name="withdraw",
    label=gettext_lazy("Withdraw"),
    button=gettext_lazy("Save and withdraw…"),
    done=gettext_lazy("withdrawn"),
    act=lambda claim, _user, reason: publishing.withdraw(claim, reason=reason),
    fits=lambda claim: claim.status == Claim.Status.PUBLISHED,
    asks=gettext_lazy("Readers who follow a link to the claim will see it."),
    needs_reason=True,
    permission="claims.withdraw_claim",
    asks_password=True,
)


def _approve(claim: Claim, user: AbstractBaseUser, _reason: str) -> None:
    rating.approve(claim, by=user)


def _uphold(claim: Claim, user: AbstractBaseUser, why: str) -> None:
    rating.uphold(claim, by=user, why=why)


def _is_rated_otherwise(claim: Claim) -> bool:
    review = newest_review(claim) if claim.pk and claim.status != Claim.Status.MERGED else None
    return review is not None and not standing.holds(review, claim)


APPROVE = Verb(
    name="approve",
    label=gettext_lazy("Approve the rating"),
    button=gettext_lazy("Save and approve the rating"),
    done=gettext_lazy("rating approved"),
    act=_approve,
    fits=lambda claim: claim.status == Claim.Status.PUBLISHED and standing.waiting_review(claim) is not None,
    permission="claims.publish_claim",
)
UPHOLD = Verb(
    name="uphold",
    label=gettext_lazy("The rating holds"),
    button=gettext_lazy("Save; the rating holds…"),
    done=gettext_lazy("rating given for these words"),
    act=_uphold,
    fits=_is_rated_otherwise,
    asks=gettext_lazy(
        "The verdict is given again for the present statement, as a new review in your name. Say for readers why it "
        "holds; leave it empty to repeat the explanation as it was."
    ),
    permission="claims.rate_claim",
)
ADD_TO_REASON = Verb(
    name="add_to_reason",
    label=gettext_lazy("Add to the reason"),
    button=gettext_lazy("Save and add to the reason…"),
    done=gettext_lazy("added to the reason"),
    act=lambda claim, user, text: publishing.add_to_reason(claim, text, by=user),
    fits=lambda claim: claim.is_withdrawn,
    asks=gettext_lazy("Readers see it with its date, below the reason that they were given: that stays as it is."),
    needs_reason=True,
    permission="claims.withdraw_claim",
)
VERBS = (SUBMIT, SEND_BACK, SIGN_OFF, PUBLISH, SCHEDULE, UNSCHEDULE, UPHOLD, APPROVE, WITHDRAW, ADD_TO_REASON)
