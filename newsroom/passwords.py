"""What passwords are taken: long ones, and none that a shipped list of known ones tells, plain or dressed up."""

import re
from collections.abc import Iterator
from typing import Any

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

LITTLE = 6  # so many digits and signs around a known password don't hide it
_AROUND = re.compile(r"[\W\d_]*(.*?)[\W\d_]*", re.DOTALL)
_AS_LETTERS = str.maketrans("013457@$!", "oleastasi")


class KnownPasswordValidator(CommonPasswordValidator):
    """Refuses the known passwords that Django ships, and what is made of one by the usual tricks.

    Most of its 20,000 are too short to be taken anyway: they come back with a year behind them, twice, or by twos.
    """

    def validate(self, password: str, user: Any = None) -> None:  # noqa: ANN401, ARG002 - Django's signature
        """Raise ``ValidationError`` for a password that somebody else tries early."""
        if any(self._is_known(form) for form in _forms(password.lower().strip())):
            raise ValidationError(
                _("This password is made of common ones. Take several words that don’t belong together."),
                code="password_too_common",
            )

    def get_help_text(self) -> str:
        """Return what to say beside the field."""
        return _("Your password can’t be a common one, nor one with a few digits or signs added, or repeated.")

    def _is_known(self, form: str) -> bool:
        if form in self.passwords:
            return True
        core = _core(form)
        rest = form.replace(core, "", 1)
        if core in self.passwords and (len(rest) <= LITTLE or rest in self.passwords):
            return True
        return any(form[:at] in self.passwords and form[at:] in self.passwords for at in range(3, len(form) - 2))


def _core(form: str) -> str:
    found = _AROUND.fullmatch(form)
    return found[1] if found else form


def _forms(password: str) -> Iterator[str]:
    """Return a password, what it repeats, and both with the letters that digits and signs stand for."""
    repeated = next((password[:n] for n in range(1, len(password) // 2 + 1) if _repeats(password, n)), password)
    if len(repeated) <= LITTLE and repeated != password:
        repeated = "password"  # nothing so short is better for being repeated
    for form in {password, repeated}:
        yield form
        yield form.translate(_AS_LETTERS)
        yield _core(form).translate(_AS_LETTERS)


def _repeats(password: str, length: int) -> bool:
    return (password[:length] * (len(password) // length + 1))[: len(password)] == password
