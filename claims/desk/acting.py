"""Doing what an editor asks for on the desk: whole or not at all, on what the editor saw, as one step to take back."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

import pghistory
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import Model, Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.models import Actor, ActorName, Article
from claims import confirming
from claims.desk import amending
from claims.desk.asked import ask_first, told
from claims.desk.permitted import refuse_what_is_read, require, require_for
from claims.desk.sheet import token, whole
from claims.desk.steps import Step
from claims.desk.stretches import selected, typed_passages
from claims.desk.verbs import VERBS, shortened
from claims.models import Assertion, Claim, Passage, Quote, Relay
from newsroom.undoing import Change, changes_in, undo

# Of what is taken back, this is not emptied: a quotation that was confirmed once keeps when that was.
KEEPING: Mapping[type[Model], Collection[str]] = {Quote: {"confirmed_at", "confirmed_by_id"}}

REGISTRY = (Actor, ActorName)


class ConflictError(ValidationError):
    """Somebody else changed meanwhile what the editor saw."""


@dataclass(frozen=True)
class Done:
    """What came of it."""

    said: str
    step: Step
    decided: bool = False


def act(verb: str, article: Article, key: int, sent: QueryDict, by: AbstractBaseUser) -> Done:
    """Do ``verb`` (one of ``VERBS``) to the quotation of ``article`` with this key, if it is as the editor saw it.

    ``sent`` has its ``token`` besides what the verb reads, and ``sure`` where an editor was asked. Raises
    ``PermissionDenied``, ``ConflictError``, ``AskError`` where readers would see it at once, or one of the admin's
    ``REFUSALS``; nothing is stored then.
    """
    require(by, verb)
    with pghistory.context(desk=verb) as circumstance, transaction.atomic():
        quote = _locked(article, {key: sent.get("token", "")})[0]
        require_for(by, quote)
        if VERBS[verb].amends and quote.state == Quote.State.CONFIRMED:
            refuse_what_is_read(Claim.objects.filter(assertions__quote=quote))
        before = told([key])
        said = VERBS[verb].act(quote, sent, by)
        if VERBS[verb].amends:
            confirming.hold(quote, by=by)
        if not VERBS[verb].lasts:
            ask_first([key], before, sent.get("sure", ""), by)
        connection.check_constraints()
    return Done(
        said, Step(None if VERBS[verb].lasts else str(circumstance.id), said, article.pk, key), VERBS[verb].decides
    )


def add(article: Article, sent: QueryDict, by: AbstractBaseUser) -> Done:
    """Propose a quotation with the passages that were selected or typed. Raises as ``act``."""
    require(by, "add")
    with pghistory.context(desk="add") as circumstance, transaction.atomic():
        revision = article.revisions.latest("number")
        spans = selected(sent, revision.text) or typed_passages(sent, revision.text, [])
        quote = amending.add(revision, spans)
        connection.check_constraints()
    said = _("New quotation: “%s”. Who says it?") % shortened(quote)
    return Done(said, Step(str(circumstance.id), said, article.pk, quote.pk, added=True))


def confirm_all(article: Article, tokens: Mapping[int, str], by: AbstractBaseUser) -> Done:
    """Confirm the quotations with these keys, all or none, as one step; ``tokens`` tell what the editor saw."""
    require(by, "confirm")
    if not tokens:
        raise ValidationError(_("There is none to confirm."))
    with pghistory.context(desk="confirm") as circumstance, transaction.atomic():
        for quote in _locked(article, tokens):
            confirming.confirm(quote, by=by)
        if told(tokens):
            raise ValidationError(_("Readers would see some of these at once: confirm those one by one."))
        connection.check_constraints()
    said = ngettext("%d quotation confirmed.", "%d quotations confirmed.", len(tokens)) % len(tokens)
    return Done(said, Step(str(circumstance.id), said, article.pk, min(tokens)))


def take_back(step: Step, by: AbstractBaseUser, sure: str = "") -> str:
    """Take a step back; gives what to say of it.

    Raises ``ValidationError`` in plain words where what it changed was changed since, or readers saw it, and
    ``AskError`` where readers would see it again, unless ``sure`` says that this was seen.
    """
    require(by, "undo")
    if step.circumstance is None:
        raise ValidationError(
            _("This can’t be taken back, for readers may have seen it: %s. Withdraw the claim, with a reason.")
            % step.said
        )
    with pghistory.context(desk="undo"), transaction.atomic():
        if step.added and Quote.objects.filter(pk=step.quote, confirmed_at__isnull=False).exists():
            confirming.reject(Quote.objects.select_for_update().get(pk=step.quote), reason=_("Taken back."))
            said = _("Rejected, for it was confirmed once and stays on record: %s")
        else:
            said = _undo(step, by, sure)
        connection.check_constraints()
    return said % step.said


def _undo(step: Step, by: AbstractBaseUser, sure: str) -> str:
    """Put all back as it was; somebody added whom readers may have met since stays in the registry."""
    changes = changes_in(step.id, KEEPING)
    refuse_what_is_read(_claims_read_in(changes))
    touched = _quotations_in(changes)
    before = told(touched)
    said = _put_back(step)
    ask_first(touched, before, sure, by)
    return said


def _put_back(step: Step) -> str:
    try:
        undo(step.id, keeping=KEEPING)
    except ValidationError as refusal:
        try:
            spared = undo(step.id, keeping=KEEPING, sparing=REGISTRY)
        except ValidationError:
            raise refusal from None
        if not spared:
            raise
        return _("Taken back, but the actor stays in the registry: %s")
    return _("Taken back: %s")


def _quotations_in(changes: Iterable[Change]) -> set[int]:
    rows = [(change, change.after or change.before) for change in changes]
    own = {change.pk for change, _row in rows if change.model is Quote}
    return own | {row.quote_id for change, row in rows if change.model in (Passage, Relay, Assertion)}


def _claims_read_in(changes: Iterable[Change]) -> QuerySet[Claim]:
    """Give the claims in which readers would see the changes taken back: by their quotations, or their very ties."""
    quotes, ties = set(), set()
    for change in changes:
        row = change.after or change.before
        if change.model is Quote:
            quotes.add(change.pk)
        elif change.model in (Passage, Relay):
            quotes.add(row.quote_id)
        elif change.model is Assertion:
            ties.add((row.claim_id, row.quote_id))
    seen = Quote.objects.confirmed().filter(pk__in=quotes | {quote for _claim, quote in ties})
    seen_ties = [claim for claim, quote in ties if quote in set(seen.values_list("pk", flat=True))]
    return Claim.objects.filter(Q(pk__in=seen_ties) | Q(assertions__quote__in=seen.filter(pk__in=quotes)))


def _locked(article: Article, tokens: Mapping[int, str]) -> list[Quote]:
    """Give the quotations with these keys, so that nobody else can change them; raise where somebody did."""
    held = Quote.objects.in_article(article).filter(pk__in=tokens).order_by("pk").select_for_update(of=["self"])
    quotes = list(whole(held))
    if len(quotes) < len(tokens):
        raise ConflictError(_("The quotation is gone: somebody took it back meanwhile."))
    changed = [quote for quote in quotes if token(quote) != tokens[quote.pk]]
    if changed:
        raise ConflictError([_changed(quote) for quote in changed])
    return quotes


def _changed(quote: Quote) -> str:
    now = {"what": shortened(quote), "state": quote.get_state_display(), "speaker": quote.speaker or _("no speaker")}
    return (
        _(
            "Somebody changed this quotation meanwhile, so nothing was done. "
            "It is now: %(state)s, %(speaker)s, “%(what)s”."
        )
        % now
    )
