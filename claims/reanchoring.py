"""Finding an article's quotations again when its text changed: found exactly, or orphaned, never guessed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.apps import apps
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from articles.anchors import Searchable, find_together, read_alike
from articles.models import Article, Revision
from claims.gate import is_borne_out
from claims.models import Assertion, Claim, Passage, Quote, Relay
from claims.overlap import Stretch, in_one_place
from claims.publishing import suspend

# Where two quotations end in one place, the one that an editor decided on stays.
PRECEDENCE = [Quote.State.CONFIRMED, Quote.State.REJECTED, Quote.State.PROPOSED, Quote.State.ORPHANED]


@dataclass(frozen=True)
class Moved:
    """A quotation that was found again: where it stood, and where its passages stand now."""

    revision: Revision
    before: list[Stretch]
    now: list[Stretch]

    def collides_with(self, other: "Moved") -> bool:
        """Say whether two quotations that stood apart ended in one place."""
        stood_together = self.revision == other.revision and in_one_place(self.before, other.before)
        return in_one_place(self.now, other.now) and not stood_together


def move_to(revision: Revision) -> list[Quote]:
    """Move the quotations of the revision's article into this newest revision; give those not found in it.

    A quotation moves with all its parts or not at all: every passage, its source, cue and relays stand in the
    new text exactly once, or once with the same words around it. One that was orphaned earlier and is there
    again gets the state back that it had. Those not found stay in their revision and state until ``orphan``.

    Three queries, and for each quotation found up to four.
    """
    text = Searchable(revision.text)
    moved: list[Moved] = []
    lost: list[Quote] = []
    for state, quote in _surest_first(revision.article, revision):
        places = _places(quote, text)
        before = [(part.start, part.end) for part in quote.passages.all()]
        move = Moved(quote.revision, before, places[: len(before)])
        if not places or any(move.collides_with(other) for other in moved):
            lost.append(quote)
            continue
        _move(quote, revision, places)
        quote.state = state
        quote.save()
        moved.append(move)
    return lost


def orphan(lost: Iterable[Quote]) -> list[str]:
    """Mark quotations as no longer in their article, and take back into review what rested on them alone.

    Gives warnings about what had been confirmed or published. One query for each quotation and three for each
    published claim tied to one.
    """
    fresh = [quote for quote in lost if quote.state != Quote.State.ORPHANED]
    confirmed = [quote for quote in fresh if quote.state == Quote.State.CONFIRMED]
    for quote in fresh:
        quote.state = Quote.State.ORPHANED
        quote.save()
    warnings = [
        _("The article no longer says, or says more than once: “%s”. Its confirmed quotation is orphaned.")
        % _shortened(quote.content)
        for quote in confirmed
    ]
    ties = Assertion.objects.filter(quote__in=confirmed)
    for claim in Claim.objects.public().filter(pk__in=ties.values("claim")).select_for_update().order_by("pk"):
        if not is_borne_out(claim):
            suspend(claim, reason=_("An article that this claim rests on was changed and no longer says it."))
            warnings.append(
                _("The claim “%s” lost its last confirmed quotation of those who assert it and is back in review.")
                % _shortened(claim.statement)
            )
    return warnings


def _surest_first(article: Article, revision: Revision) -> list[tuple[Quote.State, Quote]]:
    """Give the quotations of older revisions with the state each has or, if orphaned, had; surest first."""
    older = Quote.objects.in_article(article).exclude(revision=revision).select_related("revision")
    older = older.select_for_update(of=["self"])  # an editor at work on one now is waited for
    found = [(_state_if_found(quote), quote) for quote in older.prefetch_related("passages", "relays")]
    return sorted(found, key=lambda pair: (PRECEDENCE.index(pair[0]), pair[1].pk))


def _state_if_found(quote: Quote) -> Quote.State:
    """Give the state a quotation has once it is found: the record of changes knows what an orphaned one had."""
    if quote.state != Quote.State.ORPHANED:
        return Quote.State(quote.state)
    recorded = apps.get_model("claims", "QuoteEvent")._default_manager
    had = recorded.filter(id=quote.pk).exclude(state=Quote.State.ORPHANED).order_by("-pgh_id").values_list("state")
    state = Quote.State(had[0][0]) if had else Quote.State.PROPOSED
    return Quote.State.PROPOSED if state == Quote.State.CONFIRMED and quote.speaker_id is None else state


def _parts(quote: Quote) -> list[tuple[Quote | Passage | Relay, str]]:
    """Give the parts of a quotation, its passages first: whose fields hold each, and how their names begin."""
    own = [(quote, part) for part in ("source_", "cue_") if getattr(quote, f"{part}start") is not None]
    return [*((passage, "") for passage in quote.passages.all()), *own, *((relay, "") for relay in quote.relays.all())]


def _places(quote: Quote, text: Searchable) -> list[Stretch]:
    """Give where the parts of a quotation stand in ``text``, in the order of ``_parts``; empty if one is missing."""
    parts = [(getattr(owner, f"{part}start"), getattr(owner, f"{part}end")) for owner, part in _parts(quote)]
    try:
        found = find_together(quote.revision.text, parts, text) or []
    except ValueError:  # a part that is nothing but white space can't be told from any other
        return []
    now = [(place.start, place.end) for place in found]
    return now if found and _attributed_as_before(quote, parts, text.text, now) else []


def _attributed_as_before(quote: Quote, before: Sequence[Stretch], text: str, now: Sequence[Stretch]) -> bool:
    """Say whether source and cue still stand to the words beside them as they did.

    A source and words that both stand in the new text don't belong together for that: the words may now be told of
    somebody else, and the source of something else.
    """
    attributing = {(quote.source_start, quote.source_end), (quote.cue_start, quote.cue_end)}
    for (one, one_now), (two, two_now) in pairwise(sorted(zip(before, now, strict=True))):
        beside = attributing & {one, two}
        if beside and not read_alike(quote.revision.text[one[1] : two[0]], text[one_now[1] : two_now[0]]):
            return False
    return True


def _move(quote: Quote, revision: Revision, places: Sequence[Stretch]) -> None:
    """Set all parts of a quotation to where they stand in ``revision``; the rules look at them at the end."""
    quote.revision = revision
    for (owner, part), (start, end) in zip(_parts(quote), places, strict=True):
        setattr(owner, f"{part}start", start)
        setattr(owner, f"{part}end", end)
        setattr(owner, f"{part}text", revision.text[start:end])
        if owner is not quote:
            owner.save()


def _shortened(text: str) -> str:
    return Truncator(text).chars(120)
