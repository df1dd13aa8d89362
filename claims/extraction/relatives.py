"""Relative clauses that only tell of what stands before them: "a plan Berg has praised", "the dam, which Dahl mocked".

All positions are token indexes of the sentence, end exclusive.
"""

from claims.extraction import words
from claims.extraction.lexicon import Form, Takes
from claims.extraction.parsing import Tree
from claims.extraction.parsing.subjects import noun_phrase, top_of
from claims.extraction.phrases import Phrase
from claims.extraction.reporting import Cue
from claims.extraction.sentences import Sentence

_FINITE = frozenset({Form.PAST, Form.PRESENT, Form.BASE})
_LINKS = frozenset({"that", "which", "whom"})
_BEHIND = words.TIMES | words.CONJUNCTIONS | {"on", "in", "at", "last", "this"}
_PRONOUNS = frozenset({"WDT", "WP", "WP$"})


def told_before(sentence: Sentence, tree: Tree, cue: Cue) -> tuple[Phrase, Phrase] | None:
    """Return who speaks in a relative clause and of what: of the noun that the clause hangs on; None elsewhere."""
    if cue.passive or cue.form not in _FINITE or not cue.takes & Takes.THING:
        return None
    verb = top_of(tree, cue.first, cue.last)
    subject, noun = tree.subject(verb), tree.heads[verb]
    if tree.relations[verb] != "relcl" or subject is None or not noun < subject < verb:
        return None
    if tree.tags[subject] in _PRONOUNS or sentence[noun].run is not None:
        return None  # "Berg, who praised"
    after = sentence[cue.last] if cue.last < len(sentence) else None
    if after is not None and (after.run is not None or (after.is_word and after.lower not in _BEHIND)):
        return None  # words of its own
    speaker = noun_phrase(sentence, tree, subject)
    told = noun_phrase(sentence, tree, noun, before=speaker.first)
    last = told.last - (sentence[told.last - 1].lower in _LINKS)
    last -= sentence[last - 1].lower == ","
    return (speaker, Phrase(told.first, last)) if noun < last <= speaker.first else None
