"""Finding an article's quotations again when its text changed: found exactly, or orphaned, never guessed.

A confirmation comes along only where all that was confirmed is the same, in unchanged surroundings.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from django.apps import apps
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from articles.anchors import Searchable, find_together, read_alike
from articles.models import Actor, ActorName, Article, Revision
from articles.vocabulary import ParagraphKind
from claims.confirming import is_as_confirmed
from claims.correcting import note_lost_tellings
from claims.gate import is_borne_out
from claims.models import Assertion, Claim, Passage, Quote, Relay
from claims.overlap import Stretch, in_one_place
from claims.publishing import suspend
from claims.surroundings import Attributed, Ground, Part, notices, unchanged

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


@dataclass
class Unconfirmed:
    """The quotations of an article that were confirmed and are so no more, since its text changed."""

    orphaned: list[Quote] = field(default_factory=list)
    """No longer in the text, or more than once."""
    lapsed: list[Quote] = field(default_factory=list)
    """Still there, but what they rest on changed: proposed anew."""
    notices: list[str] = field(default_factory=list)
    """What the new text says that reads as if something was taken back, where anything stays confirmed."""


def move_to(revision: Revision) -> Unconfirmed:
    """Move the quotations of the revision's article into this newest revision; give those that are confirmed no more.

    A quotation moves with all its parts or not at all: every passage, its source, cue and relays stand in the
    new text exactly once, or once with the same words around it. Those not found are orphaned. A confirmed one stays
    so where its surroundings are unchanged, else it is proposed anew. One that was orphaned earlier and is there again
    gets the state back that it had, if it still says all that was confirmed.

    Five queries, one for each older revision, and for each quotation up to six. Call ``settle`` for what follows.
    """
    text, new = Searchable(revision.text), _ground(revision)
    grounds: dict[int, Ground] = {}
    moved: list[Moved] = []
    left = Unconfirmed()
    older = _surest_first(revision.article, revision)
    names = _names_of({quote.speaker_id for _state, quote in older if quote.speaker_id})
    for state, quote in older:
        was = Quote.State(quote.state)
        old = grounds.get(quote.revision_id) or grounds.setdefault(quote.revision_id, _ground(quote.revision))
        places = _places(quote, text)
        before = [(part.start, part.end) for part in quote.passages.all()]
        move = Moved(quote.revision, before, places[: len(before)])
        if not places or any(move.collides_with(other) for other in moved):
            _orphan(quote, left)
            continue
        held = state != Quote.State.CONFIRMED or unchanged(
            old, _stretches(quote), new, places, _attributed(quote, names.get(quote.speaker_id, []))
        )
        _move(quote, revision, places)
        quote.state = state if held else Quote.State.PROPOSED
        if was == Quote.State.ORPHANED and quote.state == Quote.State.CONFIRMED:
            quote.state = _if_as_confirmed(quote)
        quote.save()
        if was == Quote.State.CONFIRMED != quote.state:
            left.lapsed.append(quote)
        moved.append(move)
    left.notices += _notices(revision, grounds, new)
    return left


def settle(left: Unconfirmed) -> list[str]:
    """Tell readers what went, take back into review what rested on it alone, and give warnings.

    One query for each quotation and a few for each published claim tied to one.
    """
    warnings = [
        _("The article no longer says, or says more than once: “%s”. Its confirmed quotation is orphaned.")
        % _shortened(quote.content)
        for quote in left.orphaned
    ]
    warnings += [
        _("The article changed around “%s”, so what was confirmed is proposed anew: look whether it is said so still.")
        % _shortened(quote.content)
        for quote in left.lapsed
    ]
    warnings += [
        _("The article now says “%s”. Look whether its confirmed quotations still hold.") % _shortened(notice)
        for notice in left.notices
    ]
    gone = [*left.orphaned, *left.lapsed]
    ties = Assertion.objects.filter(quote__in=gone)
    for claim in Claim.objects.public().filter(pk__in=ties.values("claim")).select_for_update().order_by("pk"):
        if is_borne_out(claim):
            note_lost_tellings(claim, gone)
            continue
        suspend(claim, reason=_("An article that this claim rests on was changed and no longer says it."))
        warnings.append(
            _("The claim “%s” lost its last confirmed quotation of those who assert it and is back in review.")
            % _shortened(claim.statement)
        )
    return warnings


def _orphan(quote: Quote, left: Unconfirmed) -> None:
    """Mark a quotation as no longer in its article."""
    if quote.state == Quote.State.ORPHANED:
        return
    if quote.state == Quote.State.CONFIRMED:
        left.orphaned.append(quote)
    quote.state = Quote.State.ORPHANED
    quote.save()


def _if_as_confirmed(quote: Quote) -> Quote.State:
    """Give the state of a found quotation that was confirmed once: so still, if nothing of it was changed since."""
    quote.state = Quote.State.PROPOSED
    quote.save()
    return Quote.State.CONFIRMED if is_as_confirmed(quote) else Quote.State.PROPOSED


def _ground(revision: Revision) -> Ground:
    """Give a text as it is laid out. One query."""
    return Ground(
        [
            Part(ParagraphKind(part.kind), part.start, part.end, revision.text[part.start : part.end])
            for part in revision.paragraphs.order_by("start")
        ]
    )


def _names_of(actors: Iterable[int]) -> dict[int | None, list[str]]:
    """Give all names of some actors. One query."""
    names: dict[int | None, list[str]] = {}
    for actor, name in ActorName.objects.filter(actor__in=actors).values_list("actor_id", "name"):
        names.setdefault(actor, []).append(name)
    return names


def _attributed(quote: Quote, names: list[str]) -> Attributed:
    is_own_voice = quote.kind == Quote.Kind.OWN_VOICE
    by_a_person = is_own_voice and quote.speaker is not None and quote.speaker.kind == Actor.Kind.PERSON
    return Attributed(quote.source_text, names, is_own_voice, by_a_person)


def _stretches(quote: Quote) -> list[Stretch]:
    return [(getattr(owner, f"{part}start"), getattr(owner, f"{part}end")) for owner, part in _parts(quote)]


def _notices(revision: Revision, grounds: dict[int, Ground], new: Ground) -> Iterator[str]:
    """Give what came with the new text and takes something back, where it holds confirmed quotations."""
    if grounds and revision.quotes.confirmed().exists():
        yield from notices(grounds[max(grounds)], new)


def _surest_first(article: Article, revision: Revision) -> list[tuple[Quote.State, Quote]]:
    """Give the quotations of older revisions with the state each has or, if orphaned, had; surest first."""
    older = Quote.objects.in_article(article).exclude(revision=revision)
    older = older.select_related("revision", "speaker").select_for_update(
        of=["self"]
    )  # an editor at work on one now is waited for
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
    parts = _stretches(quote)
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
