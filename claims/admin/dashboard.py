"""The panels of the admin's first page: what waits for an editor, for a fact-checker, for another person.

However much there is, each panel costs a few small queries: those that an index alone answers read at most
``MOST_COUNTED`` rows, the others look through the newest ``LOOKED_THROUGH``.
"""

from datetime import timedelta
from typing import Any

from django.apps import apps
from django.db.models import Count, Exists, Max, Model, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.models import Article, Revision
from claims import scheduling, standing
from claims.models import Claim, Quote, Reply, Review
from newsroom.admin.columns import LONG
from newsroom.admin.panels import LINES, Line, Panel, count, list_of, may_view, page_of
from newsroom.admin.telling import user_name
from newsroom.zones import timed, written

LOOKED_THROUGH = 1_000
NOTICED_FOR = timedelta(days=30)


def drafts(request: HttpRequest) -> Panel | None:
    """Show the drafts that the user began, among the newest. Two queries."""
    if not may_view(request, Claim):
        return None
    events = apps.get_model("claims.ClaimEvent")._default_manager.all()
    begun = events.filter(pgh_obj=OuterRef("pk"), pgh_label="insert", pgh_context__metadata__user=request.user.pk)
    mine = _newest(Claim.objects.filter(status=Claim.Status.DRAFT)).filter(Exists(begun))
    return _of_claims(
        _("My drafts"), _("You have no drafts."), mine, "status__exact=draft", see_all=_("See all drafts")
    )


def to_review(request: HttpRequest) -> Panel | None:
    """Show what was handed on for review. Two queries."""
    if not may_view(request, Claim):
        return None
    waiting = Claim.objects.filter(status=Claim.Status.IN_REVIEW).order_by("-id")
    see_all = _("See all claims in review")
    return _of_claims(_("To review"), _("Nothing to review"), waiting, "status__exact=in_review", see_all=see_all)


def second_eyes(request: HttpRequest) -> Panel | None:
    """Show the ratings that somebody else gave and nobody approved, and say how many wait for others. Three queries.

    Of a public claim readers read what stood before; who publishes one in review approves its rating.
    """
    if not may_view(request, Claim, Review):
        return None
    waiting = standing.waiting().order_by("-pk")
    given_by_me = Q(reviewer=request.user.pk, reviewer__isnull=False)
    shown = waiting.exclude(given_by_me).select_related("claim", "rating").defer("claim__search", "claim__note")
    mine = count(waiting.filter(given_by_me))
    note = ngettext(
        "%(count)s claim that you rated waits for another person.",
        "%(count)s claims that you rated wait for another person.",
        mine,
    ) % {"count": mine}
    lines = [
        Line(_short(review.claim), page_of(review.claim), f"{review.rating}, {review.claim.get_status_display()}")
        for review in shown[:LINES]
    ]
    address, nothing = list_of(Review, "waits=yes"), _("Nothing waiting for your approval")
    found = count(waiting.exclude(given_by_me))
    see_all = _("See all ratings that need a second editor")
    return Panel(_("Needs a second editor"), nothing, lines, found, address, note if mine else "", see_all)


def deadlines(request: HttpRequest) -> Panel | None:
    """Show whose answer is due first. Two queries."""
    if not may_view(request, Reply):
        return None
    due = Reply.objects.filter(answered_at=None, deadline__isnull=False).order_by("deadline")
    shown = due.select_related("actor", "claim").defer("claim__search")[:LINES]
    lines = [Line(_short(f"{reply.actor}: {reply.claim}"), page_of(reply), _due(reply.deadline)) for reply in shown]
    address = list_of(Reply, "answered_at__isempty=1&o=4")
    return Panel(_("Reply deadlines"), _("No reply is due."), lines, count(due), address, see_all=_("See all replies"))


def orphans(request: HttpRequest) -> Panel | None:
    """Show the quotations that their article no longer has. Three queries."""
    if not may_view(request, Quote):
        return None
    lost = Quote.objects.filter(state=Quote.State.ORPHANED).order_by("-id")
    shown = lost.select_related("revision__article").defer("revision__text").prefetch_related("passages")
    lines = [Line(_short(quote.content), page_of(quote), _short(quote.revision.article)) for quote in shown[:LINES]]
    nothing = _("No quotation was lost by a change of its article.")
    address, see_all = list_of(Quote, "state__exact=orphaned"), _("See all orphaned quotations")
    return Panel(_("Orphaned quotations"), nothing, lines, count(lost), address, see_all=see_all)


def proposals(request: HttpRequest) -> Panel | None:
    """Show the articles with the newest proposals. Three queries."""
    if not may_view(request, Quote, Article):
        return None
    waiting = Quote.objects.filter(state=Quote.State.PROPOSED)
    by_article = _newest(waiting).order_by().values("revision__article")
    counted = list(by_article.annotate(waiting=Count("pk"), newest=Max("pk")).order_by("-newest")[:LINES])
    articles = Article.objects.in_bulk([row["revision__article"] for row in counted])
    lines = []
    for row in counted:
        detail = ngettext("%(count)s proposal", "%(count)s proposals", row["waiting"]) % {"count": row["waiting"]}
        lines.append(Line(_short(articles[row["revision__article"]]), _desk(row["revision__article"]), detail))
    address = list_of(Quote, "state__exact=proposed")
    see_all = _("See all proposals")
    return Panel(_("Proposals to confirm"), _("Nothing to review"), lines, count(waiting), address, see_all=see_all)


def imports(request: HttpRequest) -> Panel | None:
    """Show the texts that came in last. One query."""
    if not may_view(request, Article, Revision):
        return None
    newest = Revision.objects.order_by("-pk").select_related("article").defer("text")
    lines = [
        Line(
            _short(revision.article),
            page_of(revision.article),
            _in_words(_("%(revision)s, %(date)s"), revision=revision, date=_when(revision.received_at)),
        )
        for revision in newest[:LINES]
    ]
    see_all = _("See all imports")
    return Panel(_("Last imports"), _("Nothing was imported yet."), lines, address=list_of(Revision), see_all=see_all)


def schedule(request: HttpRequest) -> Panel | None:
    """Show what is published next by itself: when, and in whose name. Two queries."""
    if not may_view(request, Claim):
        return None
    waiting = scheduling.scheduled()
    lines = [
        Line(_short(claim), page_of(claim), _when_by(claim.publish_at, _by(claim)))
        for claim in waiting.select_related("scheduled_by").defer("search", "note")[:LINES]
    ]
    return Panel(_("Scheduled"), _("Nothing is scheduled."), lines, count(waiting))


def notices(request: HttpRequest) -> Panel | None:
    """Show what was taken off the schedule, held back, or changed in review, and why; the newest weeks. Two queries."""
    if not may_view(request, Claim):
        return None
    since = timezone.now() - NOTICED_FOR
    found = scheduling.unsettled().filter(lapsed_at__gte=since).select_related("claim").defer("claim__search")
    lines = [
        Line(
            _short(lapse.claim),
            page_of(lapse.claim),
            _in_words("%(at)s – %(why)s", at=_when(lapse.lapsed_at), why=scheduling.told(lapse)),
        )
        for lapse in found[:LINES]
    ]
    nothing = _("Nothing was taken off the schedule or held back.")
    return Panel(_("Taken off the schedule, held back, changed in review"), nothing, lines, count(found))


PANELS = (drafts, to_review, second_eyes, schedule, notices, deadlines, proposals, orphans, imports)


def _newest(rows: "QuerySet[Any]") -> "QuerySet[Any]":
    """Give no more than the newest ``LOOKED_THROUGH`` of ``rows``, for conditions that no index answers."""
    newest = rows.order_by("-id").values("pk")[:LOOKED_THROUGH]
    found: QuerySet[Any] = rows.model._default_manager.filter(pk__in=newest).order_by("-id")
    return found


def _of_claims(
    title: str, nothing: str, rows: "QuerySet[Any]", narrowed: str, note: str = "", see_all: str = ""
) -> Panel:
    lines = [
        Line(_short(claim), page_of(claim), _when(claim.modified)) for claim in rows.defer("search", "note")[:LINES]
    ]
    return Panel(title, nothing, lines, count(rows), list_of(Claim, narrowed), note, see_all)


def _desk(article: int) -> str:
    """Give where an article's proposals are decided: its desk, or the list of its proposals."""
    try:
        return reverse("desk:article", args=[article])
    except NoReverseMatch:
        return list_of(Quote, f"article={article}&state__exact=proposed")


def _short(thing: Model | str) -> str:
    return Truncator(str(thing)).chars(LONG)


def _in_words(words: str, **values: Any) -> SafeString:
    """Put values, a time that is marked up among them, into a sentence with places such as "%(date)s"."""
    for name in values:
        words = words.replace(f"%({name})s", f"{{{name}}}")
    return format_html(words, **values)


def _due(deadline: Any) -> SafeString:  # a date and time with its zone
    words = _("overdue since %(date)s") if deadline < timezone.now() else _("due %(date)s")
    return _in_words(words, date=_when(deadline))


def _when_by(moment: Any, who: str) -> SafeString:  # a date and time with its zone
    return _in_words(_("%(moment)s, by %(who)s"), moment=_when(moment), who=who)


def _by(claim: Claim) -> str:
    return user_name(claim.scheduled_by) if claim.scheduled_by else _("editorial record")


def _when(moment: Any) -> SafeString:  # a date and time with its zone
    return timed(moment, written(moment, "SHORT_DATETIME_FORMAT"))
