"""The verbs that say what a quotation is: its kind, its speaker, its passages, source, cue and relays; and a new one.

Spans are stretches of the text of the quotation's revision.
"""

from collections.abc import Iterable, Sequence
from itertools import zip_longest

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from articles.models import Actor, Revision
from articles.registry import known_as
from claims.admin.placing import find
from claims.extraction.proposal import Span
from claims.models import Passage, Quote, Relay, RelayActor
from claims.twins import ask_first, same_name

OPENING, CLOSING = "\"“”„‟«»'‘‛‚", "\"“”„‟«»'’"
DOUBLE = '"“”„‟«»'


@transaction.atomic
def add(revision: Revision, spans: Sequence[Span]) -> Quote:
    """Propose, as an editor, a quotation with these passages; its kind follows from the quotation marks."""
    text = " ".join(revision.text[span.start : span.end] for span in spans)
    quote = Quote.objects.create(revision=revision, kind=kind_of(text), origin=Quote.Origin.EDITOR)
    set_passages(quote, spans)
    return quote


def kind_of(text: str) -> Quote.Kind:
    """Tell by its quotation marks how a text reports what was said."""
    if text[:1] in OPENING and text.rstrip(",.;")[-1:] in CLOSING:
        return Quote.Kind.DIRECT
    return Quote.Kind.MIXED if any(mark in text for mark in DOUBLE) else Quote.Kind.INDIRECT


@transaction.atomic
def set_kind(quote: Quote, kind: str) -> None:
    """Say how a quotation reports what was said.

    What the article says in its own voice has no source and no cue, is said by its publisher unless somebody else
    is named, and counts as an editor's: the machine proposes none.
    """
    quote.kind = kind
    if kind == Quote.Kind.OWN_VOICE:
        quote.origin = Quote.Origin.EDITOR
        quote.speaker = quote.revision.article.publisher or quote.speaker
        set_written(quote, source=None, cue=None)
    quote.full_clean()
    quote.save()


def set_speaker(quote: Quote, speaker: Actor) -> None:
    """Say who said it; of an actor that was merged, the one it is now."""
    quote.speaker = speaker.merged_into or speaker
    quote.full_clean()
    quote.save()


def new_speaker(name: str, kind: str, another: str = "") -> Actor:
    """Add somebody to the registry. Raises ``ValidationError`` where the kind is missing.

    Raises ``TwinError`` where somebody is called so, unless ``another`` shows that this was seen.
    """
    actor = Actor(name=" ".join(name.split()), kind=kind)
    if kind not in Actor.Kind.values:
        raise ValidationError(_("What is “%(name)s”? Choose a kind: person, organisation …") % {"name": actor.name})
    actor.full_clean(exclude=["slug"])
    ask_first(same_name(actor.name), another)
    actor.save()
    return actor


@transaction.atomic
def set_passages(quote: Quote, spans: Sequence[Span]) -> None:
    """Lay the passages where ``spans`` say, in order; those that stay where they are keep their rows."""
    if not spans:
        raise ValidationError(_("A quotation needs at least one passage of its article."))
    text = quote.revision.text
    for number, (span, passage) in enumerate(zip_longest(spans, quote.passages.order_by("number")), start=1):
        if span is None:
            passage.delete()
            continue
        laid = {"number": number, "start": span.start, "end": span.end, "text": text[span.start : span.end]}
        if passage is None:
            Passage.objects.create(quote=quote, **laid)
        elif any(getattr(passage, field) != value for field, value in laid.items()):
            Passage.objects.filter(pk=passage.pk).update(**laid)


@transaction.atomic
def find_again(quote: Quote, revision: Revision, spans: Sequence[Span]) -> None:
    """Take an orphaned quotation over into ``revision``, where its passages are ``spans``; it is proposed again.

    Source, cue and relays come along where they are found near the passages, and are left out where not.
    """
    quote.revision = revision
    set_passages(quote, spans)
    written = {part: _found(getattr(quote, f"{part}_text"), revision.text, spans) for part in ("source", "cue")}
    for relay in quote.relays.all():
        span = _found(relay.text, revision.text, spans)
        if span is None:
            relay.delete()
        else:
            relay.start, relay.end, relay.text = span.start, span.end, revision.text[span.start : span.end]
            relay.save()
    set_written(quote, **written)
    quote.state = Quote.State.PROPOSED
    quote.save()


def set_written(quote: Quote, **parts: Span | None) -> None:
    """Set ``source`` and ``cue``, as the article writes them, or leave one out (None). The quotation is not saved."""
    for part, span in parts.items():
        setattr(quote, f"{part}_start", span.start if span else None)
        setattr(quote, f"{part}_end", span.end if span else None)
        setattr(quote, f"{part}_text", quote.revision.text[span.start : span.end] if span else "")


@transaction.atomic
def set_relay(quote: Quote, relay: Relay | None, span: Span, kind: str, actors: Iterable[Actor]) -> None:
    """Change a relay of the quotation, or add one (``relay`` None), that names these actors."""
    last = max((held.number for held in quote.relays.all()), default=0)
    relay = relay or Relay(quote=quote, number=last + 1)
    relay.kind, relay.start, relay.end = kind, span.start, span.end
    relay.text = quote.revision.text[span.start : span.end]
    relay.full_clean(exclude=["quote"])
    relay.save()
    named = {actor.pk: actor for actor in actors}
    relay.relayactor_set.exclude(actor__in=named).delete()
    held = set(relay.relayactor_set.values_list("actor_id", flat=True))
    RelayActor.objects.bulk_create(
        RelayActor(relay=relay, actor=actor) for pk, actor in named.items() if pk not in held
    )


def named_actors(written: str) -> list[Actor]:
    """Give the actors whose names stand in ``written``, parted by semicolons.

    Raises ``ValidationError`` for a name that nobody in the registry has, or several.
    """
    actors = []
    for name in filter(None, (part.strip() for part in written.split(";"))):
        meant = known_as(name)
        if len(meant) != 1:
            problem = (
                _("Several actors are written “%(name)s”. Choose in the admin.")
                if meant
                else _("Nobody in the registry is written “%(name)s”. Add the actor first.")
            )
            raise ValidationError(problem % {"name": name})
        actors.append(meant[0])
    return actors


def _found(words: str, text: str, spans: Sequence[Span]) -> Span | None:
    try:
        return Span(*find(words, text, passages=spans)) if words else None
    except ValidationError:
        return None
