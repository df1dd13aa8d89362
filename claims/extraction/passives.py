"""Passives, and what nobody named says: "Berg is accused of lying", "was asked about the dam", "criticized by Dahl".

All positions are token indexes of the sentence, end exclusive.
"""

from claims.extraction.contents import CLAUSE_STARTS
from claims.extraction.lexicon import Form, Takes
from claims.extraction.parsing import Tree
from claims.extraction.phrases import Phrase, phrase_before
from claims.extraction.reporting import Cue
from claims.extraction.sentences import DASHES, Sentence
from claims.extraction.words import listed

_SAID_TO = dict.fromkeys(("say", "report", "allege", "believe", "expect", "think"), frozenset({"to"}))
_SAID_OF = _SAID_TO | {
    "accuse": listed("of"), "charge": listed("with"), "blame": listed("for"), "praise": listed("for"),
    "criticize": listed("for as"), "criticise": listed("for as"), "denounce": listed("for as"),
    "describe": listed("as"), "portray": listed("as"),
}  # fmt: skip


def may_lack_speaker(sentence: Sentence, cue: Cue, tree: Tree | None) -> bool:
    """Tell whether a reporting word may stand without anybody who says it: a participle, a passive the parser saw."""
    if _was_asked(sentence, tree, cue) or (cue.takes & Takes.CLAUSE and cue.passive):
        return True
    if cue.form is Form.NOUN or (cue.passive and cue.lemma in _SAID_OF):
        return True
    return cue.form is Form.PARTICIPLE and bool(cue.takes & Takes.QUOTE)


def _was_asked(sentence: Sentence, tree: Tree | None, cue: Cue) -> bool:
    """Tell whether nobody says who asked: "Asked about the dam, …", "when asked whether …", "was asked about"."""
    if cue.lemma != "ask" or cue.form is not Form.PAST:
        return False
    if cue.first == 0 or cue.passive or sentence[cue.first - 1].lower in {"when", "if", "whenever"}:
        return True
    return tree is not None and tree.tags[cue.first] == "VBN"


def is_nobodys_thing(sentence: Sentence, cue: Cue, after: Phrase | None) -> bool:
    """Tell whether a passive without an agent brings in no clause: "was announced last week"."""
    return cue.passive and after is not None and not _is_clause(sentence, after) and cue.lemma != "ask"


def _is_clause(sentence: Sentence, content: Phrase) -> bool:
    return sentence[content.first].run is not None or sentence[content.first].lower in CLAUSE_STARTS | {"to"}


def told_of(sentence: Sentence, cue: Cue, covered: int) -> list[Phrase]:
    """Return what a passive tells somebody spoke of: "He was criticized by engineers"."""
    told = phrase_before(sentence, cue.first) if cue.passive and cue.takes & Takes.THING else None
    return [told] if told is not None and told.first >= covered else []


def said_of(sentence: Sentence, cue: Cue, at: int, limit: int, covered: int) -> tuple[Phrase, ...]:
    """Return what nobody named says of somebody: "Berg is accused of lying", "the dam is said to leak"."""
    about = phrase_before(sentence, cue.first)
    follows = sentence[at].lower if at < limit else ""
    if about is None or about.first < covered or follows not in _SAID_OF.get(cue.lemma, ()):
        return ()
    last = next((i for i in range(at + 1, limit) if sentence[i].lower in {",", ";", ".", ":"} | DASHES), limit)
    return (about, Phrase(at, last))
