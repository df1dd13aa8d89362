"""Merging claims from the admin, telling two apart, and the list of those that were told apart."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.contrib.auth.models import AbstractBaseUser
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims import merging, telling_apart
from claims.admin.correcting import owed
from claims.likeness import near
from claims.models import NotSame
from newsroom.admin.base import ReadOnlyAdmin
from newsroom.admin.columns import LONG, shortened
from newsroom.admin.merging import MergingAdmin
from newsroom.admin.searching import by_words
from newsroom.history import done_with
from newsroom.merging import Plan


class ClaimMergingAdmin(MergingAdmin):
    """A claim's pages of merging: what may be the same is suggested, and can be told apart there."""

    joining: ClassVar[Any] = merging

    def suggested(self, thing: Any) -> list[tuple[Any, str]]:
        """Give the claims near to it."""
        return [(one.claim, self.why(one.words, one.differences)) for one in near(thing.statement, besides=thing)]

    def why(self, words: Iterable[str], differences: Iterable[str]) -> str:
        """Say what two statements share and where they differ."""
        shared = ", ".join(words)
        return " ".join(
            [_("Both say: %(words)s.") % {"words": shared} if shared else _("Spelled alike."), *differences]
        )

    def told_apart_by(self, thing: Any) -> str:
        """Say how it stands, too."""
        return f"{thing} ({thing.get_status_display()})"

    def plan_told(self, plan: Plan) -> dict[str, Any]:
        """Offer to tell the two apart, or to take that back."""
        if telling_apart.are_told_apart(plan.old, plan.kept):
            apart = ("forget", _("Take “not the same” back"))
        else:
            apart = ("tell_apart", _("They are not the same"))
        return super().plan_told(plan) | {"apart": apart if plan.old != plan.kept else None}

    def decided(self, request: HttpRequest, thing: Any, into: Any) -> HttpResponse:
        """Merge, or tell apart; the latter leads back to the claim."""
        asked = request.POST.get("do")
        if asked == "tell_apart":
            assert isinstance(request.user, AbstractBaseUser)  # noqa: S101 - the admin lets nobody else in
            done_with(_("They are not the same"))
            telling_apart.tell_apart(thing, into, by=request.user)
            said = _("Remembered: this is not the same as “%(other)s”.") % {"other": into}
        elif asked == "forget":
            done_with(_("Take “not the same” back"))
            telling_apart.take_back(thing, into)
            said = _("Taken back: this may be the same as “%(other)s”.") % {"other": into}
        else:
            return super().decided(request, thing, into)
        self.message_user(request, said, messages.SUCCESS)
        return HttpResponseRedirect(self.page_of(thing))

    def consequences(self, thing: Any, *, merged: bool = False) -> Iterable[str]:
        """Say that readers see the change, where they do."""
        return owed([thing.pk])


@admin.register(NotSame)
class NotSameAdmin(ReadOnlyAdmin):
    """Pairs of claims that are not the same: marked on the page that merges, taken back by deleting the pair."""

    list_display = (
        *(shortened("one", gettext_lazy("one claim"), LONG), shortened("other", gettext_lazy("other claim"), LONG)),
        *("told_by", "told_at"),
    )
    list_select_related = ("one", "other", "told_by")
    sortable_by = ()
    search_help_text = gettext_lazy("Words of either claim, or id")
    ways = (by_words("one__search"), by_words("other__search"))
    fields = ("one", "other", "told_by", "told_at")
    list_note = gettext_lazy("These are not suggested to each other again. Delete a pair to take that back.")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Let a pair be taken back."""
        return request.user.has_perm("claims.delete_notsame")

    def for_choice(self, rows: "QuerySet[Any]") -> "QuerySet[Any]":
        """Fetch both claims too."""
        return rows.select_related("one", "other")
