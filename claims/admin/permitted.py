"""Who may change what in which state; ``docs/editors.md`` shows it as a table, which a test reads.

The groups' permissions (``claims.roles``) say what somebody may do at all; here the state of the very thing speaks.
"""

from typing import TYPE_CHECKING, Any

from django.contrib.admin.options import BaseModelAdmin
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.utils.translation import gettext as _

from claims.models import Assertion, Claim, Quote
from claims.roles import is_handed_on, to_write

if TYPE_CHECKING:
    AdminOfAny = BaseModelAdmin[Any]
else:
    AdminOfAny = BaseModelAdmin


def may_write(user: Any, claim: Claim) -> bool:
    """Tell whether ``user`` may change a claim's words and what it is tied to."""
    return bool(user.has_perm(to_write(claim)))


def may_check(user: Any, claim: Claim) -> bool:
    """Tell whether ``user`` may change evidence, replies and ratings, given the permission for those."""
    return claim.status != Claim.Status.PUBLISHED or bool(user.has_perm("claims.correct_claim"))


def may_open(user: Any, claim: Claim) -> bool:
    """Tell whether there is anything on a claim's page that ``user`` may change."""
    checks = user.has_perm("claims.rate_claim") or user.has_perm("claims.change_evidence")
    return may_write(user, claim) or (checks and may_check(user, claim)) or user.has_perm("claims.sign_off_claim")


def may_write_quote(user: Any, quote: Quote) -> bool:
    """Tell whether ``user`` may change a quotation. At most one query."""
    if quote.state in (Quote.State.PROPOSED, Quote.State.ORPHANED):
        return bool(user.has_perm("claims.publish_claim")) or not is_handed_on(quote)
    if not user.has_perm("claims.confirm_quote"):
        return False
    if user.has_perm("claims.correct_claim"):
        return True
    public = Claim.objects.public().filter(pk=OuterRef("claim_id"))
    return not Assertion.objects.filter(Exists(public), quote=quote).exists()


class PartOfClaim(AdminOfAny):
    """A screen or inline for what belongs to a claim: the claim's state says who may change it.

    ``written`` is for what says the claim itself (its ties); the rest bears on it.
    """

    written = False

    def may_touch(self, request: HttpRequest, claim: Claim) -> bool:
        """Tell whether the claim's state leaves its parts to this user."""
        return may_write(request.user, claim) if self.written else may_check(request.user, claim)

    def has_add_permission(self, request: HttpRequest, *claim: Any) -> bool:
        """Ask the claim too, where it is known already: inlines are told."""
        return super().has_add_permission(request, *claim) and all(self._leaves(request, known) for known in claim)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Ask the claim too."""
        return super().has_change_permission(request, obj) and self._leaves(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Ask the claim too."""
        return super().has_delete_permission(request, obj) and self._leaves(request, obj)

    def _leaves(self, request: HttpRequest, thing: Any) -> bool:
        claim = thing if isinstance(thing, Claim) else getattr(thing, "claim", None)
        return claim is None or self.may_touch(request, claim)

    def refuse_others(self, request: HttpRequest, *claims: Claim | None) -> None:
        """Refuse to store a part of a claim that isn't this user's. Raises ``ValidationError`` in plain words."""
        for claim in claims:
            if claim is not None and not self.may_touch(request, claim):
                words = {"claim": claim, "status": claim.get_status_display()}
                raise ValidationError(_("The claim “%(claim)s” (%(status)s) is not yours to change.") % words)
