"""The verb of whoever answers for the law: sign off a claim that is legally sensitive."""

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.models import Claim
from newsroom.signatures import signature


@transaction.atomic
def sign_off(claim: Claim, *, by: AbstractBaseUser, note: str | None = None) -> None:
    """Sign off a claim as it is now; with its statement, place or quotations it holds no longer.

    ``note`` is for editors; None leaves what is there. Raises ``ValidationError`` where the claim isn't sensitive.
    """
    if not claim.is_sensitive:
        raise ValidationError(_("Only a claim that is marked as legally sensitive is signed off."))
    claim.signed_off_statement = claim.statement
    claim.signed_off_by_id = by.pk
    claim.signed_off_name = signature(by)
    claim.signed_off_at = timezone.now()
    claim.sign_off_note = claim.sign_off_note if note is None else note
    claim.save()
