"""The claims that may say the same, beside a claim's form: shown with the page, and anew while a statement is typed."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import ngettext

from claims.likeness import near
from claims.models import Claim
from newsroom.admin.merging import MergingAdmin


class LikenessAdmin(MergingAdmin):
    """A claim's form with the claims near to it."""

    change_form_template = "admin/claims/claim.html"

    def get_urls(self) -> list[URLPattern]:
        """Add the part of the page that the script asks for."""
        return [
            path("near/", self.admin_site.admin_view(self.near_view), name="claims_claim_near"),
            *super().get_urls(),
        ]

    def near_view(self, request: HttpRequest) -> HttpResponse:
        """Answer with the claims near to ``?statement=``, besides the claim ``?besides=``. Three queries."""
        if not (self.has_view_or_change_permission(request) or self.has_add_permission(request)):
            raise PermissionDenied
        besides = self.get_object(request, request.GET["besides"]) if request.GET.get("besides") else None
        found = near(request.GET.get("statement", ""), besides=besides)
        context = {"near": found, "original": besides, "may_merge": self.may_merge(request)}
        return TemplateResponse(request, "admin/claims/_near.html", context)

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the claims near to what the form says. One query."""
        form, claim = context["adminform"].form, context["original"]
        stated = form["statement"].value() if "statement" in form.fields else claim.statement
        context["near"] = near(stated or "", besides=claim)
        context["may_merge"] = self.may_merge(request)
        return super().render_change_form(request, context, *args, **kwargs)

    def warnings(self, request: HttpRequest, form: Any, formsets: Any) -> Iterable[str]:
        """Say that a statement just written may stand there already."""
        yield from super().warnings(request, form, formsets)
        if "statement" in form.changed_data:
            yield from _told(form.instance)


def _told(claim: Claim) -> Iterable[str]:
    number = len(near(claim.statement, besides=claim))
    if number:
        words = ngettext("%(number)d claim may say the same.", "%(number)d claims may say the same.", number)
        address = reverse("admin:claims_claim_change", args=[claim.pk])
        yield format_html('<a href="{}#near">{}</a>', address, words % {"number": number})
