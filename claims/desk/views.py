"""The pages of the desk. Each action is a form that leads back to its quotation; to the script it answers in JSON."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.html import conditional_escape
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from articles.models import Article
from claims.desk import acting, showing, steps, surest
from claims.desk.acting import Done
from claims.desk.asked import AskError
from claims.desk.permitted import all_that, require, works
from claims.desk.sheet import sheet_of, token, whole
from claims.desk.showing import Refused
from claims.desk.verbs import VERBS
from claims.models import Quote
from newsroom.admin import present
from newsroom.admin.refusing import REFUSALS, in_plain_words

View = Callable[..., HttpResponseBase]
CONFLICT, REFUSED = 409, 422
PRESENT_AT = Article._meta.label  # who has the article's own page open is at it too


def for_editors(view: View) -> View:
    """Let staff in who may look at quotations; others to the sign-in of the admin."""

    def looking(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # noqa: ANN401 - a view's own
        require(request.user, "look")
        return view(request, *args, **kwargs)

    return admin.site.admin_view(looking)


@for_editors
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Lead to the newest article that waits for an editor."""
    return _lead_to_next(request, None)


@for_editors
@require_safe
def next_article(request: HttpRequest, article: int) -> HttpResponse:
    """Lead to the next article that waits for an editor, after this one."""
    return _lead_to_next(request, article)


@for_editors
@require_safe
def article(request: HttpRequest, article: int) -> HttpResponse:
    """Show an article with all its quotations, at the one that ``?quote=`` names."""
    sheet = sheet_of(_article(article))
    asked = request.GET.get("quote", "")
    context = showing.page_context(request, sheet, int(asked) if asked.isdecimal() else None)
    if _wants_data(request):
        return _answer(request, context, "panel")
    return _page(request, context)


@for_editors
@require_POST
def still_open(request: HttpRequest, article: int) -> HttpResponse:
    """Note that an editor has the article open still, or no more; answer who else has."""
    if not works(request.user):
        return JsonResponse({"others": []}, status=403)
    return present.still_open(request, PRESENT_AT, str(article))


@for_editors
@require_safe
def suggestions(request: HttpRequest, article: int, quote: int, what: str) -> HttpResponse:
    """Give the list of speakers or claims that ``?typed=`` may mean, as a piece of the page."""
    find = {"speakers": showing.speakers_context, "claims": showing.claims_context}.get(what)
    if find is None:
        raise Http404
    of = _article(article)
    shown = get_object_or_404(whole(Quote.objects.in_article(of)).defer("revision__text"), pk=quote)
    context = {"article": of, "quote": shown, "token": token(shown), "may": all_that(request.user, shown)}
    return render(request, f"desk/_{what}.html", context | find(shown, request.GET.get("typed", "")))


@for_editors
@require_POST
def act(request: HttpRequest, article: int, quote: int, verb: str) -> HttpResponse:
    """Do a verb to a quotation."""
    if verb not in VERBS:
        raise Http404
    return _done(request, article, quote, verb, lambda of, by: acting.act(verb, of, quote, request.POST, by))


@for_editors
@require_POST
def add(request: HttpRequest, article: int) -> HttpResponse:
    """Propose a new quotation."""
    return _done(request, article, None, "add", lambda of, by: acting.add(of, request.POST, by))


@for_editors
@require_POST
def undo(request: HttpRequest) -> HttpResponse:
    """Take back the editor's last step, and lead to where that was."""
    step = steps.last(request.session)
    if step is None:
        messages.info(request, _("There is nothing of yours to take back."))
        return HttpResponseRedirect(reverse("desk:start"))
    try:
        _refuse_another(request)
        messages.success(request, acting.take_back(step, _editor(request), request.POST.get("sure", "")))
    except (AskError, acting.ConflictError) as held:
        refused = Refused("undo", _reasons(held), request.POST, held if isinstance(held, AskError) else None)
        return _refused(request, _article(step.article), step.quote, refused, held)
    except (*REFUSALS, PermissionDenied) as refusal:
        for reason in _reasons(refusal):
            messages.error(request, reason)
    steps.forget_last(request.session)
    return _lead_to(request, step.article, step.quote)


@for_editors
def sure(request: HttpRequest, article: int) -> HttpResponse:
    """Show what would be confirmed above a confidence, and on ``POST`` confirm it."""
    of = _article(article)
    sent = request.POST if request.method == "POST" else request.GET
    bar, problem = surest.bar_in(sent.get("bar"))
    if request.method == "POST":
        require(request.user, "confirm")
        try:
            done = acting.confirm_all(of, surest.tokens_in(sent.getlist("quote")), _editor(request))
        except REFUSALS as refusal:
            problem = " ".join(in_plain_words(refusal))
        else:
            steps.remember(request.session, done.step)
            messages.success(request, done.said)
            return HttpResponseRedirect(reverse("desk:article", args=[of.pk]))
    context = {"article": of, "choice": surest.choice(sheet_of(of), bar), "problem": problem}
    return render(request, "desk/sure.html", _frame(request) | context)


def _done(
    request: HttpRequest, article: int, quote: int | None, verb: str, do: Callable[[Article, AbstractBaseUser], Done]
) -> HttpResponse:
    """Do it; then show the quotation, or the next that waits, or why it was refused with what had been entered."""
    of = _article(article)
    try:
        _refuse_another(request)
        done = do(of, _editor(request))
    except (*REFUSALS, PermissionDenied) as refusal:
        asked = refusal if isinstance(refusal, AskError) else None
        return _refused(request, of, quote, Refused(verb, _reasons(refusal), request.POST, asked), refusal)
    steps.remember(request.session, done.step)
    messages.success(request, done.said)
    waiting = sheet_of(of).waiting_after(done.step.quote) if done.decided else None
    return _lead_to(request, of.pk, waiting.quote.pk if waiting else done.step.quote)


def _refused(
    request: HttpRequest, of: Article, quote: int | None, refused: Refused, refusal: Exception
) -> HttpResponse:
    for reason in refused.reasons:
        (messages.warning if refused.asked else messages.error)(request, reason)
    context = showing.page_context(request, sheet_of(of), quote, refused)
    if _wants_data(request):
        return _answer(request, context, "text", "bar", "panel")
    status = CONFLICT if isinstance(refusal, acting.ConflictError) else REFUSED
    return _page(request, context, 403 if isinstance(refusal, PermissionDenied) else status)


def _lead_to(request: HttpRequest, article: int, quote: int) -> HttpResponse:
    if _wants_data(request):
        return _answer(
            request, showing.page_context(request, sheet_of(_article(article)), quote), "text", "bar", "panel"
        )
    return HttpResponseRedirect(address(article, quote))


def address(article: int, quote: int) -> str:
    """Give the address of a quotation on the desk."""
    return f"{reverse('desk:article', args=[article])}?{urlencode({'quote': quote})}#quote-{quote}"


def _answer(request: HttpRequest, context: dict[str, Any], *names: str) -> JsonResponse:
    """Give pieces of the page as HTML, and what there is to say; never an error status, which consoles complain of."""
    place, refused = context["place"], context.get("refused")
    said = [
        {"level": message.level_tag, "html": conditional_escape(message.message)}
        for message in messages.get_messages(request)
    ]
    key = place.quote.pk if place else None
    return JsonResponse(
        {
            "article": context["sheet"].article.pk,
            "quote": key,
            "address": address(context["sheet"].article.pk, key) if key else "",
            "refused": refused.verb if refused else "",
            "asked": bool(refused and refused.asked),
            "said": said,
            "html": showing.pieces(request, context, *names),
        }
    )


def _page(request: HttpRequest, context: dict[str, Any], status: int = 200) -> HttpResponse:
    if works(request.user):
        others = present.others_at(request, PRESENT_AT, str(context["sheet"].article.pk))
        context = context | {"is_present": True, "others": others}
    return render(request, "desk/article.html", _frame(request) | context, status=status)


def _frame(request: HttpRequest) -> dict[str, Any]:
    """Give what the frame of the admin needs; its list of screens would take the room of the article."""
    return {**admin.site.each_context(request), "is_nav_sidebar_enabled": False}


def _lead_to_next(request: HttpRequest, article: int | None) -> HttpResponse:
    """Lead to the article after this one that waits, newest first and round; to the admin where none does."""
    proposed = Quote.objects.filter(state=Quote.State.PROPOSED, revision__article=OuterRef("pk"))
    waiting = (
        Article.objects.filter(Exists(proposed)).exclude(pk=article or 0).order_by("-pk").values_list("pk", flat=True)
    )
    following = (waiting.filter(pk__lt=article).first() if article else None) or waiting.first()
    if following is None:
        messages.info(request, _("No other article waits for an editor.") if article else _("No article waits."))
        return HttpResponseRedirect(reverse("desk:article", args=[article]) if article else reverse("admin:index"))
    return HttpResponseRedirect(reverse("desk:article", args=[following]))


def _article(key: int) -> Article:
    return get_object_or_404(
        Article.objects.select_related("publisher").filter(revisions__isnull=False).distinct(), pk=key
    )


def _editor(request: HttpRequest) -> AbstractBaseUser:
    assert isinstance(request.user, AbstractBaseUser)  # noqa: S101 - the admin lets nobody else in
    return request.user


def _refuse_another(request: HttpRequest) -> None:
    """Raise ``ConflictError`` where the page was somebody else's: they signed in meanwhile, in another tab."""
    editor = _editor(request)
    if request.POST.get("by", str(editor.pk)) != str(editor.pk):
        words = {"name": editor.get_username()}
        raise acting.ConflictError(
            _("You are signed in as %(name)s by now, so nothing was done. To do it in that name, do it again.") % words
        )


def _wants_data(request: HttpRequest) -> bool:
    return request.headers.get("Accept") == "application/json"


def _reasons(refusal: Exception) -> list[str]:
    return [str(refusal)] if isinstance(refusal, PermissionDenied) else in_plain_words(refusal)
