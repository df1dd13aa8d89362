"""The quotations of a record to confirmed quotations of a revision."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count, pairwise

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from articles.models import Actor, Revision
from claims import confirming
from claims.extraction.proposal import Span
from claims.models import Passage, Quote, Relay, RelayActor
from claims.records.ledger import Fields, Ledger, Wanted, agrees, is_as_imported, set_fields
from claims.records.locating import NotLocatedError, locate, locate_near
from claims.records.places import Loc, Places, RecordError
from claims.records.schema import Part, QuotationEntry, RelayEntry

STATES_SUREST_FIRST = [Quote.State.CONFIRMED, Quote.State.PROPOSED, Quote.State.REJECTED, Quote.State.ORPHANED]

OPENING_MARKS, CLOSING_MARKS = "\"'“‘«„", "\"'”’»“"


@dataclass(frozen=True)
class Located:
    """A quotation of a record with the places of its parts in the revision."""

    loc: Loc
    entry: QuotationEntry
    passages: tuple[Span, ...]
    source: Span | None
    cue: Span | None
    relays: tuple[Span, ...]


def locate_quotations(entries: Sequence[QuotationEntry], text: str, places: Places) -> list[Located]:
    """Give where in ``text`` each quotation stands. Raises ``RecordError`` with all that can't be found."""
    problems: list[str] = []
    located = [_located(("quotations", n), entry, text, places, problems) for n, entry in enumerate(entries)]
    if problems:
        raise RecordError(problems)
    return [quotation for quotation in located if quotation]


def settle_quotations(
    located: Sequence[Located], revision: Revision, actors: Mapping[str, Actor], ledger: Ledger
) -> dict[str, Quote]:
    """Give the quotation of each entry by its key: found in the revision, adopted from a proposal, or made.

    Raises ``RecordError`` where the models refuse one.
    """
    stored = _paired(located, revision, actors)
    quotes: dict[str, Quote] = {}
    for quotation, quote in zip(located, stored, strict=True):
        _miss_marks(quotation, revision.text, ledger)
        speaker = actors[quotation.entry.speaker]
        wanted = _said(quotation, speaker, revision.text)
        was_confirmed = quote is not None and quote.state == Quote.State.CONFIRMED
        if quote is None:
            quote = Quote(revision=revision, origin=Quote.Origin.RECORD, **wanted.fields)
            _confirm(quote, quotation.loc, ledger)
            _lay_down(quote, quotation, revision.text, ledger)
        elif quote.state == Quote.State.PROPOSED and quote.origin == Quote.Origin.MACHINE:
            _adopt(quote, wanted, quotation, ledger)
        else:
            if quote.state != Quote.State.CONFIRMED:
                ledger.warn(quotation.loc, _("is %s in the database, and stays so.") % quote.get_state_display())
            ledger.fill(quote, wanted)
        _settle_relays(quote, quotation, actors, revision.text, ledger)
        if was_confirmed:
            confirming.hold(quote, by=None)  # where the record filled a gap
        quotes[quotation.entry.key] = quote
    return quotes


def _located(loc: Loc, entry: QuotationEntry, text: str, places: Places, problems: list[str]) -> Located | None:
    before = len(problems)

    def place(part: Part | None, loc: Loc, passages: Sequence[Span] = ()) -> Span | None:
        if part is None:
            return None
        try:
            return locate_near(text, part, passages) if passages else locate(text, part)
        except NotLocatedError as error:
            problems.append(places.say(loc, str(error)))
            return None

    passages = [place(part, (*loc, "passages", n)) for n, part in enumerate(entry.passages)]
    found = tuple(span for span in passages if span)
    if len(found) < len(passages):
        return None
    for n, (span, following) in enumerate(pairwise(found)):
        if following.start < span.end:
            problems.append(places.say((*loc, "passages", n + 1), _("comes before the end of the passage above it.")))
    source = place(entry.source, (*loc, "source"), found)
    cue = place(entry.cue, (*loc, "cue"), found)
    relays = [place(part, (*loc, "relays", n), found) for n, part in enumerate(entry.relays)]
    if len(problems) > before:
        return None
    return Located(loc, entry, found, source, cue, tuple(span for span in relays if span))


def _paired(located: Sequence[Located], revision: Revision, actors: Mapping[str, Actor]) -> list[Quote | None]:
    """Give the stored quotation of each located one: the same passages, of the same speaker if there is such.

    Two queries. Each stored one is given once: two speakers may be quoted with the same words.
    """
    stored = sorted(
        revision.quotes.prefetch_related("passages"),
        key=lambda quote: (STATES_SUREST_FIRST.index(Quote.State(quote.state)), quote.pk),
    )
    at: dict[tuple[Span, ...], list[Quote]] = {}
    for quote in stored:
        at.setdefault(tuple(Span(part.start, part.end) for part in quote.passages.all()), []).append(quote)
    found: list[Quote | None] = [None] * len(located)
    for same_speaker in (True, False):
        for n, quotation in enumerate(located):
            speaker = actors[quotation.entry.speaker].pk
            free = [q for q in at.get(quotation.passages, []) if not same_speaker or q.speaker_id == speaker]
            if found[n] is None and free:
                found[n] = free[0]
                at[quotation.passages].remove(free[0])
    return found


def _said(quotation: Located, speaker: Actor, text: str) -> Wanted:
    entry = quotation.entry
    return Wanted(
        quotation.loc,
        {
            "kind": {"kind": entry.kind.value},
            "speaker": {"speaker_id": speaker.pk},
            "source": _stretch("source", quotation.source, text),
            "cue": _stretch("cue", quotation.cue, text),
            "note": {"note": entry.note},
        },
    )


def _stretch(part: str, span: Span | None, text: str) -> Fields:
    if span is None:
        return {f"{part}_start": None, f"{part}_end": None, f"{part}_text": ""}
    return {f"{part}_start": span.start, f"{part}_end": span.end, f"{part}_text": text[span.start : span.end]}


def _confirm(quote: Quote, loc: Loc, ledger: Ledger) -> None:
    """Confirm a quotation in the name of the record; counts it where it is new."""
    new = quote.pk is None
    try:
        confirming.confirm(quote, by=None)
    except ValidationError as error:
        raise ledger.error(loc, error) from error
    if new:
        ledger.created["quote"] += 1
    else:
        ledger.adopted += 1


def _lay_down(quote: Quote, quotation: Located, text: str, ledger: Ledger) -> None:
    for number, span in enumerate(quotation.passages, start=1):
        passage = Passage(quote=quote, number=number, start=span.start, end=span.end, text=text[span.start : span.end])
        ledger.store(passage, (*quotation.loc, "passages", number - 1), check=False)


def _adopt(quote: Quote, wanted: Wanted, quotation: Located, ledger: Ledger) -> None:
    """Make a machine's proposal the record's quotation: what no editor touched becomes what the record says."""
    for key, fields in wanted.said.items():
        if agrees(quote, fields):
            continue
        if is_as_imported(quote, fields):
            set_fields(quote, fields)
        else:
            ledger.warn((*wanted.loc, key), _("stays as an editor changed it in the database."))
    quote.origin = Quote.Origin.RECORD
    _confirm(quote, quotation.loc, ledger)
    found = [(span.start, span.end) for span in quotation.relays]
    for relay in quote.relays.all():
        if (relay.start, relay.end) not in found:
            relay.delete()


def _miss_marks(quotation: Located, text: str, ledger: Ledger) -> None:
    """Warn where a direct quotation leaves out the marks around it, as YAML's own quotes make easy to do."""
    for n, span in enumerate(quotation.passages if quotation.entry.kind == Quote.Kind.DIRECT else ()):
        before, after = text[span.start - 1 : span.start] or " ", text[span.end : span.end + 1] or " "
        if before in OPENING_MARKS and after in CLOSING_MARKS:
            ledger.warn(
                (*quotation.loc, "passages", n),
                _(
                    "leaves out its quotation marks. Write a text that begins with one on a line of its own, under "
                    "“>-”: YAML takes marks around a value for its own."
                ),
            )


def _settle_relays(quote: Quote, quotation: Located, actors: Mapping[str, Actor], text: str, ledger: Ledger) -> None:
    if not quotation.relays:
        return
    free = _free_numbers(quote)
    wanted = [
        Wanted((*quotation.loc, "relays", n), _relay_said(entry, span, text))
        for n, (entry, span) in enumerate(zip(quotation.entry.relays, quotation.relays, strict=True))
    ]
    rows = ledger.settle(
        Relay,
        {"quote_id": quote.pk},
        wanted,
        known_by=["text"],
        make=lambda fields: Relay(quote=quote, number=next(free), **fields),
        check=False,
    )
    for item, entry, relay in zip(wanted, quotation.entry.relays, rows, strict=True):
        if relay is not None:
            named = [
                Wanted((*item.loc, "actors", n), {"actor": {"actor_id": key}})
                for n, key in enumerate(dict.fromkeys(actors[name].pk for name in entry.actors))
            ]
            ledger.settle(RelayActor, {"relay_id": relay.pk}, named, known_by=["actor"], check=False)


def _relay_said(entry: RelayEntry, span: Span, text: str) -> dict[str, Fields]:
    place: Fields = {"start": span.start, "end": span.end, "text": text[span.start : span.end]}
    return {"text": place, "kind": {"kind": entry.kind.value}}


def _free_numbers(quote: Quote) -> Iterator[int]:
    """Give the numbers that no relay of the quotation has, from 1. One query."""
    taken = set(quote.relays.values_list("number", flat=True))
    return (number for number in count(1) if number not in taken)
