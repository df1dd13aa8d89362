"""The screens that all our models' screens start from."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.views.main import ERROR_FLAG, SEARCH_VAR, ChangeList
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst

from newsroom.admin.choosing import Choosable, ChoosingAdmin
from newsroom.admin.columns import boxes
from newsroom.admin.filters import of_one
from newsroom.admin.inlines import Inline
from newsroom.admin.keeping import kept_by
from newsroom.admin.paging import CappedPaginator, LongList, capped_count
from newsroom.admin.recorded import RecordedAdmin
from newsroom.admin.searching import Way, search
from newsroom.admin.site import NewsroomAdminSite
from newsroom.admin.widgets import FORM_FIELDS, Actions

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


class NewsroomAdmin(ChoosingAdmin, RecordedAdmin):
    """A screen for one model: a list that costs the same at any size, a form that refuses in plain words."""

    paginator = CappedPaginator
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    list_per_page = 50
    ordering: ClassVar[Any] = ("-pk",)
    search_fields = ("pk",)  # shows the box; ``ways`` says how it searches
    formfield_overrides = FORM_FIELDS

    ways: Sequence[Way] = ()
    """How the list is searched, besides by id."""
    action_form = Actions
    change_list_template = "admin/list.html"
    list_note: "StrPromise | str" = ""
    """What there is to say above the list."""
    listed_by: Mapping[type[Model], str] = {}
    """Models whose pages link to this list, with the path from its rows to them."""

    # Lists

    @admin.display(description=mark_safe('<input type="checkbox" id="action-toggle">'))
    def action_checkbox(self, obj: Any) -> SafeString:
        """Give the box that chooses a row."""
        return boxes()(obj)

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        """Give the list that can be read from either end."""
        return LongList

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        """Narrow the list by the ways of this screen."""
        return search(queryset, self.ways, search_term), False

    def get_list_filter(self, request: HttpRequest) -> Any:
        """Add the filters that links from other pages use."""
        return [*super().get_list_filter(request), *(of_one(model, path) for model, path in self.listed_by.items())]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Show the list with its note; what can't be read, of a filter or of the rows chosen, counts for none."""
        if any("\0" in value for name, values in request.GET.lists() for value in values if name != SEARCH_VAR):
            return HttpResponseRedirect(f"{request.path}?{ERROR_FLAG}=1")
        chosen = request.POST.getlist(ACTION_CHECKBOX_NAME)
        readable = [key for key in chosen if self.key_of(key) is not None]
        if readable != chosen:
            sent = request.POST.copy()
            sent.setlist(ACTION_CHECKBOX_NAME, readable)
            request.POST = sent  # type: ignore[assignment]
        return super().changelist_view(request, {"list_note": self.list_note} | (extra_context or {}))

    # The page of one thing

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        """Say in full what it is, and link to the lists of what belongs to it."""
        if context["original"] is not None:
            context["subtitle"] = self.choice_label(context["original"])
            context["lists"] = self.lists_of(request, context["original"])
            if super().has_delete_permission(request, context["original"]):
                context["kept"] = self.why_kept(request, context["original"])
        return super().render_change_form(request, context, *args, **kwargs)

    def lists_of(self, request: HttpRequest, thing: Model) -> list[tuple[str, int, str]]:
        """Give name, length and address of each list that belongs to ``thing``. One query each."""
        lists = []
        for model, screen in self.admin_site._registry.items():
            path = getattr(screen, "listed_by", {}).get(type(thing))
            if path and screen.has_view_permission(request):
                length = capped_count(model._default_manager.filter(**{path: thing.pk}))
                address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
                name = capfirst(str(model._meta.verbose_name_plural))
                lists.append((name, length, f"{address}?{thing._meta.model_name}={thing.pk}"))
        return lists

    def view_on_site(self, thing: Any) -> str | None:
        """Give the public address of what readers can see, else None."""
        site = self.admin_site
        if not (isinstance(site, NewsroomAdminSite) and site.is_public(thing)):
            return None
        address: str = thing.get_absolute_url()
        return address

    # Saving

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: Any) -> None:
        """Store the rest; once every rule agreed, say what the editor should know besides."""
        super().save_related(request, form, formsets, change)
        for warning in self.warnings(request, form, formsets):
            self.message_user(request, warning, messages.WARNING)

    def warnings(self, request: HttpRequest, form: Any, formsets: Any) -> Iterable[str]:
        """Give what to say about what was just stored."""
        return ()

    # Deleting

    def reason_to_keep(self, thing: Any) -> str:
        """Say why this thing can't be deleted; "" where it can. What a guard forbids gets no button."""
        return ""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Tell whether the user may delete, and the thing may go."""
        return super().has_delete_permission(request, obj) and (obj is None or not self.why_kept(request, obj))

    def why_kept(self, request: HttpRequest, thing: Any) -> str:
        """Say what forbids to delete this thing, a guard or rows that rest on it; asked once a request."""
        known: dict[Any, str] = request.__dict__.setdefault("kept", {})
        if thing not in known:
            known[thing] = self.reason_to_keep(thing) or kept_by(thing)
        return known[thing]

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> tuple[Any, Any, Any, Any]:
        """Find what would go too, and count what must be kept among the reasons against it."""
        tree, counts, lacking, protected = super().get_deleted_objects(objs, request)
        kept = [f"{thing}: {self.reason_to_keep(thing)}" for thing in objs if self.reason_to_keep(thing)]
        if kept and self.has_delete_permission(request):
            lacking = set()  # nothing goes, whatever permission there is: the reasons say why
        return tree, counts, lacking, [*protected, *kept]

    # The record of changes

    def parts(self, request: HttpRequest, thing: Any) -> list[tuple[type[Model], str]]:
        """Give the models on this page whose rows belong to ``thing``, with the field that says so."""
        inlines = [inline for inline in self.get_inline_instances(request, thing) if isinstance(inline, Inline)]
        return [(inline.model, inline.link(self.model)) for inline in inlines]

    def labels(self, model: type[Model], keys: set[Any]) -> dict[Any, str]:
        """Give what rows of ``model`` are called, by key. One query, or as many as their labels need."""
        screen: Any = self.admin_site._registry.get(model)
        rows: QuerySet[Any] = model._default_manager.filter(pk__in=keys)
        if isinstance(screen, Choosable):
            return {row.pk: screen.choice_label(row) for row in screen.for_choice(rows)}
        return {row.pk: str(row) for row in rows}


class ReadOnlyAdmin(NewsroomAdmin):
    """A screen for what the database never lets change."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nothing is added here."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nothing changes here."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nothing is deleted here."""
        return False
