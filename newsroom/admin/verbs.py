"""Verbs on things (confirm, publish, …): what they are; ``doing`` does them, ``buttons`` offers them.

A status is never a field to fill in.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.contrib.auth.models import AbstractBaseUser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


@dataclass(frozen=True)
class Verb:
    """What can be done to a thing."""

    name: str
    label: "StrPromise"
    """As an action on a list: "Confirm"."""
    button: "StrPromise"
    """On the thing's own page, where it stores the form first: "Save and confirm"."""
    done: "StrPromise"
    """"confirmed"."""
    act: Callable[[Any, AbstractBaseUser, Any], None]
    """Does it to a thing, by a user, with what was answered ("" unless asked); raises one of ``REFUSALS``."""
    fits: Callable[[Any], bool]
    """Whether the thing is in a state for it."""
    offered: Callable[[Any], bool] = lambda _thing: True
    """Whether there is a button for what fits; not where the thing needs other changes first."""
    asks: "StrPromise | None" = None
    """What to ask the reason with; None asks for none."""
    needs_reason: bool = False
    answer: Callable[[], forms.Field] | None = None
    """The field to answer in where it is no reason that is asked for: a time."""
    permission: str = ""
    """What it takes besides the permission to change the very thing: "claims.publish_claim"."""
    asks_password: bool = False
    """Whether it is done only by who gave the own password lately (``newsroom.admin.proof``)."""


class ReasonForm(forms.Form):
    """Asks for the reason of a verb."""

    reason = forms.CharField(widget=AdminTextareaWidget(attrs={"rows": 4}))

    def __init__(self, verb: Verb, data: Any = None) -> None:
        super().__init__(data)
        if verb.answer is not None:
            self.fields["reason"] = verb.answer()
        field = self.fields["reason"]
        field.label = field.label or _("Reason")
        field.help_text = str(verb.asks)
        field.required = verb.needs_reason


DELETE = Verb(
    name="delete_selected",
    label=gettext_lazy("Delete"),
    button=gettext_lazy("Delete"),
    done=gettext_lazy("deleted"),
    act=lambda thing, _user, _reason: thing.delete(),
    fits=lambda _thing: True,
)
"""On lists only; a thing's own page has a button of Django's."""
