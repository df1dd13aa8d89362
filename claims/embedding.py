"""oEmbed (https://oembed.com): from the address of a claim to the card that other sites show of it."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.urls import Resolver404, resolve
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from claims import public
from claims.addresses import absolute
from claims.data import gone
from claims.data.openness import open_to_all
from claims.pages.entries import Entry, entries
from claims.pages.gone import Moved, fate_of_claim
from newsroom.languages import language_of

WIDEST = 600
LETTER, LINE, AROUND = 9, 27, 190  # pixels: width of a letter, height of a line, what stands around the statement
CACHED = 300  # seconds: a rating may change, a claim may be taken back


@require_safe
@open_to_all
def oembed(request: HttpRequest) -> HttpResponse:
    """Give the card of the claim that "?url=" names, within "maxwidth" and "maxheight".

    The card is in the language of that address. 404 where that is no public claim's, 410 where the claim was taken
    back, 501 for any format but JSON. What isn't public is no secret to be asked for with a password: 401 is never
    given.
    """
    if request.GET.get("format", "json") != "json":
        return JsonResponse({"detail": _("Only the format “json” is given.")}, status=501)
    try:
        limits = [_pixels(request.GET, name) for name in ("maxwidth", "maxheight")]
    except ValueError as mistake:
        return JsonResponse({"detail": str(mistake)}, status=400)
    address = request.GET.get("url", "")
    try:
        with override(_language_of(address)):
            return _answer(request, _slug_in(request, address), *limits)
    except Http404:
        return JsonResponse({"detail": _("This is no address of a public claim.")}, status=404)


def card(
    request: HttpRequest, entry: Entry, max_width: int | None = None, max_height: int | None = None
) -> dict[str, str | int]:
    """Describe the card of a claim; as high as its statement needs, as far as that is allowed."""
    width = min(max_width or WIDEST, WIDEST)
    lines = -(-len(entry.heading) * LETTER // max(width - 2 * LINE, LETTER))
    height = AROUND + LINE * (lines + len(entry.by) * LETTER // max(width, LETTER))
    height = min(height, max_height) if max_height else height
    return {
        "version": "1.0",
        "type": "rich",
        "title": entry.title,
        "provider_name": settings.SITE_NAME,
        "provider_url": absolute(request, "home"),
        "cache_age": CACHED,
        "html": frame(absolute(request, "embed", slug=entry.claim.slug), entry.title, width, height),
        "width": width,
        "height": height,
    }


def frame(address: str, title: str, width: int, height: int) -> str:
    """Write the frame that shows a card. It runs no script and may only open links."""
    return format_html(
        '<iframe src="{}" title="{}" width="{}" height="{}" loading="lazy" frameborder="0"'
        ' sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>',
        address,
        title,
        width,
        height,
    )


def _answer(request: HttpRequest, slug: str, max_width: int | None, max_height: int | None) -> HttpResponse:
    claim = public.claims().filter(slug=slug).first()
    if claim is not None:
        return JsonResponse(card(request, entries([claim])[0], max_width, max_height))
    fate = fate_of_claim(slug)
    if isinstance(fate, Moved):
        asked = request.GET.copy()
        asked["url"] = absolute(request, "claim", slug=fate.slug)
        return fate.to(f"{request.path}?{asked.urlencode()}")
    return gone.answer(request, fate, "embed")


def _pixels(asked: QueryDict, name: str) -> int | None:
    """Read a limit. Raises ``ValueError`` with what to do where it is no number of pixels."""
    written = asked.get(name, "")
    if not written:
        return None
    if not (written.isascii() and written.isdigit() and int(written[:6]) > 0):
        raise ValueError(_("%(name)s is a number of pixels, such as 600.") % {"name": name})
    return int(written[:6])


def _language_of(address: str) -> str:
    try:
        return language_of(urlsplit(address).path)
    except ValueError:
        return language_of("")


def _slug_in(request: HttpRequest, address: str) -> str:
    """Read which claim an address names: that of its page or of its card. Raises ``Http404`` where none of ours.

    Its last slash may be left out, as people do who type an address.
    """
    try:
        parts = urlsplit(address)
        found = resolve(f"{parts.path.removesuffix('/')}/")
    except (ValueError, Resolver404):
        raise Http404 from None
    ours = parts.scheme in ("http", "https") and parts.netloc.lower() == request.get_host().lower()
    if not ours or found.view_name not in ("pages:claim", "pages:embed"):
        raise Http404
    return str(found.kwargs["slug"])
