"""Who speaks, publishes and is spoken of in the sample."""

from dataclasses import dataclass
from random import Random

from articles.vocabulary import ActorKind
from claims.sample.words import Zipf, made_up

TITLES = ["President", "Minister", "General", "Senator", "Mayor", "Professor", "Judge", "Captain"]
OUTLETS = ["Courier", "Herald", "Tribune", "Gazette", "Observer", "Post"]
BODIES = {
    ActorKind.ORGANISATION: ["Institute", "Union", "Company", "Foundation"],
    ActorKind.GOVERNMENT: ["Ministry", "Council", "Agency"],
    ActorKind.ARMED_FORCE: ["Army", "Navy"],
    ActorKind.GROUP: ["Movement", "Families"],
}
UNNAMED = ["officials", "residents", "witnesses", "diplomats", "doctors", "soldiers", "traders", "miners"]


@dataclass(frozen=True, slots=True)
class Being:
    """An actor to be: ``name`` first among the ways it is written."""

    kind: ActorKind
    name: str
    short: str  # as later sentences call it
    description: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class People:
    """Everybody, by what they do; the first of each are met most."""

    speakers: list[Being]
    outlets: list[Being]


def people(rng: Random, claims: int) -> People:
    """Make as many as ``claims`` claims would have: about one speaker for 45 of them, one outlet for 5,000."""
    persons, bodies, unnamed = max(20, claims // 50), max(10, claims // 500), max(4, min(400, claims // 2500))
    given = Zipf(rng, [word.capitalize() for word in made_up(rng, 2_000, longest=2)])
    family = [word.capitalize() for word in made_up(rng, persons + 3 * bodies + claims // 500 + 200, longest=3)]
    rng.shuffle(family)
    speakers = [_person(rng, given.draw(), family.pop()) for _ in range(persons)]
    speakers += [_body(rng, family.pop()) for _ in range(bodies)]
    speakers += [_unnamed(rng, family.pop()) for _ in range(unnamed)]
    rng.shuffle(speakers)
    return People(speakers, [_outlet(rng, family.pop()) for _ in range(max(5, claims // 5_000))])


def _person(rng: Random, given: str, family: str) -> Being:
    title = rng.choice(TITLES)
    also = (f"{title} {family}",) if rng.random() < 0.4 else ()
    return Being(ActorKind.PERSON, f"{given} {family}", family, title, also)


def _body(rng: Random, place: str) -> Being:
    kind = rng.choice(list(BODIES))
    name = f"{place} {rng.choice(BODIES[kind])}"
    return Being(kind, name, f"the {name}", "", (f"the {name}",))


def _unnamed(rng: Random, place: str) -> Being:
    name = f"{rng.choice(UNNAMED)} in {place}"
    return Being(ActorKind.UNNAMED, name, name, "")


def _outlet(rng: Random, place: str) -> Being:
    name = f"{place} {rng.choice(OUTLETS)}"
    return Being(ActorKind.MEDIA_OUTLET, name, f"The {name}", "", (f"The {name}",))
