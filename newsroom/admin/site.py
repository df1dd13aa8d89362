"""The admin's site: its name, the order of its index, what autocompletion shows, and what readers can see."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

APPS_IN_ORDER = ["articles", "claims"]  # by name only; others follow


class NewsroomAdminSite(admin.AdminSite):
    """Django's site with what all our screens share."""

    site_header = _("Newsroom")
    site_title = _("Newsroom")
    index_title = _("Articles and claims")
    enable_nav_sidebar = True

    def __init__(self, name: str = "admin") -> None:
        super().__init__(name)
        self.public: dict[type[Model], Callable[[], QuerySet[Any]]] = {}
        """What readers may see, by model; the floors that know it put it here."""

    def is_public(self, thing: Model) -> bool:
        """Tell whether readers can open this thing's page. One query."""
        rows = self.public.get(type(thing))
        return rows is not None and rows().filter(pk=thing.pk).exists()

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[dict[str, Any]]:
        """Put the rooms in order of work, and their models in the order in which they were registered."""
        apps: dict[str, dict[str, Any]] = self._build_app_dict(request, app_label)
        known = [apps.pop(label) for label in APPS_IN_ORDER if label in apps]
        return known + sorted(apps.values(), key=lambda app: str(app["name"]).lower())

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        """Answer a search field's question with the labels of our screens."""
        answer = ChoicesView.as_view(admin_site=self)(request)
        assert isinstance(answer, HttpResponse)  # noqa: S101 - for the type checker
        return answer


class ChoicesView(AutocompleteJsonView):
    """Autocompletion that tells the things apart: each screen says how it is written in a list of choices."""

    def get_queryset(self) -> QuerySet[Any]:
        """Fetch what the labels need along with the rows."""
        choices = super().get_queryset()
        for_choice = getattr(self.model_admin, "for_choice", None)
        return for_choice(choices) if for_choice else choices

    def serialize_result(self, obj: Model, to_field_name: str) -> dict[str, str]:
        """Give one choice with the label of its own screen."""
        choice_label = getattr(self.model_admin, "choice_label", str)
        return {"id": str(getattr(obj, to_field_name)), "text": choice_label(obj)}
