"""Who speaks by a reporting word of a sentence: what rules tell, what the tree tells, and which of the two is believed.

All positions are token indexes of the sentence, end exclusive.
"""

from claims.extraction import words
from claims.extraction.lexicon import Form
from claims.extraction.parsing import Tree
from claims.extraction.parsing.subjects import subject_of, top_of
from claims.extraction.phrases import Phrase
from claims.extraction.reporting import Cue
from claims.extraction.sentences import Sentence
from claims.extraction.speakers import MOMENTS, Found, leading_subject, opening_subject


def who_speaks(
    sentence: Sentence, tree: Tree | None, cue: Cue, beside: tuple[Phrase | None, Found], before: Phrase | None
) -> tuple[Phrase | None, Found]:
    """Return who speaks and how that was found.

    ``beside``: what the rules find beside the reporting word; ``before``: the speaker of the statement before.
    """
    speaker, how = _inherit(sentence, cue, *beside, before)
    if tree is None or (speaker is not None and not _tree_knows_better(sentence, tree, cue, speaker, how, before)):
        return speaker, how
    told, found = (None, Found.NOWHERE) if _is_asked(sentence, cue) else _by_tree(sentence, tree, cue)
    return (speaker, how) if told is None and speaker is not None else (told, found)


def agrees(sentence: Sentence, tree: Tree | None, cue: Cue, speaker: Phrase | None) -> bool | None:
    """Tell whether the tree names the same speaker; None where it names none, or nobody was found."""
    if tree is None or speaker is None or cue.form in {Form.PHRASE, Form.NOUN} or cue.passive:
        return None
    told = subject_of(sentence, tree, top_of(tree, cue.first, cue.last))
    if told is None or any(token.run is not None for token in sentence[told.first : told.last]):
        return None  # “…,” said Berg: a quotation is nobody
    return told.first < speaker.last and speaker.first < told.last


def opens_sentence(sentence: Sentence, cue: Cue) -> bool:
    """Tell whether a participle opens the sentence, before its subject: "Citing …", "But in saying …"."""
    if cue.form is not Form.PARTICIPLE:
        return False
    leads_up = words.CONJUNCTIONS | words.PREPOSITIONS | words.SUBORDINATORS | words.OPENERS
    return all(token.lower in leads_up or words.is_adverb(token.lower) for token in sentence[: cue.first])


def _inherit(
    sentence: Sentence, cue: Cue, phrase: Phrase | None, how: Found, before: Phrase | None
) -> tuple[Phrase | None, Found]:
    """Take the subject of the statement before, or the sentence's, for a reporting word without one of its own."""
    if phrase is not None or cue.form in {Form.PHRASE, Form.NOUN} or cue.passive:
        return phrase, how
    if cue.form is Form.BASE and not (cue.first and sentence[cue.first - 1].lower in {"and", "to", "but"}):
        return None, Found.NOWHERE
    if before is not None:
        return before, Found.INHERITED
    subject = opening_subject(sentence) if opens_sentence(sentence, cue) else leading_subject(sentence, cue.first)
    return subject, Found.INHERITED if subject else Found.NOWHERE


def _tree_knows_better(
    sentence: Sentence, tree: Tree, cue: Cue, speaker: Phrase, how: Found, before: Phrase | None
) -> bool:
    """Tell whether to ask the tree first: the subject was only taken over from the sentence, not from a statement."""
    if how is not Found.INHERITED:
        return not _is_noun_phrase(sentence, speaker)
    verb = top_of(tree, cue.first, cue.last)
    relation = tree.relations[verb]
    if relation == "pcomp":
        return True
    if relation == "acl":
        return tree.tags[tree.heads[verb]] in {"NNP", "NNPS", "PRP"}
    return before is None


def _is_noun_phrase(sentence: Sentence, phrase: Phrase) -> bool:
    """Tell whether what rules took for a speaker can be one: no "appeared to", "at a rally", "two weeks"."""
    first, last = sentence[phrase.first], sentence[phrase.last - 1]
    if (words.is_adverb(first.lower) and not first.is_capital) or _is_object(sentence, phrase):
        return False
    return last.lower not in MOMENTS | {"to"} and first.lower not in words.PREPOSITIONS


def _is_object(sentence: Sentence, phrase: Phrase) -> bool:
    """Tell whether the phrase ends a relative clause: "the man who lost the race said"."""
    verb = phrase.first - 1
    if verb < 2 or not words.looks_finite(sentence[verb].lower):
        return False
    return any(token.lower in {"who", "which"} for token in sentence[max(0, verb - 3) : verb])


def _is_asked(sentence: Sentence, cue: Cue) -> bool:
    """Tell whether nobody speaks by the verb, or not its subject: "Asked whether …,", "when asked", "was told"."""
    fronted = cue.form is Form.PAST and (cue.first == 0 or sentence[cue.first - 1].lower in words.SUBORDINATORS)
    return fronted or cue.passive or cue.form in {Form.PHRASE, Form.NOUN}


def _by_tree(sentence: Sentence, tree: Tree, cue: Cue) -> tuple[Phrase | None, Found]:
    told = subject_of(sentence, tree, top_of(tree, cue.first, cue.last))
    quoted = told is not None and any(token.run is not None for token in sentence[told.first : told.last])
    return (None, Found.NOWHERE) if told is None or quoted else (told, Found.INHERITED)
