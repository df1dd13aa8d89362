"""Every row that refers to a thing: found by asking the models, so that no table is forgotten when one is added.

For joining two things into one, and for parting them again.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import DO_NOTHING, Exists, ForeignKey, Model, OuterRef, Q, QuerySet, UniqueConstraint

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

    Link = ForeignKey[Any, Any]
else:
    Link = ForeignKey


@dataclass(frozen=True)
class Part:
    """The rows of one table that refer to a thing by one column."""

    link: Link
    moving: "QuerySet[Any]"
    """Those that go over to another thing."""
    staying: "QuerySet[Any]"
    """Those that don't, because the other has the like already, or because they never change."""
    why: "StrPromise"
    """What to tell an editor about those that stay."""


def links_to(model: type[Model]) -> list[Link]:
    """Give every foreign key of another table to ``model``, in a fixed order, but those of the record of changes.

    So are those left out that the database sees to by itself (``DO_NOTHING``), and what its model says ``never_moves``
    (what readers were told stays with what it was told of). A row whose very key is that of the
    thing is a part of it (what the database keeps for lists), and goes with it.
    """
    relations: Iterable[Any] = model._meta.get_fields(include_hidden=True)
    links = [
        relation.field
        for relation in relations
        if relation.auto_created
        and not relation.concrete
        and isinstance(relation.field, ForeignKey)
        and relation.field.model is not model
        and not relation.field.primary_key
        and relation.on_delete is not DO_NOTHING
        and relation.field.name not in getattr(relation.field.model, "never_moves", ())
    ]
    return sorted(links, key=lambda link: (link.model._meta.label, link.name))


def parts(
    old: Model,
    new: Model,
    *,
    staying: "Mapping[type[Model], StrPromise]",
    alike: Mapping[type[Model], Collection[str]],
    why: "StrPromise",
) -> list[Part]:
    """Give what refers to ``old``, and what of it can refer to ``new`` instead. No query until the rows are asked for.

    ``staying`` are models whose rows never move, with the reason; rows of ``alike`` that say the same in these fields
    as one of ``new`` stay too, as do those that a unique constraint keeps apart: ``why`` tells so.
    """
    return [
        _part(link, old, new, staying.get(link.model), alike.get(link.model, ()), why) for link in links_to(type(old))
    ]


def _part(
    link: Link, old: Model, new: Model, reason: "StrPromise | None", alike: Collection[str], why: "StrPromise"
) -> Part:
    rows = link.model._default_manager.filter(**{link.name: old.pk}).order_by("pk")
    if reason is not None:
        return Part(link, rows.none(), rows, reason)
    doubled = taken(link, new, alike)
    return Part(link, rows.exclude(doubled), rows.filter(doubled), why)


def taken(link: Link, new: Model, alike: Collection[str] = ()) -> Q:
    """Give the condition that a row can't come to ``new`` by ``link``: a row there says the same of it."""
    clash = Q(pk__in=[])
    for fields in [*unique_with(link), *([alike] if alike else [])]:
        like = {name: OuterRef(name) for name in fields}
        clash |= Q(Exists(link.model._default_manager.filter(**{link.name: new.pk}, **like)))
    return clash


def unique_with(link: Link) -> list[list[str]]:
    """Give the other fields of each unique constraint that ``link`` is part of.

    Raises ``TypeError`` for one made of expressions or conditions, which nobody has taught this to read.
    """
    found: list[list[str]] = [[]] if link.unique else []
    for constraint in link.model._meta.constraints:
        if not isinstance(constraint, UniqueConstraint):
            continue
        if constraint.expressions or (constraint.condition is not None and link.name in constraint.fields):
            message = f"{constraint.name} is unique by expressions or under conditions"
            raise TypeError(message)
        if link.name in constraint.fields:
            found.append([name for name in constraint.fields if name != link.name])
    return found


def repoint(rows: "QuerySet[Any]", link: Link, new: Model) -> int:
    """Let ``rows`` refer to ``new``; give how many. One query."""
    return rows.order_by().update(**{link.name: new})


def gaps(new: Model, old: Model, fields: Collection[str]) -> dict[str, Any]:
    """Give what ``old`` says in those of ``fields`` that ``new`` leaves empty."""
    return {name: getattr(old, name) for name in fields if not getattr(new, name) and getattr(old, name)}


def locked(*things: Model) -> list[Any]:
    """Lock things of one model for the rest of the transaction and give them as they are now, in the order given.

    Whoever locks the same things waits; in order of their keys, so that two never wait for each other. One query.
    """
    model = type(things[0])
    rows = model._default_manager.select_for_update().filter(pk__in=[thing.pk for thing in things]).order_by("pk")
    by_key = {row.pk: row for row in rows}
    return [by_key[thing.pk] for thing in things]
