"""The verbs of an editor on one quotation: confirm it, or reject it."""

from django.apps import apps
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Actor
from claims.models import Claim, Quote


@transaction.atomic
def confirm(quote: Quote, *, by: AbstractBaseUser | None, speaker: Actor | None = None) -> None:
    """Confirm a quotation, with its speaker if it has none yet; ``by`` is None for an editorial record only.

    Raises ``ValidationError`` in plain words where no speaker is known or the article no longer says it.
    """
    quote.speaker = speaker or quote.speaker
    if quote.state == Quote.State.ORPHANED:
        raise ValidationError(_("The article changed and no longer says this. Find it again in the newest revision."))
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


def _note_before_rejection(quote: Quote) -> str:
    """Give the note without the reason of a rejection that no longer holds; one written since stays. Two queries."""
    events = apps.get_model("claims", "QuoteEvent")._default_manager.filter(pgh_obj=quote.pk).order_by("-pgh_id")
    before = events.exclude(state=Quote.State.REJECTED).values_list("pgh_id", "note").first() or (0, "")
    reason = events.filter(pgh_id__gt=before[0]).values_list("note", flat=True).last()
    return str(before[1]) if quote.note == reason else quote.note
