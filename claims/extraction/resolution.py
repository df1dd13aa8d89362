"""Which actor a source as written stands for: by name, by role, by pronoun, or as an unnamed source."""

from articles.vocabulary import ActorKind
from claims.extraction import words
from claims.extraction.kinds import TITLES, kind_of_phrase
from claims.extraction.names import Cast, bare, mentions_in
from claims.extraction.phrases import Phrase
from claims.extraction.proposal import FoundActor
from claims.extraction.sentences import Sentence

_HE, _SHE = frozenset({"he", "his", "him"}), frozenset({"she", "her"})
_SINGULAR = _HE | _SHE
_HE_TITLES = frozenset({"mr.", "mr", "sir", "lord", "king", "prince", "father", "congressman", "businessman", "actor"})
_SHE_TITLES = frozenset(
    {"mrs.", "mrs", "ms.", "ms", "miss", "lady", "dame", "queen", "princess", "congresswoman", "actress"}
)
_REMEMBERED = 8  # how many people back a pronoun may point
_PLURAL = frozenset({"they", "it", "their", "its", "them"})
_ENDS_HEAD = words.PREPOSITIONS | words.RELATIVE | {"that", ","}


class Resolver:
    """Resolves sources in order of the text and remembers who was spoken of last."""

    def __init__(self, cast: Cast) -> None:
        self._cast = cast
        self._people: list[FoundActor] = []  # who was spoken of, the last one last
        self._pronouns: dict[str, frozenset[str]] = {}  # by name: "he" and its forms, or "she" and its forms
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
            return self._spoken_of(_SHE if first in _SHE else _HE)
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
            self._people = [person for person in self._people[-_REMEMBERED:] if person is not actor] + [actor]
        else:
            self._body = actor

    def _spoken_of(self, pronoun: frozenset[str]) -> FoundActor | None:
        """Return the last person spoken of whom no title or earlier pronoun makes the other sex; else the last."""
        for person in reversed(self._people):
            if self._pronouns.setdefault(person.name, _pronoun_of(person)) in (pronoun, frozenset()):
                self._pronouns[person.name] = pronoun
                return person
        return self._people[-1] if self._people else None

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


def _pronoun_of(person: FoundActor) -> frozenset[str]:
    """Return the pronouns that a person's titles tell ("Mrs. Berg", "spokeswoman Anna Berg"); empty if none does."""
    titles = {word for name in (*person.names, person.description) for word in name.lower().split()}
    she = titles & _SHE_TITLES or any(word.endswith("woman") for word in titles)
    he = titles & _HE_TITLES or any(word.endswith(("spokesman", "chairman", "congressman")) for word in titles)
    return _SHE if she and not he else _HE if he and not she else frozenset()


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
