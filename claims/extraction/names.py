"""Names in an article: found, cut into role and name, and gathered into actors.

Several ways of writing one name are one actor; two people with one family name never are.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from articles.vocabulary import ActorKind
from claims.extraction import words
from claims.extraction.kinds import ORGANISATION_WORDS, TITLES, kind_of_name
from claims.extraction.proposal import FoundActor
from claims.extraction.sentences import Sentence, Token
from claims.extraction.words import listed

_PARTICLES = listed("de del la da dos di von van der den al el bin ibn y")
_SUFFIXES = listed("jr. sr. jr sr ii iii iv")
_ENDS_NAME = words.WEEKDAYS | words.MONTHS | words.PERSONAL
_JOINING = frozenset({"of", "for", "on"})
NO_NAMES = (
    words.DETERMINERS | words.PERSONAL | words.PREPOSITIONS | words.SUBORDINATORS | words.CONJUNCTIONS
    | words.OPENERS | words.ADVERBS | words.AUXILIARIES | words.RELATIVE | words.WEEKDAYS | words.MONTHS
)  # fmt: skip
_DEMONYM = re.compile(r"(?:n|an|ian|ese|i|ish)s?$")


@dataclass(frozen=True, slots=True)
class Mention:
    """One appearance of a name: tokens ``first`` to ``last`` of its sentence, end exclusive, cut into its parts.

    ``role`` is the title before it, ``name`` the rest; either may be empty, not both.
    """

    first: int
    last: int
    role: str
    name: str
    acronym: str = ""

    @property
    def written(self) -> str:
        """The mention as written, without a possessive ending."""
        return f"{self.role} {self.name}".strip()


def bare(word: str) -> str:
    """Return a word without its possessive ending."""
    for ending in ("'s", "’s"):
        word = word.removesuffix(ending)
    return word.rstrip("'’")


def mentions_in(sentence: Sentence) -> list[Mention]:
    """Return the names of a sentence, in order. Quoted runs are left out: they are others' words."""
    return list(_mentions(sentence))


def _mentions(sentence: Sentence) -> Iterator[Mention]:
    at = 0
    while at < len(sentence):
        if not _starts_name(sentence, at):
            at += 1
            continue
        last = at + 1
        while last < len(sentence) and (step := _name_step(sentence, at, last)):
            last += step
        mention = _cut(sentence, at, last)
        if mention is not None:
            yield mention
        at = last


def _starts_name(sentence: Sentence, at: int) -> bool:
    token = sentence[at]
    if token.lower == "the" and token.is_capital and at:  # "The New York Post" within a sentence
        return at + 1 < len(sentence) and sentence[at + 1].is_capital
    return token.is_capital and token.lower not in NO_NAMES


def _name_step(sentence: Sentence, first: int, at: int) -> int:
    """Return how many tokens from ``at`` go on with the name that began at ``first``."""
    token, before = sentence[at], sentence[at - 1]
    if before.possessive:
        return 0
    after = sentence[at + 1] if at + 1 < len(sentence) else None
    if token.is_capital:
        return 1 if token.lower not in _ENDS_NAME else 0
    if after is None or not after.is_capital:
        return 0
    if token.lower in _PARTICLES or token.lower == "&":
        return 1
    so_far = {bare(part.lower) for part in sentence[first:at]}
    if token.lower in _JOINING and so_far & (ORGANISATION_WORDS | {"secretary", "speaker"}):
        return 2
    return 0


def _cut(sentence: Sentence, first: int, last: int) -> Mention | None:
    parts = [token.text for token in sentence[first:last]]
    lower = [token.lower for token in sentence[first:last]]
    parts[-1], lower[-1] = bare(parts[-1]), bare(lower[-1])
    if not parts[-1]:
        return None
    split = next((at for at in range(len(lower), 0, -1) if lower[at - 1] in TITLES), 0)
    if split and split < len(lower) and lower[split] in _JOINING:
        split = min(split + 2, len(lower))  # "Secretary of State"
    if split and not ORGANISATION_WORDS.isdisjoint(lower[split:]):
        split = 0
    return Mention(first, last, " ".join(parts[:split]), " ".join(parts[split:]), _acronym(sentence, last))


def _acronym(sentence: Sentence, last: int) -> str:
    """Return the short form in parentheses right behind a name: "… Ministry (MININT)"."""
    if last + 2 >= len(sentence) or sentence[last].lower != "(" or sentence[last + 2].lower != ")":
        return ""
    short = sentence[last + 1].text
    return short if short.isalpha() and short.isupper() else ""


@dataclass(slots=True)
class _Person:
    """What is gathered about one actor while reading."""

    name: str
    kind: ActorKind
    writings: Counter[str] = field(default_factory=Counter)
    roles: Counter[str] = field(default_factory=Counter)

    def found(self) -> FoundActor:
        names = dict.fromkeys([self.name, *sorted(self.writings)])
        role = min(self.roles, key=lambda text: (-len(text.split()), -self.roles[text], text), default="")
        return FoundActor(self.name, self.kind, tuple(names), role)


class Cast:
    """Everybody named in an article: tells which actor a mention is."""

    def __init__(
        self, sentences: Sequence[tuple[Sentence, Sequence[Mention]]], outlets: frozenset[str] = frozenset()
    ) -> None:
        """Gather the actors of the sentences; ``outlets`` are single-word names that cite or are told things."""
        self._outlets = outlets
        mentions = [mention for _, found in sentences for mention in found]
        self._places = _places(sentences)
        self._titled = {mention.name for mention in mentions if mention.role}
        self._full: dict[tuple[str, str], _Person] = {}
        self._by_family: dict[str, list[_Person]] = defaultdict(list)
        self._single: dict[str, _Person] = {}
        self._by_role: dict[str, list[_Person]] = defaultdict(list)
        self._by_role_ending: dict[str, list[_Person]] = defaultdict(list)
        for mention in mentions:
            self._add_full(mention)
        for mention in mentions:
            self._add_writing(mention)
        self._found: dict[int, FoundActor] = {}

    def actor(self, mention: Mention) -> FoundActor | None:
        """Return the actor of a mention; None where two people share the family name and nothing else tells."""
        person = self._person(mention)
        return self._as_found(person) if person else None

    def by_role(self, role: str) -> FoundActor | None:
        """Return the one actor who bears a role ("defense minister", "the senator"); None if nobody or several do."""
        wanted = role.lower().removeprefix("the ")
        exact = self._by_role.get(wanted, [])
        if len(exact) == 1:
            return self._as_found(exact[0])
        distinct = {id(person): person for person in self._by_role_ending.get(wanted, [])}
        return self._as_found(next(iter(distinct.values()))) if len(distinct) == 1 else None

    def _as_found(self, person: _Person) -> FoundActor:
        if id(person) not in self._found:
            self._found[id(person)] = person.found()
        return self._found[id(person)]

    def _kind(self, name: str) -> ActorKind:
        if name in self._outlets:
            return ActorKind.MEDIA_OUTLET
        return kind_of_name(name, titled=name in self._titled, place=name.lower() in self._places)

    def _add_full(self, mention: Mention) -> None:
        key = _full_key(mention.name)
        if key is None or key in self._full:
            if key is not None and len(mention.name) > len(self._full[key].name) and not mention.name.isupper():
                self._full[key].name = mention.name
            return
        kind = self._kind(mention.name)
        person = _Person(mention.name, kind)
        self._full[key] = person
        if kind is ActorKind.PERSON:
            self._by_family[key[1]].append(person)
        if mention.acronym:
            self._single[mention.acronym.lower()] = person
            person.writings[mention.acronym] += 1

    def _add_writing(self, mention: Mention) -> None:
        if not mention.name:
            return
        person = self._person(mention)
        if person is None:
            if mention.name.lower() in self._by_family:
                return
            person = self._single.setdefault(mention.name.lower(), _Person(mention.name, self._kind(mention.name)))
        person.writings[mention.written] += 1
        person.writings[mention.name] += 1
        if mention.role and (mention.role.lower() not in _COURTESY):
            person.roles[mention.role] += 1
            bearers = self._by_role[mention.role.lower()]
            if person not in bearers:
                bearers.append(person)
                parts = mention.role.lower().split()
                for at in range(len(parts)):
                    self._by_role_ending[" ".join(parts[at:])].append(person)

    def _person(self, mention: Mention) -> _Person | None:
        if not mention.name:
            bearers = self._by_role.get(mention.role.lower(), [])
            return bearers[0] if len(bearers) == 1 else None
        key = _full_key(mention.name)
        if key is not None:
            return self._full.get(key)
        name = mention.name.lower()
        family = self._by_family.get(name, [])
        if family:
            return family[0] if len(family) == 1 else None
        return self._single.get(name)


_COURTESY = listed("mr. mrs. ms. miss dr. sir")


def _full_key(name: str) -> tuple[str, str] | None:
    """Return first and last word of a name of several words, without Jr. and the like; None for a single word."""
    parts = [part.lower() for part in name.split() if part.lower() not in _SUFFIXES | {"the"}]
    if len(parts) < 2:
        return None
    if any(part in ORGANISATION_WORDS for part in parts):
        return " ".join(parts), ""
    return parts[0], parts[-1]


def _places(sentences: Iterable[tuple[Sentence, Sequence[Mention]]]) -> set[str]:
    """Return the names that are places, in lower case: seen after "in", or with a demonym built on them."""
    seen: set[str] = set()
    after_in: set[str] = set()
    for sentence, mentions in sentences:
        for mention in mentions:
            seen.add(mention.name.lower())
            before: Token | None = sentence[mention.first - 1] if mention.first else None
            behind = sentence[mention.last - 1]
            if before is not None and before.lower == "in" and not behind.possessive and not mention.role:
                after_in.add(mention.name.lower())
    stems = {_DEMONYM.sub("", word) for name in seen for word in name.split() if _DEMONYM.search(word)}
    return after_in | {name for name in seen if " " not in name and (name in stems or name.rstrip("aeiouy") in stems)}
