"""The verbs of an editor on one quotation: confirm it, or reject it.

A confirmation holds for what was confirmed: words, kind, source, cue, relays, speaker, in the newest text of the
article. The database keeps what that was (``Confirmation``) and refuses what is confirmed and no longer the same.
"""

from typing import Any

from django.apps import apps
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import BooleanField, Func
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Actor, Revision
from claims.models import Claim, Quote


@transaction.atomic
def confirm(quote: Quote, *, by: AbstractBaseUser | None, speaker: Actor | None = None) -> None:
    """Confirm a quotation, with its speaker if it has none yet; ``by`` is None for an editorial record only.

    Raises ``ValidationError`` in plain words where no speaker is known or the article no longer says it.
    """
    quote.speaker = speaker or quote.speaker
    if quote.state == Quote.State.ORPHANED:
        raise ValidationError(_("The article changed and no longer says this. Find it again in the newest revision."))
    refuse_older_text(quote)
    if quote.speaker is None:
        raise ValidationError(
            _("Who said it? Choose a speaker; for somebody not named, an actor of the kind “unnamed source”.")
        )
    if quote.state == Quote.State.REJECTED:
        quote.note = _note_before_rejection(quote)
    quote.state = Quote.State.CONFIRMED
    quote.confirmed_by_id = by.pk if by else None
    quote.confirmed_at = timezone.now()
    quote.full_clean()
    quote.save()


def refuse_older_text(quote: Quote) -> None:
    """Raise ``ValidationError`` where a quotation stands in a text that its article has replaced. One query."""
    newest = Revision.objects.filter(article=quote.revision.article_id).order_by("-number").values_list("number")
    if quote.revision.number != newest[0][0]:
        words = {"number": quote.revision.number, "newest": newest[0][0]}
        raise ValidationError(
            _(
                "This stands in revision %(number)s of the article, and the newest is %(newest)s: the text was changed "
                "since. Find it again there first."
            )
            % words
        )


def is_as_confirmed(quote: Quote) -> bool:
    """Tell whether a quotation, as it is stored, is what was confirmed last. One query."""
    held = Func("pk", function="claims_is_as_confirmed", output_field=BooleanField())
    return bool(Quote.objects.filter(pk=quote.pk).values_list(held, flat=True).first())


@transaction.atomic
def hold(quote: Quote, *, by: AbstractBaseUser | None) -> None:
    """See to it that a confirmed quotation, just changed and stored, is confirmed as it is now.

    Where what was confirmed was changed, ``by`` confirms it anew, in their name, if they may confirm; else it is
    proposed again. ``by`` is None for an editorial record only. Two queries, one more where something was changed.
    """
    stored = Quote.objects.select_for_update(of=["self"]).select_related("revision").get(pk=quote.pk)
    if stored.state != Quote.State.CONFIRMED or is_as_confirmed(stored):
        return
    if not _may_confirm(by):
        stored.state = Quote.State.PROPOSED
    else:
        refuse_older_text(stored)
        stored.confirmed_by_id = by.pk if by else None
        stored.confirmed_at = timezone.now()
        stored.origin = stored.origin if by else Quote.Origin.RECORD
    stored.save()
    for name in ("state", "confirmed_by_id", "confirmed_at", "origin"):
        setattr(quote, name, getattr(stored, name))


@transaction.atomic
def reject(quote: Quote, *, reason: str = "") -> None:
    """Reject a quotation: it is kept, so that the next import doesn't propose it again.

    Raises ``ValidationError`` where readers see it in a claim: its tie is cut there first, with a note.
    """
    read_in = Claim.objects.public().filter(assertions__quote=quote).first()
    if read_in is not None and quote.state == Quote.State.CONFIRMED:
        message = _("Readers see this quotation in the claim “%(claim)s”. Cut its tie there first, with a note.")
        raise ValidationError(message % {"claim": read_in})
    quote.state = Quote.State.REJECTED
    quote.note = reason or quote.note
    quote.save()


def _may_confirm(by: Any) -> bool:  # noqa: ANN401 - a user, or None for an editorial record
    return by is None or by.has_perm("claims.confirm_quote")


def _note_before_rejection(quote: Quote) -> str:
    """Give the note without the reason of a rejection that no longer holds; one written since stays. Two queries."""
    events = apps.get_model("claims", "QuoteEvent")._default_manager.filter(pgh_obj=quote.pk).order_by("-pgh_id")
    before = events.exclude(state=Quote.State.REJECTED).values_list("pgh_id", "note").first() or (0, "")
    reason = events.filter(pgh_id__gt=before[0]).values_list("note", flat=True).last()
    return str(before[1]) if quote.note == reason else quote.note
