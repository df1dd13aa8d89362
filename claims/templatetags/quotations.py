"""How quotations are set: marked in their text, their first mark hung into the margin, their kind in words."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from claims.models import Quote
from claims.pages.article_text import Note
from claims.pages.marking import Segment

register = template.Library()

LANES = 4  # the style sheet has a rule for each
OPENING_MARKS = "\"'“”„‟‘’‚‛«»‹›「『"

KINDS = {
    Quote.Kind.DIRECT: _("Word for word, in quotation marks"),
    Quote.Kind.MIXED: _("Partly in quotation marks, partly in the article’s words"),
    Quote.Kind.INDIRECT: _("In the article’s words"),
    Quote.Kind.OWN_VOICE: _("The outlet’s own statement, no source given"),
}


@dataclass(frozen=True)
class Lanes:
    """By quotation, the lane of its marks: in the paragraph, and in the whole text for one in several paragraphs."""

    near: Mapping[int, int]
    far: Mapping[int, int]


@register.filter
def kind_in_words(quote: Quote) -> str:
    """Say how a quotation reports what was said."""
    return str(KINDS[Quote.Kind(quote.kind)])


@register.filter
def hangs(text: str) -> str:
    """Give the class that hangs an opening quotation mark into the margin, or none."""
    return "hangs" if text[:1] in OPENING_MARKS and text else ""


@register.simple_tag
def marked(
    segments: Sequence[Segment], notes: Mapping[int, Note] | None = None, far: Mapping[int, int] | None = None
) -> SafeString:
    """Write the segments of one paragraph, the quoted ones marked.

    With ``notes`` (by quotation), each quotation gets its id and number, and each mark links to the claim of the
    innermost quotation that it is part of. A quotation in several marks lends each its lane, by which the style
    sheet frames them all where its id is the target; one in several paragraphs the lane that ``far`` gives it.
    """
    lanes = Lanes(_near(segments), far or {})
    return format_html_join("", "{}", ((_segment(segment, notes, lanes),) for segment in segments))


def _near(segments: Sequence[Segment]) -> dict[int, int]:
    """Give each quotation in more than one of ``segments`` a number from 0, as long as there are lanes."""
    marks = Counter(key for segment in segments for key in segment.keys)
    several = [key for key, times in marks.items() if times > 1]
    return {key: lane for lane, key in enumerate(several[:LANES])}


def _segment(segment: Segment, notes: Mapping[int, Note] | None, lanes: Lanes) -> SafeString:
    if not segment.keys:
        return format_html("{}", segment.text)
    deep = format_html(' class="{}"', "deep") if len(segment.keys) > 1 else ""
    if notes is None:
        return format_html("<mark{}>{}</mark>", deep, segment.text)
    # An element has one id: further quotations that begin at the same character get an empty one before it.
    first, *others = segment.opens or (None,)
    anchors = format_html_join("", "<span{}></span>", ((_anchor(key, lanes),) for key in others))
    own_id = _anchor(first, lanes) if first is not None else ""
    lane = _named("within", segment, lanes.near) + _named("beyond", segment, lanes.far)
    numbers = ", ".join(str(notes[key].number) for key in segment.closes)
    number = format_html(' data-number="{}"', numbers) if numbers else ""
    return format_html("{}<mark{}{}{}{}>{}</mark>", anchors, own_id, deep, lane, number, _linked(segment, notes))


def _named(name: str, segment: Segment, lanes: Mapping[int, int]) -> SafeString:
    """Write the lanes that a mark lies in."""
    within = " ".join(str(lanes[key]) for key in segment.keys if key in lanes)
    return format_html(' data-{}="{}"', name, within) if within else SafeString("")


def _anchor(key: int, lanes: Lanes) -> SafeString:
    """Give the id of the quotation and, if it has any, the lanes of its marks."""
    near = format_html(' data-lane="{}"', lanes.near[key]) if key in lanes.near else ""
    far = format_html(' data-far="{}"', lanes.far[key]) if key in lanes.far else ""
    return format_html(' id="quote-{}"{}{}', key, near, far)


def _linked(segment: Segment, notes: Mapping[int, Note]) -> SafeString:
    """Link a segment to the first claim of the innermost quotation; its note lists all of them.

    The Tab key stops at the note alone: to stop at the same link twice takes long in a text of a hundred quotations.
    """
    note = notes[segment.keys[-1]]
    if not note.ties:
        return format_html("{}", segment.text)
    address = reverse("pages:claim", args=[note.ties[0].entry.claim.slug])
    described = f"note-{note.quote.pk}"
    return format_html('<a href="{}" aria-describedby="{}" tabindex="-1">{}</a>', address, described, segment.text)
