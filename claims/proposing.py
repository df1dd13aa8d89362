"""Storing what extraction found in a revision as proposed quotations, for editors to confirm or reject."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.models import Revision
from claims.extraction import Extraction
from claims.extraction.bounds import READ
from claims.extraction.proposal import FoundRelay, Proposal, Span
from claims.models import Passage, Quote, Relay, RelayActor
from claims.overlap import Places, Stretch
from claims.speakers import Speakers

LONGEST = {"source": 1000, "cue": 300}  # characters, as the fields of Quote hold
SOURCES_NAMED = 5


def propose(revision: Revision, found: Extraction) -> list[str]:
    """Propose the quotations that were found in the text of ``revision``.

    Leaves out what a quotation of the revision, of whatever state, stands for already, so that nothing an editor
    rejected comes back. Gives warnings about speakers that could not be told, and about what was left out. Two
    queries, and for each quotation up to five, for each actor up to five.
    """
    held = Places(
        [(passage.start, passage.end) for passage in quote.passages.all()]
        for quote in revision.quotes.prefetch_related("passages")
    )
    speakers = Speakers()
    proposed = [
        _store(revision, revision.text, proposal, speakers)
        for proposal in found.proposals
        if not held.have_one_of(_stretches(proposal))
    ]
    return [*speakers.warnings, *_told_by_nobody(proposed), *left_out(found)]


def left_out(found: Extraction) -> list[str]:
    """Say what of a text beyond all measure was not looked at or not taken, nothing where all of it was."""
    said = []
    if found.unread:
        said.append(
            _("Quotations were looked for in the first %(read)s characters only; the last %(unread)s were left out.")
            % {"read": f"{READ:,}", "unread": f"{found.unread:,}"}
        )
    if found.left_out:
        said.append(
            ngettext(
                "%(number)s quotation was left out, as it is too long or the text has too many.",
                "%(number)s quotations were left out, as they are too long or the text has too many.",
                found.left_out,
            )
            % {"number": f"{found.left_out:,}"}
        )
    return said


def _told_by_nobody(proposed: list[Quote]) -> list[str]:
    """Say how many proposals wait for an editor to tell the speaker, and how their sources are written."""
    unsaid = [quote for quote in proposed if quote.speaker_id is None]
    if not unsaid:
        return []
    written = dict.fromkeys(quote.source_text for quote in unsaid if quote.source_text)
    sources = ", ".join(f"“{source}”" for source in list(written)[:SOURCES_NAMED])
    number = ngettext("%d proposal has no speaker yet", "%d proposals have no speaker yet", len(unsaid)) % len(unsaid)
    return [f"{number} ({sources})." if sources else f"{number}."]


def _stretches(proposal: Proposal) -> list[Stretch]:
    return [(passage.start, passage.end) for passage in proposal.passages]


def _store(revision: Revision, text: str, proposal: Proposal, speakers: Speakers) -> Quote:
    quote = Quote.objects.create(
        revision=revision,
        kind=proposal.kind.value,
        state=Quote.State.PROPOSED,
        origin=Quote.Origin.MACHINE,
        confidence=proposal.confidence,
        speaker=speakers.actor(proposal.actor),
        **_part("source", text, proposal.source),
        **_part("cue", text, proposal.cue),
    )
    Passage.objects.bulk_create(
        Passage(quote=quote, number=number, start=span.start, end=span.end, text=text[span.start : span.end])
        for number, span in enumerate(proposal.passages, start=1)
    )
    if proposal.relay is not None:
        _store_relay(quote, text, proposal.relay, speakers)
    return quote


def _store_relay(quote: Quote, text: str, found: FoundRelay, speakers: Speakers) -> None:
    start, end = found.span.start, found.span.end
    relay = Relay.objects.create(quote=quote, kind=found.kind.value, start=start, end=end, text=text[start:end])
    actors = {actor.pk: actor for actor in map(speakers.actor, found.actors) if actor is not None}
    RelayActor.objects.bulk_create(RelayActor(relay=relay, actor=actor) for actor in actors.values())


def _part(name: str, text: str, span: Span | None) -> dict[str, int | str]:
    """Give the fields of the source or the cue; of none, or one longer than its field, nothing: an editor adds it."""
    if span is None or span.end - span.start > LONGEST[name]:
        return {}
    return {f"{name}_start": span.start, f"{name}_end": span.end, f"{name}_text": text[span.start : span.end]}
