"""The screens for ratings, reviews and evidence."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from claims.admin.claim_parts import behind
from claims.admin.correcting import PartCorrectingAdmin
from claims.admin.permitted import PartOfClaim
from claims.models import Approval, Claim, Evidence, Quote, Rating, Review
from claims.rating import rate
from claims.standing import cautions, waiting
from newsroom.admin.base import NewsroomAdmin, ReadOnlyAdmin
from newsroom.admin.columns import LONG, shortened
from newsroom.admin.searching import by_text, by_words


class Waits(admin.SimpleListFilter):
    """Narrows the list to the ratings that need a second editor."""

    title = gettext_lazy("second editor")
    parameter_name = "waits"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Offer those that wait."""
        return [("yes", gettext_lazy("Needs a second editor"))]

    def queryset(self, request: HttpRequest, queryset: "QuerySet[Any]") -> "QuerySet[Any]":
        """Narrow the list."""
        return queryset.filter(pk__in=waiting().values("pk")) if self.value() == "yes" else queryset


@admin.register(Review)
class ReviewAdmin(PartOfClaim, NewsroomAdmin):
    """Decisions on ratings: a new one is added, none is changed."""

    list_display = (
        shortened("claim", gettext_lazy("claim"), LONG),
        *("rating", "reviewer", shortened("reviewer_name", gettext_lazy("name")), "reviewed_at"),
    )
    list_select_related = ("claim", "rating", "reviewer")
    list_filter = (Waits, "rating")
    date_hierarchy = "reviewed_at"
    sortable_by = ("reviewed_at",)
    search_help_text = gettext_lazy("Words of the claim, or id")
    ways = (by_words("claim__search"),)
    listed_by = {Claim: "claim", Rating: "rating"}
    autocomplete_fields = ("claim",)
    fields = ("claim", "rating", "explanation", "reviewed_at", "reviewer", "reviewer_name", "behind")
    readonly_fields = ("reviewed_at", "reviewer", "reviewer_name", "behind")

    @admin.display(description=gettext_lazy("who stands behind it"))
    def behind(self, review: Review) -> str:
        """Tell who approved it, or that readers don't read it yet."""
        return behind(review)

    def has_add_permission(self, request: HttpRequest, *claim: Any) -> bool:
        """Ask for the permission to rate."""
        return super().has_add_permission(request, *claim) and request.user.has_perm("claims.rate_claim")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse: a review never changes."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse: a review is never deleted."""
        return False

    def recorded_parts(self, request: HttpRequest, thing: Any) -> list[Any]:
        """Tell its approvals too."""
        return [*super().recorded_parts(request, thing), (Approval, "review")]

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: Any) -> None:
        """Rate by the verb, if the claim is this user's to check."""
        self.refuse_others(request, obj.claim)
        rate(obj, by=request.user)  # type: ignore[arg-type]

    def warnings(self, request: HttpRequest, form: Any, formsets: Any) -> Iterable[str]:
        """Say what speaks against the rating."""
        yield from super().warnings(request, form, formsets)
        yield from cautions(form.instance.claim)


@admin.register(Evidence)
class EvidenceAdmin(PartOfClaim, PartCorrectingAdmin, NewsroomAdmin):
    """What bears on claims."""

    list_display = (
        *(shortened("title", gettext_lazy("title"), LONG), "bearing"),
        *(shortened("source", gettext_lazy("source")), shortened("claim", gettext_lazy("claim"), LONG)),
    )
    list_select_related = ("claim",)
    list_filter = ("bearing",)
    sortable_by = ()
    search_help_text = gettext_lazy("Title, source, words of the claim, or id")
    ways = (by_text("title"), by_text("source"), by_words("claim__search"))
    listed_by = {Claim: "claim", Quote: "quote"}
    autocomplete_fields = ("claim", "quote", "publisher")
    fields = (
        *("claim", ("bearing", "title"), ("source", "publisher"), "link", "archived_link"),
        *("summary", "interests", "quote"),
    )

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: Any) -> None:
        """Store it, if the claim, and the one that it bore on so far, are this user's to check."""
        self.refuse_others(request, obj.claim, Claim.objects.filter(evidence=obj.pk).first() if change else None)
        super().save_model(request, obj, form, change)

    def warnings(self, request: HttpRequest, form: Any, formsets: Any) -> Iterable[str]:
        """Say where it speaks against the rating of its claim."""
        yield from super().warnings(request, form, formsets)
        yield from cautions(form.instance.claim)


@admin.register(Rating)
class RatingAdmin(ReadOnlyAdmin):
    """The scale of verdicts, which changes by migration only."""

    list_display = ("name", "value", "explanation")
    ordering = ("position",)
    sortable_by = ()
    search_help_text = gettext_lazy("Name or id")
    ways = (by_text("name"),)
