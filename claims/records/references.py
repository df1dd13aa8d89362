"""Whether the parts of a record that name each other agree."""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from django.utils.translation import gettext as _

from claims.models import Quote
from claims.records.places import Loc, Places, RecordError
from claims.records.schema import Content

Named = tuple[Loc, str]  # where a name stands, and the name
Problem = tuple[Loc, str]


def check_references(content: Content, places: Places) -> None:
    """Raise ``RecordError`` for names given twice, names that name nothing, and parts that contradict each other."""
    problems = [
        *_twice(_actor_names(content), _("Give one of the two a key of its own, and use the key elsewhere.")),
        *_twice(_wikidata_ids(content), _("An entry of Wikidata is one actor; keep one, with all its names.")),
        *_twice(_quotation_keys(content), _("Give each quotation a key of its own.")),
        *_twice(_slugs(content), _("Each claim has an address of its own.")),
        *_unknown(_named_actors(content), [name for _loc, name in _actor_names(content)], _no_actor()),
        *_unknown(_named_quotations(content), [name for _loc, name in _quotation_keys(content)], _no_quotation()),
        *_own_voices_with_source(content),
        *_quotations_tied_twice(content),
        *_accused_but_not_about(content),
    ]
    if problems:
        problems.sort(key=lambda problem: places.line(problem[0]))
        raise RecordError(places.say(loc, message) for loc, message in problems)


def _actor_names(content: Content) -> list[Named]:
    return [(("actors", n, "key" if actor.key else "name"), actor.handle) for n, actor in enumerate(content.actors)]


def _wikidata_ids(content: Content) -> list[Named]:
    return [(("actors", n, "wikidata_id"), a.wikidata_id) for n, a in enumerate(content.actors) if a.wikidata_id]


def _quotation_keys(content: Content) -> list[Named]:
    return [(("quotations", n, "key"), quotation.key) for n, quotation in enumerate(content.quotations)]


def _slugs(content: Content) -> list[Named]:
    return [(("claims", n, "slug"), claim.slug) for n, claim in enumerate(content.claims) if claim.slug]


def _named_actors(content: Content) -> Iterator[Named]:
    if content.article.publisher:
        yield ("article", "publisher"), content.article.publisher
    for n, quotation in enumerate(content.quotations):
        yield ("quotations", n, "speaker"), quotation.speaker
        for m, relay in enumerate(quotation.relays):
            yield from ((("quotations", n, "relays", m, "actors", k), name) for k, name in enumerate(relay.actors))
    for n, claim in enumerate(content.claims):
        yield from ((("claims", n, "about", k), name) for k, name in enumerate(claim.about))
        yield from ((("claims", n, "accuses", k), name) for k, name in enumerate(claim.accuses))
        if claim.said_by:
            yield ("claims", n, "said_by"), claim.said_by
        yield from ((("claims", n, "replies", k, "actor"), reply.actor) for k, reply in enumerate(claim.replies))
        for k, evidence in enumerate(claim.evidence):
            if evidence.publisher:
                yield ("claims", n, "evidence", k, "publisher"), evidence.publisher


def _named_quotations(content: Content) -> Iterator[Named]:
    for n, claim in enumerate(content.claims):
        yield from ((("claims", n, "quotations", k), tie.quotation) for k, tie in enumerate(claim.quotations))
        for k, evidence in enumerate(claim.evidence):
            if evidence.quotation:
                yield ("claims", n, "evidence", k, "quotation"), evidence.quotation


def _twice(named: Iterable[Named], what_to_do: str) -> Iterator[Problem]:
    seen: set[str] = set()
    for loc, name in named:
        if name in seen:
            yield loc, _("“%(name)s” is there already. %(what_to_do)s") % {"name": name, "what_to_do": what_to_do}
        seen.add(name)


def _unknown(named: Iterable[Named], known: list[str], what: str) -> Iterator[Problem]:
    for loc, name in named:
        if name not in known:
            close = get_close_matches(name, known, n=1)
            meant = " " + _("Did you mean “%s”?") % close[0] if close else ""
            yield loc, what % {"name": name, "meant": meant}


def _no_actor() -> str:
    return _("“%(name)s” is no actor of this record.%(meant)s Add it under “actors:”, or name one that is there.")


def _no_quotation() -> str:
    return _(
        "“%(name)s” is no quotation of this record.%(meant)s Add it under “quotations:”, or name one that is there."
    )


def _own_voices_with_source(content: Content) -> Iterator[Problem]:
    for n, quotation in enumerate(content.quotations):
        if quotation.kind == Quote.Kind.OWN_VOICE and (quotation.source or quotation.cue):
            part = "source" if quotation.source else "cue"
            yield ("quotations", n, part), _("the article's own voice has no source and no cue; take it out.")


def _quotations_tied_twice(content: Content) -> Iterator[Problem]:
    for n, claim in enumerate(content.claims):
        ties = [(("claims", n, "quotations", k), tie.quotation) for k, tie in enumerate(claim.quotations)]
        yield from _twice(ties, _("A quotation is tied to a claim once."))


def _accused_but_not_about(content: Content) -> Iterator[Problem]:
    for n, claim in enumerate(content.claims):
        for k, name in enumerate(claim.accuses):
            if name not in claim.about:
                yield (
                    ("claims", n, "accuses", k),
                    _("a claim is about whom it accuses: add “%s” under “about:” too.") % name,
                )
