"""What readers would see at once: done only when an editor has seen which claim it is, and presses a second key.

Only what is added comes here. What readers see already is changed in the admin, with a note.
"""

from collections.abc import Iterable

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from claims import public
from claims.desk.permitted import require_for
from claims.desk.sheet import hashed
from claims.models import Assertion

Told = set[tuple[int, int]]


class AskError(ValidationError):
    """Nothing was done, for readers would see it: the editor is asked whether it is meant."""

    def __init__(self, ties: list[Assertion]) -> None:
        super().__init__(_("Nothing is done yet, for readers would see it at once. Look, and press “p”, then Enter."))
        self.ties = ties

    @property
    def sure(self) -> str:
        """What is sent along by who has seen these claims as they read now."""
        return hashed(*((tie.claim_id, tie.claim.statement) for tie in self.ties))


def told(quotes: Iterable[int]) -> Told:
    """Give the claims that readers see these quotations in, as pairs of quotation and claim. One query."""
    return set(public.tellings().filter(quote__in=list(quotes)).order_by().values_list("quote_id", "claim_id"))


def ask_first(quotes: Iterable[int], before: Told, sure: str, by: AbstractBaseUser) -> None:
    """Raise ``AskError`` where readers would see a quotation in a claim anew, unless ``sure`` says that this was seen.

    Raises ``PermissionDenied`` where such a claim is not the user's to change.
    """
    keys = list(quotes)
    new = told(keys) - before
    if not new:
        return
    ties = [
        tie
        for tie in public.tellings().filter(quote__in=keys).select_related("claim", "quote__speaker").order_by("pk")
        if (tie.quote_id, tie.claim_id) in new
    ]
    for tie in ties:
        require_for(by, tie.claim)
    asked = AskError(ties)
    if sure != asked.sure:
        raise asked
