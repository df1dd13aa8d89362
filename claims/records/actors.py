"""The actors of a record to those of the registry."""

from collections.abc import Callable, Sequence

from django.db.models import F, Model, Q, Value
from django.utils.translation import gettext as _

from articles.models import Actor, ActorName
from claims.readers import have_met
from claims.records.ledger import Fields, Ledger, Wanted, agrees, is_as_imported
from claims.records.places import Loc
from claims.records.schema import ActorEntry
from newsroom.text_functions import SearchKey


def settle_actors(entries: Sequence[ActorEntry], ledger: Ledger) -> dict[str, Actor]:
    """Give the actor of each entry by its handle: found in the registry and filled in, or made.

    Raises ``RecordError`` where the registry has several that the entry could mean.
    """
    actors: dict[str, Actor] = {}
    surest_first = sorted(enumerate(entries), key=lambda numbered: not numbered[1].wikidata_id)
    for n, entry in surest_first:
        loc: Loc = ("actors", n)
        twins = sum(
            other.model_copy(update={"key": entry.key}) == entry for other in entries if other.handle not in actors
        )
        actor = _found(entry, loc, ledger, taken={actor.pk for actor in actors.values()}, twins=twins)
        if actor is None:
            actor = Actor(**_said(entry, loc).fields)
            ledger.store(actor, loc)
        else:
            ledger.fill(actor, _said(entry, loc), may_replace=_is_a_guess)
        _add_names(actor, entry, loc, ledger)
        actors[entry.handle] = actor
    return actors


def _said(entry: ActorEntry, loc: Loc) -> Wanted:
    keys = ("name", "kind", "description", "wikidata_id", "authority_link")
    return Wanted(loc, {key: {key: getattr(entry, key)} for key in keys})


def _is_a_guess(actor: Model, fields: Fields) -> bool:
    """Tell whether this is the kind as the machine guessed it: it can't be left empty, as all else can.

    What readers were told of an actor an editor changes, with a note.
    """
    return "kind" in fields and is_as_imported(actor, fields) and not have_met(actor)


def _found(entry: ActorEntry, loc: Loc, ledger: Ledger, *, taken: set[int], twins: int) -> Actor | None:
    """Give the one actor of the registry that the entry means; None where there is none.

    ``twins`` counts the entries that say just the same: where the registry has as many such actors, each gets one.
    """
    if entry.wikidata_id:
        known = Actor.objects.filter(wikidata_id=entry.wikidata_id).select_related("merged_into")
        actor = known.order_by(F("merged_into").asc(nulls_first=True)).first()
        if actor is not None:
            return actor.merged_into or actor
    merged = _merged(entry)
    if merged is not None:
        return merged
    found = [actor for actor in _written_so(entry.name) if actor.pk not in taken and _may_be(actor, entry)]
    for fits in _surer(entry):
        if len(found) > 1:
            found = [actor for actor in found if fits(actor)] or found
    if len(found) < 2 or (len(found) == twins and all(agrees(actor, _said(entry, loc).fields) for actor in found)):
        return found[0] if found else None
    listed = "; ".join(f"{actor.name} ({actor.description or actor.get_kind_display()})" for actor in found)
    raise ledger.places.error(
        (*loc, "name"),
        _(
            "the registry has %(number)s actors of this name: %(listed)s. Say which with “wikidata_id:”, or with a "
            "name under “names:” that only one of them has."
        )
        % {"number": len(found), "listed": listed},
    )


def _merged(entry: ActorEntry) -> Actor | None:
    """Give the actor that an editor merged the entry's into, or that others were merged into; None if unsure.

    Other entries of a record may mean it too: they were merged. Two queries.
    """
    named = Actor.objects.alias(key=SearchKey("name")).filter(kind=entry.kind, key=SearchKey(Value(entry.name)))
    joined = Actor.objects.exclude(merged_into=None)
    once = named.filter(Q(pk__in=joined.values("pk")) | Q(pk__in=joined.values("merged_into")))
    now = {actor.merged_into or actor for actor in once.select_related("merged_into")}
    others = named.standing().exclude(pk__in=[actor.pk for actor in now])
    return now.pop() if len(now) == 1 and not others.exists() else None


def _written_so(name: str) -> list[Actor]:
    """Give the standing actors that are written so; a merged one counts as the one it is now. One query."""
    found = Actor.objects.named(name).select_related("merged_into").order_by("pk")
    return list({actor.pk: actor for actor in (actor.merged_into or actor for actor in found)}.values())


def _may_be(actor: Actor, entry: ActorEntry) -> bool:
    """Tell whether an actor that is written like the entry can be the one meant.

    Not with another Wikidata id; and not with another name of its own and another kind: "Washington" the
    government is not Mr Washington.
    """
    if entry.wikidata_id and actor.wikidata_id:
        return False
    return actor.kind == entry.kind or actor.name.casefold() == entry.name.casefold()


def _surer(entry: ActorEntry) -> list[Callable[[Actor], bool]]:
    """Give what tells actors of one name apart, the surest first."""
    names = set(entry.names)
    return [
        lambda actor: actor.name == entry.name,
        lambda actor: bool(names.intersection(actor.names.values_list("name", flat=True))),
        lambda actor: bool(entry.description) and actor.description == entry.description,
        lambda actor: actor.kind == entry.kind,
    ]


def _add_names(actor: Actor, entry: ActorEntry, loc: Loc, ledger: Ledger) -> None:
    """Add the ways of writing that the actor lacks, but none that an editor took away."""
    for n, name in enumerate(entry.names):
        key = SearchKey(Value(name))
        if actor.names.filter(key=key).exists():
            continue
        events = ActorName.pgh_event_model.objects.alias(was=SearchKey("name"))  # type: ignore[attr-defined]
        if events.filter(actor_id=actor.pk, was=key).exists():
            taken_away = _("“%s” was taken away from this actor in the database, and stays away.") % name
            ledger.warn((*loc, "names", n), taken_away)
        else:
            ledger.store(ActorName(actor=actor, name=name), (*loc, "names", n))
