"""The admin's site: its name, its first page, what autocompletion shows, and what readers can see."""

from collections.abc import Callable
from typing import Any

from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext_lazy as _

from newsroom.admin.choosing import Choosable
from newsroom.admin.navigation import NavigatingSite
from newsroom.admin.panels import MakePanel
from newsroom.admin.reset import ResetSite


class NewsroomAdminSite(NavigatingSite, ResetSite):
    """Django's site with what all our screens share."""

    site_header = _("Newsroom")
    site_title = _("Newsroom")
    index_title = _("Articles and claims")
    enable_nav_sidebar = True

    def __init__(self, name: str = "admin") -> None:
        super().__init__(name)
        self.public: dict[type[Model], Callable[[], QuerySet[Any]]] = {}
        """What readers may see, by model; the floors that know it put it here."""
        self.panels: list[MakePanel] = []
        """What waits for whom, on the first page; the floors that know it put it here."""

    def get_urls(self) -> list[Any]:
        """Leave out Django's way from any key to a public address: it asks nobody's permission, and ours need none."""
        nowhere = path("r/<path:content_type_id>/<path:object_id>/", self.admin_view(_nowhere), name="view_on_site")
        return [nowhere, *super().get_urls()]

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """Show what waits for the user, and all lists."""
        panels = [panel for make in self.panels if (panel := make(request))]
        return super().index(request, {"panels": panels} | (extra_context or {}))

    def is_public(self, thing: Model) -> bool:
        """Tell whether readers can open this thing's page. One query."""
        rows = self.public.get(type(thing))
        return rows is not None and rows().filter(pk=thing.pk).exists()

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        """Answer a search field's question with the labels of our screens."""
        answer = ChoicesView.as_view(admin_site=self)(request)
        assert isinstance(answer, HttpResponse)  # noqa: S101 - for the type checker
        return answer


def _nowhere(_request: HttpRequest, **_named: str) -> HttpResponse:
    raise Http404


class ChoicesView(AutocompleteJsonView):
    """Autocompletion that tells the things apart: each screen says how it is written in a list of choices."""

    def get_queryset(self) -> QuerySet[Any]:
        """Fetch what the labels need along with the rows."""
        choices = super().get_queryset()
        screen: Any = self.model_admin
        return screen.for_choice(screen.may_be_chosen(choices)) if isinstance(screen, Choosable) else choices

    def serialize_result(self, obj: Model, to_field_name: str) -> dict[str, str]:
        """Give one choice with the label of its own screen."""
        choice_label = getattr(self.model_admin, "choice_label", str)
        return {"id": str(getattr(obj, to_field_name)), "text": choice_label(obj)}
