"""Facets: ways to narrow a list by what its address names. Several values of one facet mean any of them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Q
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from articles.models import Actor
from claims import public
from claims.models import Rating, Topic
from claims.pages.filtering import all_named, no_such_list, values_of

UNRATED = "none"


@dataclass(frozen=True)
class Choice:
    """One value of a facet: as addresses, listings and readers have it."""

    facet: str  # the parameter of an address: "speaker"
    value: str  # its value there: "ana-ruiz"
    key: str  # in the ``facets`` of a listing: "speaker:12"
    label: str  # "Ana Ruiz"


@dataclass(frozen=True)
class Facet:
    """One way to narrow a list."""

    name: str
    label: Promise  # in the reader's language
    chosen: Callable[[Sequence[str]], list[Choice]]  # by values of an address; ``Http404`` where one isn't public
    listed: Callable[[Iterable[str]], dict[str, Choice]]  # by the part of a key after the colon


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


def of_actors(name: str, label: Promise) -> Facet:
    """Give a facet whose values are actors."""

    def choice(actor: Actor) -> Choice:
        return Choice(name, actor.slug, f"{name}:{actor.pk}", actor.name[:1].upper() + actor.name[1:])

    def chosen(slugs: Sequence[str]) -> list[Choice]:
        return [choice(actor) for actor in all_named(slugs, public.actors())]

    def listed(ids: Iterable[str]) -> dict[str, Choice]:
        actors = Actor.objects.standing().filter(pk__in=list(ids))  # listed, so public in this part
        return {str(actor.pk): choice(actor) for actor in actors}

    return Facet(name, label, chosen, listed)


def of_topics(name: str, label: Promise) -> Facet:
    """Give a facet whose values are topics."""

    def choice(topic: Topic) -> Choice:
        return Choice(name, topic.slug, f"{name}:{topic.pk}", topic.name)

    def chosen(slugs: Sequence[str]) -> list[Choice]:
        return [choice(topic) for topic in all_named(slugs, public.topics())]

    def listed(ids: Iterable[str]) -> dict[str, Choice]:
        return {str(topic.pk): choice(topic) for topic in Topic.objects.filter(pk__in=list(ids))}

    return Facet(name, label, chosen, listed)


def of_ratings(name: str, label: Promise) -> Facet:
    """Give a facet whose values are the ratings, and that nobody checked."""

    def choice(rating: Rating) -> Choice:
        return Choice(name, rating.slug, f"{name}:{rating.pk}", rating.label)

    def unrated() -> Choice:
        return Choice(name, UNRATED, f"{name}:{UNRATED}", _("Not checked"))

    def chosen(slugs: Sequence[str]) -> list[Choice]:
        rated = all_named([slug for slug in slugs if slug != UNRATED], Rating.objects.all())
        return [choice(rating) for rating in rated] + ([unrated()] if UNRATED in slugs else [])

    def listed(ids: Iterable[str]) -> dict[str, Choice]:
        rated = Rating.objects.filter(pk__in=set(ids) - {UNRATED})
        return {UNRATED: unrated(), **{str(rating.pk): choice(rating) for rating in rated}}

    return Facet(name, label, chosen, listed)


def of_words(name: str, label: Promise, called: Callable[[str], str | Promise], is_one: Callable[[str], bool]) -> Facet:
    """Give a facet whose values stand for themselves: ``called`` names one, ``is_one`` knows what may be one."""

    def choice(value: str) -> Choice:
        return Choice(name, value, f"{name}:{value}", str(called(value)))

    def chosen(values: Sequence[str]) -> list[Choice]:
        if not all(map(is_one, values)):
            raise no_such_list()
        return [choice(value) for value in values]

    return Facet(name, label, chosen, lambda values: {value: choice(value) for value in values})


def of_choices(name: str, label: Promise, names: Mapping[str, str | Promise]) -> Facet:
    """Give a facet with these values and names."""
    return of_words(name, label, names.__getitem__, names.__contains__)
