"""How the desk writes an article's text, each quotation with its state, and what an editor had entered."""

from collections.abc import Sequence

from django import template
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString

from claims.desk.sheet import Place, Sheet
from claims.desk.showing import Refused
from claims.models import Quote
from claims.pages.marking import Segment

register = template.Library()

# After the number of a quotation, so that no state is told by colour or line alone.
SIGNS = {Quote.State.PROPOSED: "?", Quote.State.CONFIRMED: "✓", Quote.State.REJECTED: "×", Quote.State.ORPHANED: "∅"}


@register.filter
def sign(quote: Quote) -> str:
    """Give the sign of a quotation's state."""
    return SIGNS[Quote.State(quote.state)]


@register.simple_tag
def text_of(segments: Sequence[Segment], sheet: Sheet, place: Place | None) -> SafeString:
    """Write one paragraph: its text to the character and nothing else, each quotation a link to itself.

    Numbers and signs stand in attributes, from which the style sheet writes them.
    """
    return format_html_join("", "{}", ((_segment(segment, sheet, place),) for segment in segments))


@register.simple_tag
def entered(refused: Refused | None, verb: str, field: str, otherwise: str = "") -> str:
    """Give what the editor had entered in a field of a verb that was refused, else what stands there otherwise."""
    return str(refused.entered.get(field, otherwise)) if refused and refused.verb == verb else otherwise


def _segment(segment: Segment, sheet: Sheet, place: Place | None) -> SafeString:
    text = _to_the_character(segment.text)
    if not segment.keys:
        return text
    inner = sheet.by_quote[segment.keys[-1]].quote
    first, *others = segment.opens or (None,)
    anchors = format_html_join("", '<span id="quote-{}"></span>', ((key,) for key in others))
    is_current = place is not None and place.quote.pk in segment.keys
    return format_html(
        '{}<a class="said {}{}{}"{}{} href="?quote={}#quote-{}" data-quotes="{}" data-after="{}"'
        ' aria-describedby="is-{}">{}</a>',
        anchors,
        inner.state,
        " deep" if len(segment.keys) > 1 else "",
        " current" if is_current else "",
        format_html(' id="quote-{}"', first) if first is not None else SafeString(' tabindex="-1"'),
        SafeString(' aria-current="true"') if is_current and first is not None else "",
        *(inner.pk, inner.pk),
        " ".join(map(str, segment.keys)),
        " ".join(f"{sheet.by_quote[key].number}{sign(sheet.by_quote[key].quote)}" for key in segment.closes),
        inner.state,
        text,
    )


def _to_the_character(text: str) -> SafeString:
    """Escape a text so that a browser holds it as it is: written plainly, it takes a carriage return away."""
    return SafeString(escape(text).replace("\r", "&#13;"))
