"""Which actor a source as written stands for: by name, by role, by pronoun, or as an unnamed source."""

from articles.vocabulary import ActorKind
from claims.extraction import words
from claims.extraction.kinds import TITLES, kind_of_phrase
from claims.extraction.names import Cast, bare, mentions_in
from claims.extraction.phrases import Phrase
from claims.extraction.proposal import FoundActor
from claims.extraction.sentences import Sentence

_SINGULAR = frozenset({"he", "she", "his", "her", "him"})
_PLURAL = frozenset({"they", "it", "their", "its", "them"})
_ENDS_HEAD = words.PREPOSITIONS | words.RELATIVE | {"that", ","}


class Resolver:
    """Resolves sources in order of the text and remembers who was spoken of last."""

    def __init__(self, cast: Cast) -> None:
        self._cast = cast
        self._person: FoundActor | None = None
        self._body: FoundActor | None = None

    def actor(self, sentence: Sentence, phrase: Phrase | None) -> FoundActor | None:
        """Return the actor of the source ``phrase``, None if nobody or more than one fits."""
        if phrase is None:
            return None
        tokens = [token for token in sentence[phrase.first : phrase.last] if token.run is None]
        if not tokens:
            return None
        first = tokens[0].lower
        if first in _SINGULAR and len(tokens) == 1:
            return self._person
        if first in _PLURAL and len(tokens) == 1:
            return self._body
        if first in words.PERSONAL | words.RELATIVE and len(tokens) == 1:
            return None
        return self._named(tokens)

    def remember(self, actor: FoundActor | None) -> None:
        """Make ``actor`` the one that a later "he", "she", "it" or "they" means."""
        if actor is None:
            return
        if actor.kind is ActorKind.PERSON:
            self._person = actor
        else:
            self._body = actor

    def _named(self, tokens: Sentence) -> FoundActor | None:
        mentions = mentions_in(tokens)
        end = next((i for i, token in enumerate(tokens) if i and token.lower in _ENDS_HEAD), len(tokens))
        for mention in mentions:
            if mention.first < end <= mention.last:
                end = mention.last
        heads = [m for m in mentions if m.last == end and (m.last == len(tokens) or not _owns(tokens, m.last))]
        if heads:
            head = heads[-1]
            named = self._cast.actor(head) if head.name else self._cast.by_role(head.role)
            if named is not None or head.name:
                return named
        return self._unnamed(tokens, end)

    def _unnamed(self, tokens: Sentence, end: int) -> FoundActor | None:
        head = [bare(token.lower) for token in tokens[:end]]
        if head[-1] in TITLES and head[0] == "the":
            bearer = self._cast.by_role(" ".join(head))
            if bearer is not None:
                return bearer
        start = 1 if head[0] in {"the", "a", "an"} and len(tokens) > 1 else 0
        name = _joined(tokens[start:])
        return FoundActor(name, kind_of_phrase(head), (name,))


def _owns(tokens: Sentence, last: int) -> bool:
    return tokens[last - 1].possessive


def _joined(tokens: Sentence) -> str:
    """Return the words as written, with one space where there was space between them."""
    parts: list[str] = []
    at = tokens[0].start
    for token in tokens:
        parts.append((" " if token.start > at else "") + token.text)
        at = token.end
    return "".join(parts)
