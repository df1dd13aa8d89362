"""Where quotations stand in an article, as W3C Web Annotations (https://www.w3.org/TR/annotation-model/).

One annotation a quotation, one target a passage; each target is named twice: by its words with those around it, and
by its position, both in Unicode code points as the model demands. How much of the words around may be given out, the
article's display decides: none, those of the same paragraphs, or any.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from articles.models import Article, Paragraph, Revision
from claims.addresses import absolute, page_of, web_link
from claims.models import Passage, Quote
from claims.pages.entries import Tie, capitalised

CONTENT_TYPE = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
AROUND = 40  # characters before and after a passage, at most

Node = dict[str, Any]
Stretch = tuple[int, int]


@dataclass(frozen=True)
class Text:
    """The text of one revision, and how much of it readers may see."""

    number: int
    text: str
    source: Node  # how annotations name it
    open: Sequence[Stretch]  # what may be shown around a passage that stands in it

    def bounds_of(self, passage: Passage) -> Stretch:
        """Give the stretch around ``passage`` that may be shown; at least the passage itself."""
        its_own = [part for part in self.open if part[0] < passage.end and passage.start < part[1]]
        starts, ends = [part[0] for part in its_own], [part[1] for part in its_own]
        return min([passage.start, *starts]), max([passage.end, *ends])


def annotations(
    request: HttpRequest, article: Article, quotes: Sequence[Quote], bears: Mapping[int, Sequence[Tie]]
) -> Node:
    """Describe the public ``quotes`` of ``article``, in the order of its text; their passages were fetched.

    ``bears`` gives their ties. Two queries: for the texts and for their paragraphs.
    """
    address = absolute(request, "data:annotations", slug=article.slug)
    texts = _texts(request, article, {quote.revision_id for quote in quotes})
    ordered = sorted(quotes, key=lambda quote: (-texts[quote.revision_id].number, _begin(quote), quote.pk))
    items = [
        {
            "id": f"{address}#quote-{quote.pk}",
            "type": "Annotation",
            "motivation": "linking",
            "body": [body for tie in bears.get(quote.pk, ()) for body in _bodies(request, quote, tie)],
            "target": [_target(texts[quote.revision_id], passage) for passage in quote.passages.all()],
        }
        for quote in ordered
    ]
    page: Node = {"type": "AnnotationPage", "startIndex": 0, "items": items}
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": address,
        "type": "AnnotationCollection",
        "label": str(article),
        "creator": {"type": "Organization", "name": settings.SITE_NAME, "homepage": absolute(request, "home")},
        "total": len(items),
        "first": {"id": f"{address}#page", **page},
    }


def around(text: str, start: int, end: int, bounds: Stretch) -> tuple[str, str]:
    """Give what stands before and after ``text[start:end]`` inside ``bounds``: at most ``AROUND`` characters each.

    A cut falls between words where it can, so that no sign is torn from its accent.
    """
    prefix = text[max(bounds[0], start - AROUND) : start]
    if start - AROUND > bounds[0]:
        prefix = prefix[prefix.find(" ") + 1 :]
    suffix = text[end : min(bounds[1], end + AROUND)]
    if end + AROUND < bounds[1] and " " in suffix:
        suffix = suffix[: suffix.rfind(" ")]
    return prefix, suffix


def _begin(quote: Quote) -> int:
    return min(passage.start for passage in quote.passages.all())


def _texts(request: HttpRequest, article: Article, revisions: Collection[int]) -> dict[int, Text]:
    """Fetch the texts, with their paragraphs where those decide how much may be shown."""
    paragraphs: dict[int, list[Stretch]] = defaultdict(list)
    if article.display == Article.Display.EXCERPT:
        rows = Paragraph.objects.filter(revision__in=revisions).order_by("revision_id", "start")
        for revision, start, end in rows.values_list("revision_id", "start", "end"):
            paragraphs[revision].append((start, end))
    return {
        revision.pk: Text(
            revision.number,
            revision.text,
            _source(request, article, revision),
            [(0, len(revision.text))] if article.display == Article.Display.WHOLE else paragraphs[revision.pk],
        )
        for revision in Revision.objects.filter(pk__in=revisions)
    }


def _source(request: HttpRequest, article: Article, revision: Revision) -> Node:
    """Name the text that was annotated: as received, known by its hash, obtained from its publisher."""
    node: Node = {
        "id": page_of(request, article),
        "type": "Text",
        "language": article.language,
        "schema:sha256": revision.sha256,
        "schema:version": revision.number,
    }
    if web_link(article.link):
        node["via"] = article.link
    return node


def _target(text: Text, passage: Passage) -> Node:
    """Name one passage, by its words and by its position."""
    prefix, suffix = around(text.text, passage.start, passage.end, text.bounds_of(passage))
    quoted = {"type": "TextQuoteSelector", "exact": passage.text, "prefix": prefix, "suffix": suffix}
    position = {"type": "TextPositionSelector", "start": passage.start, "end": passage.end}
    selectors = [{name: value for name, value in quoted.items() if value}, position]
    return {"type": "SpecificResource", "source": text.source, "selector": selectors}


def _bodies(request: HttpRequest, quote: Quote, tie: Tie) -> list[Node]:
    """Say who says what, and link the claim: the statement never without its speaker and its standing."""
    speaker = capitalised(quote.speaker) if quote.speaker else ""
    words = _("%(speaker)s %(stance)s: %(statement)s – %(standing)s") % {
        "speaker": speaker,
        "stance": tie.assertion.get_stance_display(),
        "statement": tie.entry.heading,
        "standing": tie.entry.standing,
    }
    described = {"type": "TextualBody", "purpose": "describing", "format": "text/plain", "value": words}
    linked = {"type": "SpecificResource", "purpose": "linking", "source": page_of(request, tie.entry.claim)}
    return [described | {"language": get_language()}, linked]
