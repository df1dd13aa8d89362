"""The screens for what was published and who is named in it."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import F, QuerySet
from django.db.models.functions import Length
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import merging
from articles.models import Actor, ActorName, Article, Byline, Paragraph, Revision
from newsroom.admin.base import NewsroomAdmin, ReadOnlyAdmin
from newsroom.admin.choosing import RowForm
from newsroom.admin.columns import LONG, shortened
from newsroom.admin.inlines import ReadOnlyInline, Rows, TableInline
from newsroom.admin.merging import MOST_CHOICES
from newsroom.admin.searching import by_key, by_start, by_text
from newsroom.admin.splitting import SplittingAdmin


class BylineForm(RowForm):
    """A name in the byline; without a number it comes after those that have one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["number"].required = False


class Bylines(Rows):
    """Puts names without a number at the end."""

    def clean(self) -> None:
        """Give a number to what has none."""
        super().clean()
        kept = [form for form in self.forms if form.cleaned_data.get("name") and not form.cleaned_data.get("DELETE")]
        last = max((form.cleaned_data["number"] or 0 for form in kept), default=0)
        for form in kept:
            if form.cleaned_data["number"] is None:
                last += 1
                form.instance.number = form.cleaned_data["number"] = last


class BylineInline(TableInline):
    """Who wrote an article."""

    model = Byline
    form = BylineForm
    formset = Bylines
    fetched = ("actor",)
    fields = ("number", "name", "actor")
    autocomplete_fields = ("actor",)


class RevisionInline(ReadOnlyInline):
    """The texts of an article."""

    model = Revision
    fields = ("number", "received_at", "characters", "sha256")
    readonly_fields = ("characters", "sha256")
    show_change_link = True

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Any]":
        """Leave the texts themselves where they are."""
        rows: QuerySet[Any] = super().get_queryset(request).annotate(length=Length("text")).defer("text")
        return rows

    @admin.display(description=gettext_lazy("characters"))
    def characters(self, revision: Any) -> int:
        """Tell how long the text is."""
        return int(revision.length)


class ActorNameInline(TableInline):
    """How an actor is written."""

    model = ActorName
    fields = ("name", "key")
    readonly_fields = ("key",)


class ParagraphInline(ReadOnlyInline):
    """How a revision is laid out."""

    model = Paragraph
    fetched = ("section",)
    fields = ("number", "kind", "section", "start", "end", "text")
    readonly_fields = ("text",)

    @admin.display(description=gettext_lazy("text"))
    def text(self, paragraph: Paragraph) -> str:
        """Show the paragraph's own stretch of the text."""
        return paragraph.revision.text[paragraph.start : paragraph.end]


@admin.register(Article)
class ArticleAdmin(NewsroomAdmin):
    """Articles, newest first."""

    list_display = (
        shortened("", gettext_lazy("article"), LONG),
        *(shortened("publisher", gettext_lazy("publisher")), "published_on", "language", "display"),
    )
    list_select_related = ("publisher",)
    list_filter = ("published_on", "display")
    sortable_by = ("published_on",)
    ordering = (F("published_on").desc(nulls_last=True), "-pk")
    search_help_text = gettext_lazy("Headline, file name, publisher or id")
    ways = (by_text("headline"), by_text("file_name"), by_key("publisher__names__key"))
    listed_by = {Actor: "publisher"}
    list_note = gettext_lazy("Articles come in as files, with the command import_seeds.")
    autocomplete_fields = ("publisher",)
    readonly_fields = ("slug", "file_name", "created", "modified")
    inlines = (BylineInline, RevisionInline)
    fieldsets = (
        (None, {"fields": ("headline", "publisher", "published_on", "link", "language")}),
        (gettext_lazy("For readers"), {"fields": ("slug", "display", "copyright_notice")}),
        (gettext_lazy("How it came here"), {"fields": ("file_name", "created", "modified")}),
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nothing is added here: an article is nothing without its text."""
        return False

    def warnings(self, request: HttpRequest, form: Any, formsets: Any) -> Iterable[str]:
        """Say where readers are promised a link and there is none."""
        if form.instance.display == Article.Display.LINK_ONLY and not form.instance.link:
            yield _("Readers may see the quotations and a link, but there is no link: give the canonical link.")

    def choice_label(self, thing: Article) -> str:
        """Tell an article by its headline and date."""
        return f"{thing} ({thing.published_on})" if thing.published_on else str(thing)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> tuple[Any, Any, Any, Any]:
        """Let the texts go with their article, though none goes alone."""
        tree, counts, lacking, protected = super().get_deleted_objects(objs, request)
        if request.user.has_perm("articles.delete_revision"):
            lacking = set(lacking) - {Revision._meta.verbose_name}
        return tree, counts, lacking, protected


@admin.register(Revision)
class RevisionAdmin(ReadOnlyAdmin):
    """The texts of articles, as received."""

    list_display = (
        shortened("", gettext_lazy("revision")),
        *(shortened("article", gettext_lazy("article"), LONG), "received_at"),
        shortened("sha256", gettext_lazy("SHA-256"), 13),
    )
    list_select_related = ("article",)
    sortable_by = ()
    search_help_text = gettext_lazy("The article's headline or file name, the beginning of the SHA-256, or id")
    ways = (by_text("article__headline"), by_text("article__file_name"), by_start("sha256"))
    listed_by = {Article: "article"}
    inlines = (ParagraphInline,)
    fields = ("article", "number", "received_at", "encoding", "sha256", "whole_text")
    readonly_fields = ("sha256", "whole_text")

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Any]":
        """Leave the texts where they are until one is shown."""
        return super().get_queryset(request).defer("text")

    def for_choice(self, rows: "QuerySet[Any]") -> "QuerySet[Any]":
        """Fetch the articles too."""
        return rows.select_related("article").defer("text")

    def choice_label(self, thing: Revision) -> str:
        """Tell a revision by its article."""
        return _("Revision %(number)s: %(article)s") % {"article": thing.article, "number": thing.number}

    @admin.display(description=gettext_lazy("text"))
    def whole_text(self, revision: Revision) -> str:
        """Show the text with its line breaks."""
        return format_html('<div class="passage-in-place">{}</div>', revision.text)


@admin.register(Actor)
class ActorAdmin(SplittingAdmin):
    """Everybody who speaks, writes, publishes or is spoken of."""

    joining: ClassVar[Any] = merging
    new_fields = ("name", "kind", "description")

    list_display = (*("name", "kind", shortened("description", gettext_lazy("description"), LONG), "wikidata_id"),)
    list_filter = ("kind", ("merged_into", admin.EmptyFieldListFilter))
    sortable_by = ("name",)
    ordering = ("name", "pk")
    search_help_text = gettext_lazy("Any of the names, Wikidata id or id")
    ways = (by_key("names__key"), by_start("wikidata_id"))
    readonly_fields = ("slug", "merged_into", "created", "modified")
    inlines = (ActorNameInline,)
    fieldsets = (
        (None, {"fields": ("kind", "name", "description", "wikidata_id", "authority_link")}),
        (None, {"fields": ("slug", "merged_into", "created", "modified")}),
    )

    def choice_label(self, thing: Actor) -> str:
        """Tell an actor by kind and description."""
        return f"{thing} ({thing.description or thing.get_kind_display()})"

    def suggested(self, thing: Actor) -> list[tuple[Any, str]]:
        """Give the actors that one of its names means too. One query."""
        keys = thing.names.values("key")
        alike = Actor.objects.standing().exclude(pk=thing.pk).filter(names__key__in=keys).distinct().order_by("pk")
        return [(actor, _("Called the same.")) for actor in alike[:MOST_CHOICES]]
