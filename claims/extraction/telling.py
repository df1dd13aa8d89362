"""Who of several speakers in a sentence tells all of it: a later one may tell what an earlier word brings in.

All positions are token indexes of the sentence.
"""

from collections.abc import Sequence

from claims.extraction import words
from claims.extraction.lexicon import FORMS, LOOSE, SPEECH, Form, Takes
from claims.extraction.limits import in_fronted_clause
from claims.extraction.phrases import Phrase
from claims.extraction.reporting import Cue
from claims.extraction.sentences import DASHES, Sentence
from claims.extraction.speakers import Found

_APART = DASHES | {":", "(", "."}
_FINITE = frozenset({Form.PAST, Form.PRESENT})


def is_told_by_next(
    sentence: Sentence, cue: Cue, speaker: Phrase | None, later: Sequence[tuple[Cue, Phrase | None, Found]]
) -> bool:
    """Tell whether what a reporting word brings in is said by the next speaker: 'They think it “leaks,” Berg said'."""
    if not later or in_fronted_clause(sentence, cue, speaker):
        return False
    for other, own, _ in later:
        start = min(own.first, other.first) if own is not None else 0
        if own is not None and _is_put_in(sentence, cue, other, own):
            return True
        run = start - 1
        if run <= cue.last or sentence[run].run is None or not sentence[run].ends_with_comma:
            continue
        if other.form not in _FINITE or not other.takes & Takes.CLAUSE or other.passive:
            continue
        if run <= cue.last + 1 and other.lemma == "report":
            continue  # 'pledged to “mend it,” the paper reported': an outlet that passes on
        apart = any(t.run is not None or t.lower in _APART for t in sentence[cue.last : run])
        return not apart and sentence[run - 1].lower != ","
    return False


def _is_put_in(sentence: Sentence, cue: Cue, other: Cue, own: Phrase) -> bool:
    """Tell whether a speaker is put in between commas: 'They offered help, Berg said, while others “did nothing.”'.

    Only before marks, and where ``cue`` itself may be no saying.
    """
    first, last = min(own.first, other.first), max(other.last, own.last)
    if first <= cue.last or last >= len(sentence) or {sentence[first - 1].lower, sentence[last].lower} != {","}:
        return False
    if (
        not _is_plain(other)
        or other.form not in _FINITE
        or _is_plain(cue)
        or cue.form in {Form.PHRASE, Form.PARTICIPLE}
    ):
        return False
    return next((at for at in range(cue.last, len(sentence)) if sentence[at].run is not None), 0) > last


def _is_plain(cue: Cue) -> bool:
    return SPEECH in cue.takes and not cue.takes & Takes.THING


def tells_of_all(sentence: Sentence, cue: Cue, own: Phrase | None) -> bool:
    """Tell whether the source of all before it stands here, also of what others in it say or think.

    That is ", according to …" and a ", Berg said." that ends the sentence, behind words without marks or, if it is
    no report, with marks of their own inside: "The sale signals “the end” of it, said Berg, head of the board."
    """
    if cue.form is not Form.PHRASE and (own is None or cue.form not in _FINITE or not _ends(sentence, cue, own)):
        return False
    first = cue.first if cue.form is Form.PHRASE or own is None else min(own.first, cue.first)
    marked = [at for at in range(first) if sentence[at].run is not None]
    if cue.form is not Form.PHRASE and cue.lemma != "report" and sentence[0].run is None:
        marked = [at for at in marked if sentence[at].ends_with_comma or sentence[at - 1].lower in {",", ":"}]
    return first > 0 and sentence[first - 1].lower == "," and not marked


def _ends(sentence: Sentence, cue: Cue, own: Phrase) -> bool:
    """Tell whether nothing follows cue and speaker but a full stop, who that is, or where and when."""
    rest = sentence[max(cue.last, own.last) :]
    if not rest or sentence[-1].lower != ".":
        return False
    if len(rest) == 1 or cue.lemma in LOOSE:
        return len(rest) == 1
    opens = rest[0].lower == "," or rest[0].lower in words.PREPOSITIONS | words.TIMES
    return opens and not any(t.run is not None or t.lower in FORMS or words.looks_finite(t.lower) for t in rest)
