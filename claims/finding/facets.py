"""Facets: ways to narrow a list by what its address names. Several values of one facet mean any of them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest
from django.utils.functional import Promise

from articles.models import Actor
from claims import public
from claims.models import Rating, Topic
from claims.pages.entries import not_checked
from claims.pages.filtering import all_named, no_such_list, values_of

Rows = Callable[[], QuerySet[Any]]
UNRATED, REWORDED = "none", "other-words"
NAMING = ("id", "name", "slug")  # the columns that a choice is made of


@dataclass(frozen=True)
class Choice:
    """One value of a facet: as addresses, listings and readers have it."""

    facet: str  # the parameter of an address: "speaker"
    value: str  # its value there: "ana-ruiz"
    key: str  # in the ``facets`` of a listing: "speaker:12"
    label: str  # "Ana Ruiz"


@dataclass(frozen=True, eq=False)
class Facet:
    """One way to narrow a list; itself and no other, for to compare labels is to translate them."""

    name: str
    label: Promise  # in the reader's language
    chosen: Callable[[Sequence[str]], list[Choice]]  # by values of an address; ``Http404`` where one isn't public
    choice: Callable[[Any], Choice]  # of a row that a value stands for; where it stands for none, of the value itself
    rows: Rows | None = None  # without parameters: what values stand for, by the part of a key after the colon
    others: Callable[[], dict[str, Choice]] = dict  # values that stand for no row though others do


@dataclass(frozen=True)
class Narrowing:
    """What an address narrows a list by: all facets together, any value of each."""

    facets: Sequence[Facet]
    choices: Mapping[str, Sequence[Choice]] = field(default_factory=dict)  # by the name of the facet

    @property
    def all(self) -> list[Choice]:
        """Give every choice, in the order of the facets."""
        return [choice for choices in self.choices.values() for choice in choices]

    def condition(self, prefix: str = "", *, without: str = "") -> Q:
        """Give the condition on listings, or on what leads to them by ``prefix``; ``without`` one facet."""
        condition = Q()
        for name, choices in self.choices.items():
            keys = [choice.key for choice in choices]
            if name != without:
                condition &= Q(**{f"{prefix}facets__{'overlap' if len(keys) > 1 else 'contains'}": keys})
        return condition


def narrowing_by(facets: Sequence[Facet], request: HttpRequest) -> Narrowing:
    """Read what the address narrows the list by. A query for each facet that it names."""
    asked = {facet.name: values_of(request.GET, facet.name) for facet in facets}
    return Narrowing(facets, {facet.name: facet.chosen(asked[facet.name]) for facet in facets if asked[facet.name]})


def choices_of(listed: Mapping[Facet, Iterable[str]]) -> dict[Facet, dict[str, Choice]]:
    """Give the choices that values in listings stand for, by value: those parts of keys after the colon.

    One query for all that are rows of tables, none where no value is.
    """
    ids: dict[Rows, set[int]] = {}
    for facet, values in listed.items():
        if facet.rows:
            ids.setdefault(facet.rows, set()).update(int(value) for value in values if value not in facet.others())
    found = _named({rows: wanted for rows, wanted in ids.items() if wanted})
    return {facet: _choices(facet, values, found) for facet, values in listed.items()}


def _named(ids: Mapping[Rows, Iterable[int]]) -> dict[Rows, dict[str, Model]]:
    """Give the rows with these ids, with nothing but what names them. One query, none for nothing."""
    kinds = [(rows, rows().model) for rows in ids]
    found: dict[Rows, dict[str, Model]] = {rows: {} for rows in ids}
    if not ids:
        return found
    parts = [f"SELECT {n}, * FROM ({_naming(rows)}) AS named WHERE id = ANY(%s)" for n, rows in enumerate(ids)]  # noqa: S608 - Django's own query
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), [list(wanted) for wanted in ids.values()])
        for kind, *values in cursor.fetchall():
            rows, model = kinds[kind]
            found[rows][str(values[0])] = model.from_db(connection.alias, NAMING, values)
    return found


@cache
def _naming(rows: Rows) -> str:
    """Write the query for what names ``rows``: to write it anew takes longer than to ask it."""
    query: str = rows().order_by().values_list(*NAMING).query.sql_with_params()[0]
    return query


def _choices(facet: Facet, values: Iterable[str], found: Mapping[Rows, Mapping[str, Model]]) -> dict[str, Choice]:
    if not facet.rows:
        return {value: facet.choice(value) for value in values}
    rows, others = found.get(facet.rows, {}), facet.others()
    return {
        value: others[value] if value in others else facet.choice(rows[value])
        for value in values
        if value in others or value in rows
    }


def of_actors(name: str, label: Promise) -> Facet:
    """Give a facet whose values are actors."""

    def choice(actor: Actor) -> Choice:
        return Choice(name, actor.slug, f"{name}:{actor.pk}", actor.name[:1].upper() + actor.name[1:])

    def chosen(slugs: Sequence[str]) -> list[Choice]:
        return [choice(actor) for actor in all_named(slugs, public.actors())]

    return Facet(name, label, chosen, choice, rows=_actors)


def _actors() -> QuerySet[Actor]:
    return Actor.objects.standing()  # of those listed, and so public in this part


def of_topics(name: str, label: Promise) -> Facet:
    """Give a facet whose values are topics."""

    def choice(topic: Topic) -> Choice:
        return Choice(name, topic.slug, f"{name}:{topic.pk}", topic.name)

    def chosen(slugs: Sequence[str]) -> list[Choice]:
        return [choice(topic) for topic in all_named(slugs, public.topics())]

    return Facet(name, label, chosen, choice, rows=Topic.objects.all)


def of_ratings(name: str, label: Promise) -> Facet:
    """Give a facet whose values are the ratings, and that nobody checked, or nobody in these words."""

    def choice(rating: Rating) -> Choice:
        return Choice(name, rating.slug, f"{name}:{rating.pk}", rating.label)

    def unrated() -> dict[str, Choice]:
        labels = {UNRATED: not_checked(), REWORDED: not_checked(in_other_words=True)}
        return {slug: Choice(name, slug, f"{name}:{slug}", label) for slug, label in labels.items()}

    def chosen(slugs: Sequence[str]) -> list[Choice]:
        others = unrated()
        rated = all_named([slug for slug in slugs if slug not in others], Rating.objects.all())
        return [choice(rating) for rating in rated] + [other for slug, other in others.items() if slug in slugs]

    return Facet(name, label, chosen, choice, rows=Rating.objects.all, others=unrated)


def of_words(name: str, label: Promise, called: Callable[[str], str | Promise], is_one: Callable[[str], bool]) -> Facet:
    """Give a facet whose values stand for themselves: ``called`` names one, ``is_one`` knows what may be one."""

    def choice(value: str) -> Choice:
        return Choice(name, value, f"{name}:{value}", str(called(value)))

    def chosen(values: Sequence[str]) -> list[Choice]:
        if not all(map(is_one, values)):
            raise no_such_list()
        return [choice(value) for value in values]

    return Facet(name, label, chosen, choice)


def of_choices(name: str, label: Promise, names: Mapping[str, str | Promise]) -> Facet:
    """Give a facet with these values and names."""
    return of_words(name, label, names.__getitem__, names.__contains__)
