"""Who may do what on the desk: one permission for each verb, in one table."""

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, PermissionsMixin
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.models import Claim, Quote
from claims.roles import is_handed_on, to_write

# What an editor needs besides being staff.
NEEDS = {
    "look": ["claims.view_quote"],
    "confirm": ["claims.change_quote", "claims.confirm_quote"],
    "reject": ["claims.change_quote", "claims.confirm_quote"],
    "kind": ["claims.change_quote"],
    "speaker": ["claims.change_quote"],
    "new-speaker": ["claims.change_quote", "articles.add_actor"],
    "passages": ["claims.change_quote"],
    "written": ["claims.change_quote"],
    "relay": ["claims.change_quote"],
    "cut-relay": ["claims.change_quote"],
    "add": ["claims.add_quote"],
    "tie": ["claims.add_assertion"],
    "new-claim": ["claims.add_assertion", "claims.add_claim", "claims.write_claim"],
    "stance": ["claims.change_assertion"],
    "untie": ["claims.delete_assertion"],
    "publish": ["claims.change_claim", "claims.publish_claim"],
    "undo": ["claims.change_quote"],
}

NOT_OF_ONE_QUOTATION = {"look", "add", "undo"}

NOT_YOURS = gettext_lazy("You may look at this, but not do it: your account lacks the permission.")

# And to change anything of a quotation that was decided on, or the ties of a claim, by its status.
OF_A_DECIDED_QUOTATION = "claims.confirm_quote"
OF_WHAT_WAS_HANDED_ON = "claims.publish_claim"


def may(user: AbstractBaseUser | AnonymousUser, verb: str) -> bool:
    """Tell whether ``user`` may do ``verb``, one of ``NEEDS``."""
    return _has(user, NEEDS[verb])


def all_that(user: AbstractBaseUser | AnonymousUser, quote: Quote | None = None) -> dict[str, bool]:
    """Give, by verb as templates write it (``new_claim``), whether ``user`` may do it to ``quote`` as it is now."""
    left = set(NEEDS) if quote is None or _is_left_to(user, quote) else NOT_OF_ONE_QUOTATION
    return {verb.replace("-", "_"): verb in left and may(user, verb) for verb in NEEDS}


def works(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Tell whether ``user`` may do anything but look."""
    return any(may(user, verb) for verb in NEEDS if verb != "look")


def require(user: AbstractBaseUser | AnonymousUser, verb: str) -> None:
    """Raise ``PermissionDenied`` in plain words unless ``user`` may do ``verb``."""
    _require(user, NEEDS[verb])


def require_for(user: AbstractBaseUser | AnonymousUser, thing: Quote | Claim) -> None:
    """Raise ``PermissionDenied`` unless the state of the quotation, or of the claim tied, leaves it to ``user``."""
    if isinstance(thing, Claim):
        _require(user, [to_write(thing)])
    elif not _is_left_to(user, thing):
        raise PermissionDenied(NOT_YOURS)


def refuse_what_is_read(claims: QuerySet[Claim]) -> None:
    """Raise ``ValidationError`` if readers see one of ``claims``: what they have read changes with a correction."""
    read = claims.filter(pk__in=Claim.objects.public()).first()
    if read is not None:
        raise ValidationError(
            _("Readers see this in the claim “%(claim)s”. Change it in the admin, together with a correction.")
            % {"claim": read}
        )


def _is_left_to(user: AbstractBaseUser | AnonymousUser, quote: Quote) -> bool:
    """Tell whether the state of a quotation leaves it to ``user``."""
    if quote.state in (Quote.State.CONFIRMED, Quote.State.REJECTED):
        return _has(user, [OF_A_DECIDED_QUOTATION])
    return _has(user, [OF_WHAT_WAS_HANDED_ON]) or not is_handed_on(quote)


def _require(user: AbstractBaseUser | AnonymousUser, permissions: list[str]) -> None:
    if not _has(user, permissions):
        raise PermissionDenied(NOT_YOURS)


def _has(user: AbstractBaseUser | AnonymousUser, permissions: list[str]) -> bool:
    return isinstance(user, PermissionsMixin | AnonymousUser) and user.has_perms(permissions)
