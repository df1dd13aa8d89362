"""Statements of one sentence: each reporting word with its speaker and the words it brings in.

All positions are token indexes of the sentence, end exclusive.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from claims.extraction import words
from claims.extraction.around import words_around
from claims.extraction.contents import CLAUSE_STARTS, before_as, words_after, words_before
from claims.extraction.endings import parsed_end, reported_end
from claims.extraction.lexicon import Form, Takes
from claims.extraction.limits import before_announcement, in_fronted_clause, limit_of
from claims.extraction.parsing import Tree
from claims.extraction.parsing.subjects import top_of
from claims.extraction.passives import is_nobodys_thing, may_lack_speaker, said_of, told_of
from claims.extraction.phrases import Phrase
from claims.extraction.relatives import told_before
from claims.extraction.reporting import Cue, cues_in
from claims.extraction.sentences import DASHES, Sentence
from claims.extraction.speakers import Found, hearer_after, speaker_of
from claims.extraction.speaking import agrees, opens_sentence, who_speaks
from claims.extraction.telling import is_told_by_next, tells_of_all
from claims.extraction.unlisted import unlisted_cue
from claims.extraction.words import listed

_BRANCHES = DASHES | {",", ";", "(", "and", "but"}
_ASKED_ABOUT = {
    "ask": {"about"}, "tell": {"about", "of"}, "warn": {"about", "of", "against"}, "remind": {"of"}, "inform": {"of"}
}  # fmt: skip
_FIRM_HEARER = listed("tell remind assure inform notify advise")


@dataclass(frozen=True, slots=True)
class Statement:
    """A reporting word, who speaks, and the token ranges of the words reported (none yet: they follow later)."""

    cue: Cue
    speaker: Phrase | None
    found: Found
    contents: tuple[Phrase, ...]
    hearer: Phrase | None = None
    agreed: bool | None = None  # whether rules and parser tell the same speaker; None where only one of them does
    branched: bool = False  # whether words that may be the article's own stand between the first cue and the last marks


def needs_tree(sentence: Sentence) -> bool:
    """Tell whether a parser should see the sentence: rules may get it wrong.

    That is without a speaker beside the reporting word, or with words behind it that may be the article's own, of
    which a lone "and" tells nothing, but beside a hearer. A sentence with marks and no reporting word needs one, too.
    """
    cues = cues_in(sentence)
    marked = any(token.run is not None for token in sentence)
    if not cues:
        return marked and any(token.is_word for token in sentence)
    speaker = speaker_of(sentence, cues[0])[0]
    if speaker is None or _may_be_told_of(sentence, cues[0], speaker):
        return True
    branches = _BRANCHES.intersection(token.lower for token in sentence[cues[0].last :])
    plain = len(cues) == 1 and not marked and not cues[0].takes & Takes.HEARER
    return bool(branches) and not (plain and branches == {"and"})


def _may_be_told_of(sentence: Sentence, cue: Cue, speaker: Phrase) -> bool:
    """Tell whether what rules take for the speaker may be spoken of: "…, a plan Berg has criticized."."""
    ends = bool(cue.takes & Takes.THING) and cue.last >= len(sentence) - 1
    return ends and sentence[speaker.first].lower in {"a", "an"} and speaker.last - speaker.first > 2


def _is_branched(sentence: Sentence, cues: Sequence[Cue]) -> bool:
    last = max((at for at, token in enumerate(sentence) if token.run is not None), default=0)
    return bool(cues) and any(token.lower in _BRANCHES for token in sentence[cues[0].last : last])


def statements_in(sentence: Sentence, tree: Tree | None = None) -> list[Statement]:
    """Find all statements of a sentence, in order. A reporting word inside reported words starts none of its own."""
    cues = cues_in(sentence, tree)
    unlisted = unlisted_cue(sentence)
    if unlisted is not None and all(cue.first > unlisted.last + 2 or cue.last < unlisted.first for cue in cues):
        cues = sorted([*cues, unlisted], key=lambda cue: cue.first)
    branched = _is_branched(sentence, cues)
    placed = [(cue, *speaker_of(sentence, cue)) for cue in cues]
    found: list[Statement] = []
    covered = 0
    for number, (cue, phrase, how) in enumerate(placed):
        if cue.first < covered or is_told_by_next(sentence, cue, phrase, placed[number + 1 :]):
            continue
        before = _inheritable(sentence, found)
        speaker, how = who_speaks(sentence, tree, cue, (phrase, how), before)
        if speaker is None and opens_sentence(sentence, cue):
            speaker, how = next(((own, Found.INHERITED) for _, own, _ in placed[number + 1 :] if own), (None, how))
        if speaker is None and not may_lack_speaker(sentence, cue, tree):
            continue
        limit = limit_of(sentence, cue, phrase, ((other, own) for other, own, _ in placed[number + 1 :]))
        limit = before_announcement(sentence, cue, limit)
        if opens_sentence(sentence, cue) and speaker is not None:
            limit = min(limit, speaker.first)
        all_before = tells_of_all(sentence, cue, phrase)
        free = 0 if all_before else covered
        statement = _relative(sentence, tree, cue, covered) or _statement(
            sentence, cue, speaker, how, phrase, free, limit, tree
        )
        if statement is None:
            continue
        if all_before:
            found = [earlier for earlier in found if not _has_marks(sentence, earlier)]
        found.append(replace(statement, agreed=agrees(sentence, tree, cue, statement.speaker), branched=branched))
        if statement.contents:
            covered = max([covered, cue.last, *(content.last for content in statement.contents)])
    return found


def _has_marks(sentence: Sentence, statement: Statement) -> bool:
    return any(token.run is not None for c in statement.contents for token in sentence[c.first : c.last])


def _relative(sentence: Sentence, tree: Tree | None, cue: Cue, covered: int) -> Statement | None:
    """Return the statement of a relative clause that tells of the noun before it, if nothing else has taken that."""
    told = told_before(sentence, tree, cue) if tree is not None else None
    return Statement(cue, told[0], Found.BESIDE, (told[1],)) if told is not None and told[1].first >= covered else None


def _inheritable(sentence: Sentence, found: Sequence[Statement]) -> Phrase | None:
    """Return the speaker of the statement before, whom a reporting word without its own takes over.

    That is no owner ("her claim"), and nobody from a clause that leads up: "When Berg asked, he laughed and said".
    """
    for statement in reversed(found):
        if statement.cue.form is not Form.NOUN and not in_fronted_clause(sentence, statement.cue, statement.speaker):
            return statement.speaker
    return None


def _statement(
    sentence: Sentence,
    cue: Cue,
    speaker: Phrase | None,
    how: Found,
    own: Phrase | None,
    covered: int,
    limit: int,
    tree: Tree | None,
) -> Statement | None:
    start = min(cue.first, own.first) if own else cue.first
    start -= before_as(sentence, start)
    end, limit = _bounds(sentence, cue, own, limit)
    hearer = _hearer(sentence, cue, end) if end == cue.last else None
    behind, cue = _behind_hearer(sentence, cue, hearer, limit) if hearer else (end, cue)
    after = words_after(sentence, cue, behind, limit, start)
    before = words_before(sentence, cue, start, covered, tree)
    quoted_before = before is not None and _is_quoted(sentence, before)
    if not quoted_before and end == len(sentence) - 1 and sentence[end].lower == ":":
        before = None  # it leads up to what the next paragraph says: "The dam is old, as Berg notes:"
    if after is None and not quoted_before and (end == cue.last or cue.form is Form.PHRASE):
        behind = hearer.last if hearer else end
        before, after = words_around(sentence, cue, start, behind, covered, limit) or (before, after)
    if after is not None and before is not None and _leads_up(sentence, before, after):
        before, quoted_before = None, False
    if before is not None and not (after is None or quoted_before or _is_interrupted(sentence, cue, end)):
        before = None
    if after is not None and quoted_before and not _goes_on_quoted(sentence, end, after):
        after = None
    contents = [before] if before is not None else []
    if after is not None and (told := _told_after(sentence, tree, cue, own, after)) is not None:
        contents.append(told)
    if speaker is None and cue.passive and (said := said_of(sentence, cue, end, limit, covered)):
        return Statement(cue, None, how, said, hearer)
    if not contents and speaker is not None:
        contents.extend(told_of(sentence, cue, covered))
    waits = cue.takes & Takes.QUOTE and cue.form is not Form.PHRASE and not opens_sentence(sentence, cue)
    if (not contents and not waits) or (speaker is None and is_nobodys_thing(sentence, cue, after)):
        return None
    return Statement(cue, speaker, how, tuple(contents), hearer)


def _bounds(sentence: Sentence, cue: Cue, own: Phrase | None, limit: int) -> tuple[int, int]:
    """Return where words begin behind cue and speaker, and where they end before him: "called a “ruin” by Berg"."""
    if own is not None and any(token.run is not None for token in sentence[cue.last : own.first]):
        return cue.last, own.first - 1
    return (max(cue.last, own.last) if own else cue.last), limit


def _behind_hearer(sentence: Sentence, cue: Cue, hearer: Phrase, limit: int) -> tuple[int, Cue]:
    """Return where the words begin behind the one spoken to, and what they may be: "asked Berg about the dam"."""
    at = hearer.last
    if at + 1 < limit and sentence[at].lower in _ASKED_ABOUT.get(cue.lemma, ()):
        return at + 1, replace(cue, takes=Takes.THING | Takes.QUOTE)
    return at, cue


def _told_after(sentence: Sentence, tree: Tree | None, cue: Cue, own: Phrase | None, after: Phrase) -> Phrase | None:
    """Return the words behind the cue without what the article adds; None where nothing is left of them."""
    told = _clause_told(sentence, tree, cue, _relative_end(sentence, own, after))
    last = _end(sentence, tree, cue, told)
    return replace(told, last=last) if last > told.first else None


def _end(sentence: Sentence, tree: Tree | None, cue: Cue, content: Phrase) -> int:
    as_said = any(token.lower == "as" for token in sentence[: min(cue.first, 3)])
    if cue.form is Form.PHRASE or (as_said and sentence[content.first - 1].lower == ","):
        return content.last
    if tree is None:
        return reported_end(sentence, cue, content.first, content.last)
    last = parsed_end(sentence, tree, cue, content.first, content.last)
    return last - (last > content.first + 1 and sentence[last - 1].lower in DASHES)


def _hearer(sentence: Sentence, cue: Cue, at: int) -> Phrase | None:
    if not cue.takes & Takes.HEARER:
        return None
    if at < len(sentence) and sentence[at].lower in CLAUSE_STARTS:
        return None
    hearer = hearer_after(sentence, at)
    if hearer is None or cue.lemma in _FIRM_HEARER:
        return hearer
    after = sentence[hearer.last] if hearer.last < len(sentence) else None
    firm = after is not None and (after.run is not None or after.lower in CLAUSE_STARTS | {"to", "not", "about", ":"})
    return hearer if firm else None


def _is_quoted(sentence: Sentence, content: Phrase) -> bool:
    return sentence[content.last - 1].run is not None


def _leads_up(sentence: Sentence, before: Phrase, after: Phrase) -> bool:
    """Tell whether words before the cue only lead up to those after it: "Asked about “rain”, he said: “No.”"."""
    fronted = sentence[before.first].lower in words.PREPOSITIONS | words.SUBORDINATORS
    opens = sentence[after.first].run is not None or sentence[after.first].lower == "that"
    return fronted and opens


def _is_interrupted(sentence: Sentence, cue: Cue, end: int) -> bool:
    """Tell whether a comma stands on both sides of cue and speaker: "It is time, he said, to go"."""
    return end < len(sentence) and sentence[end].lower == "," and cue.form is not Form.PHRASE


def _goes_on_quoted(sentence: Sentence, end: int, after: Phrase) -> bool:
    """Tell whether what follows the cue of a quotation already begun goes on with it: "A," he said, "B"."""
    first = sentence[after.first]
    return first.run is not None or (first.lower == "that" and sentence[end].lower in {",", "that"})


def _clause_told(sentence: Sentence, tree: Tree | None, cue: Cue, content: Phrase) -> Phrase:
    """Return the content, begun where the tree sees the clause told: "told men of the Post that …"."""
    if tree is None or not cue.takes & Takes.HEARER or sentence[content.first].lower in CLAUSE_STARTS:
        return content
    for clause in tree.children(top_of(tree, cue.first, cue.last), "ccomp"):
        start = tree.within(clause).first
        if content.first < start < content.last and sentence[start].lower in CLAUSE_STARTS:
            return replace(content, first=start)
    return content


def _relative_end(sentence: Sentence, speaker: Phrase | None, content: Phrase) -> Phrase:
    """Return the content, ended with the relative clause where it stands in one: ", who said …, "."""
    if speaker is None or sentence[speaker.last - 1].lower not in words.RELATIVE:
        return content
    comma = next((i for i in range(content.first + 1, content.last) if sentence[i].lower == ","), content.last)
    return replace(content, last=comma)
