"""Relays: who or what stands between speaker and article, such as an interview, a statement, an outlet.

All positions are token indexes of one sentence, end exclusive.
"""

from dataclasses import dataclass

from articles.vocabulary import ActorKind
from claims.extraction import words
from claims.extraction.kinds import kind_of_name
from claims.extraction.names import Mention
from claims.extraction.phrases import Phrase, phrase_after
from claims.extraction.sentences import Sentence
from claims.extraction.words import listed
from claims.vocabulary import RelayKind

_NOUNS: dict[str, RelayKind] = {
    **dict.fromkeys(listed("interview interviews conversation"), RelayKind.INTERVIEW),
    **dict.fromkeys(
        listed(
            "statement letter report tweet post email e-mail memo op-ed article essay book column message filing "
            "affidavit testimony communique communiqué release document blog editorial"
        ),
        RelayKind.STATEMENT,
    ),
    **dict.fromkeys(
        listed("rally speech debate briefing hearing event conference forum meeting appearance ceremony summit"),
        RelayKind.EVENT,
    ),
}
OCCASIONS = _NOUNS.keys()
_BEFORE = listed("in during at via through on")
_OPENING = words.DETERMINERS | {"same"}
_LINKS = listed("with from to on for by published posted released aired in at")
_PASSING = frozenset({"cited", "quoted", "reported", "interviewed", "obtained"})
_MAY_RELAY = _BEFORE | _PASSING


@dataclass(frozen=True, slots=True)
class Relay:
    """A relay as it stands in a sentence, and the names within it. ``same``: it points back to one before."""

    phrase: Phrase
    kind: RelayKind
    mentions: tuple[Mention, ...] = ()
    same: bool = False


def relays_in(sentence: Sentence, mentions: list[Mention]) -> list[Relay]:
    """Find all relays of a sentence, in order of the text."""
    found: list[Relay] = []
    last = 0
    for at, token in enumerate(sentence):
        if at < last or token.lower not in _MAY_RELAY:
            continue
        relay = _occasion(sentence, at, mentions) or _passed_on(sentence, at, mentions)
        if relay is not None:
            found.append(relay)
            last = relay.phrase.last
    return found


def _occasion(sentence: Sentence, at: int, mentions: list[Mention]) -> Relay | None:
    """Find "in an interview with …", "in a statement from …", "during the debate"."""
    if sentence[at].lower not in _BEFORE or at + 2 >= len(sentence) or sentence[at + 1].lower not in _OPENING:
        return None
    for noun in range(at + 2, min(at + 8, len(sentence))):
        token = sentence[noun]
        if not token.is_word or token.lower in words.PREPOSITIONS:
            return None
        if token.lower in _NOUNS:
            last = _with_links(sentence, noun + 1)
            inside = tuple(mention for mention in mentions if mention.first > noun and mention.last <= last)
            same = any(word.lower in {"same", "that", "this"} for word in sentence[at + 1 : noun])
            return Relay(Phrase(at + 1, last), _NOUNS[token.lower], inside, same)
    return None


def _with_links(sentence: Sentence, last: int) -> int:
    """Return the end of the phrase with what says whose it is: "with The New York Post", "from the Armed Forces"."""
    while last + 1 < len(sentence) and sentence[last].lower in _LINKS:
        tail = phrase_after(sentence, last + 1)
        if tail is None or sentence[tail.first].lower in words.TIMES | words.PERSONAL:
            return last
        last = tail.last
    return last


def _passed_on(sentence: Sentence, at: int, mentions: list[Mention]) -> Relay | None:
    """Find "cited by Axios and The New York Times"."""
    if sentence[at].lower not in _PASSING or at + 2 >= len(sentence) or sentence[at + 1].lower != "by":
        return None
    names = [mention for mention in mentions if mention.first >= at + 2]
    last, inside = at + 2, list[Mention]()
    for mention in names:
        between = {token.lower for token in sentence[last : mention.first]}
        if not between <= {"and", ",", "the", "both"}:
            break
        ends = sentence[mention.last].lower if mention.last < len(sentence) else ""
        if "," in between and ends not in {",", "and"}:
            break  # the comma ends the list: "cited by the Herald, Smith feared"
        inside.append(mention)
        last = mention.last
    return Relay(Phrase(at, last), RelayKind.OUTLET, tuple(inside)) if inside else None


def told_outlet(hearer: Phrase, mentions: list[Mention]) -> Relay | None:
    """Return the relay in "told The Daily Herald": the hearer is an outlet."""
    inside = [mention for mention in mentions if mention.first >= hearer.first and mention.last <= hearer.last]
    outlets = [
        m for m in inside if m.name and kind_of_name(m.name, titled=False, place=False) is ActorKind.MEDIA_OUTLET
    ]
    return Relay(hearer, RelayKind.OUTLET, tuple(outlets)) if outlets else None
