"""Where words reported end before their sentence does: at what the article adds itself. Positions are token indexes."""

from claims.extraction import words
from claims.extraction.contents import CLAUSE_STARTS, trimmed
from claims.extraction.lexicon import Form, Takes
from claims.extraction.outer import before_next_act, joins_outer, outer_end
from claims.extraction.parsing import Tree
from claims.extraction.parsing.subjects import top_of
from claims.extraction.relays import OCCASIONS
from claims.extraction.reporting import Cue
from claims.extraction.sentences import DASHES, Sentence
from claims.extraction.words import listed

# What the article goes on with behind a comma: an explanation, an apposition, a clause with a subject of its own.
_ADDS = words.PERSONAL | listed("who which whose while despite compared but a an")
# What tells of the telling, not of what is told: "on Monday", "at a rally", "after the storm broke".
_CLAUSES = listed("after before when while")
_ACTS = listed("before after by while without")
_MOMENTS = listed("week month year weekend")
_ASIDE = listed("despite compared")
_WHILE = listed("while though although even without")
_CONTRASTS = listed("while whereas")
_ABSOLUTE = 7  # tokens from the comma to the participle: ", with the mayor leaving"
_BEHIND_SO = words.PREPOSITIONS | words.TIMES
_NAMING = listed("call label brand dub term nickname")
_BEHIND_NAME = listed("and but while before after during instead on")
_BETWEEN = listed(", and or a an the his her")
# An apposition to a whole clause (", a move that surprised all"), as what the parser takes it for.
_APPOSED = frozenset({"appos", "npadvmod", "dobj", "attr", "dep", "nsubj", "pobj"})
_APART = DASHES | {",", ";"}
_SIGNS = _APART | {"and", "but"}
_CLAUSE_OPENS = CLAUSE_STARTS | {"to"}
_JOINED = frozenset({"VBD", "VBZ", "VBG"})


def reported_end(sentence: Sentence, cue: Cue, first: int, last: int) -> int:
    """Return where words end that begin behind the reporting word at ``first``; never cut behind marks in them."""
    thing = _is_thing(sentence, cue, first) or sentence[first].lower in {"to", "not"}
    last = _named_end(sentence, cue, first, last)
    for at in range(first + 2, last - 1):
        token, after = sentence[at], sentence[at + 1]
        if token.run is not None:
            return last
        if token.lower == ";" or (token.lower == "," and (after.lower in _ADDS or (thing and after.lower == "the"))):
            return at
        if thing and token.lower == "and" and words.looks_finite(after.lower):
            return at
    return last


def _named_end(sentence: Sentence, cue: Cue, first: int, last: int) -> int:
    """Return where words end that say what somebody calls somebody: with the last of the marks, "him a “fool”"."""
    if cue.lemma not in _NAMING or cue.takes & Takes.INFINITIVE:
        return last
    end = next((at + 1 for at in range(first, min(last, first + 12)) if sentence[at].run is not None), last)
    joined = end
    while joined < min(last, end + 4) and sentence[joined].lower in _BETWEEN:
        joined += 1
        if joined < last and sentence[joined].run is not None:
            joined = end = joined + 1
    if end == last:
        return last
    behind = sentence[end]
    adds = sentence[end - 1].ends_with_comma and (behind.lower in {"a", "an"} or behind.lower.endswith("ing"))
    return end if adds or not behind.is_word or behind.lower in _BEHIND_NAME else last


def _is_thing(sentence: Sentence, cue: Cue, first: int) -> bool:
    """Tell whether the words that begin at ``first`` are what is spoken of, no clause: "denounced the sale"."""
    return bool(cue.takes & Takes.THING) and sentence[first].lower not in _CLAUSE_OPENS


def _before_adjunct(sentence: Sentence, tree: Tree, verb: int, first: int, last: int) -> int:
    """Return where what is spoken of ends: before what tells when or where that was: "praised her on Monday"."""
    for child in tree.children(verb):
        start = tree.within(child).first
        if first < start < last and _is_adjunct(sentence, tree, child, start):
            return last if any(token.run is not None for token in sentence[start:last]) else start
    return last


def _is_adjunct(sentence: Sentence, tree: Tree, child: int, start: int) -> bool:
    """Tell whether what depends on the reporting verb tells when or where somebody spoke."""
    relation, word = tree.relations[child], sentence[start].lower
    if relation == "npadvmod":
        return sentence[child].lower in words.TIMES | _MOMENTS
    if relation == "advcl":
        return word in _CLAUSES
    noun = next(iter(tree.children(child, "pobj")), None)
    if relation == "prep" and child == start and tree.children(child, "pcomp"):
        return word in _ACTS
    if relation != "prep" or child != start or noun is None:
        return False
    named = sentence[noun].lower in words.TIMES | words.MONTHS | _MOMENTS | OCCASIONS or sentence[noun].text.isdigit()
    return word in {"during", "after", "before", "following", "amid", "through", "via"} or (
        word in {"in", "on", "at"} and named
    )


def parsed_end(sentence: Sentence, tree: Tree, cue: Cue, first: int, last: int) -> int:
    """Return where words end that begin behind the reporting word at ``first``, as the sentence's tree tells."""
    verb = top_of(tree, cue.first, cue.last)
    last = _latest_end(sentence, tree, cue, verb, first, last)
    runs = [at for at in range(first, last) if sentence[at].run is not None]
    start = max([first + 2, *runs])
    signs = [at for at in range(start, last - 1) if sentence[at].lower in _SIGNS or tree.relations[at] == "cc"]
    if not signs:
        return last
    within = set(tree.below(_brought_in(tree, verb, first)))
    for at in signs:
        if _ends_at(sentence, tree, cue, verb, first, at, last, within) and not _awaits_verb(tree, first, at, last):
            return trimmed(sentence, first, at)
    return last


def _awaits_verb(tree: Tree, first: int, at: int, last: int) -> bool:
    """Tell whether a subject before ``at`` has its verb behind it: "said the dam, despite its age, holds"."""
    for verb in range(at + 1, last):
        subject = tree.subject(verb)
        if subject is not None and first <= subject < at:
            return True
    return False


def _latest_end(sentence: Sentence, tree: Tree, cue: Cue, verb: int, first: int, last: int) -> int:
    """Return where the words end at the latest: what follows is another clause's, or tells of the telling."""
    if sentence[first].lower == "so" and first + 1 < last and sentence[first + 1].lower in _BEHIND_SO:
        return first + 1
    last = _named_end(sentence, cue, first, last)
    last = _fronted_end(sentence, tree, verb, first, last)
    thing = _is_thing(sentence, cue, first)
    if thing:
        last = _before_adjunct(sentence, tree, verb, first, last)
    if cue.form is Form.NOUN and first < tree.within(verb).last:
        last = min(last, tree.within(verb).last)
    last = outer_end(tree, verb, first, last)
    if thing:
        last = before_next_act(tree, verb, first, last)
    return trimmed(sentence, first, last)


def _ends_at(
    sentence: Sentence, tree: Tree, cue: Cue, verb: int, first: int, at: int, last: int, within: set[int]
) -> bool:
    """Tell whether the words end before the token at ``at``: the article or the speaker goes on with something else."""
    sign = sentence[at].lower
    apart = sign in _APART
    thing = _is_thing(sentence, cue, first)
    if sign == ";" or (apart and _adds(sentence, tree, at, verb, within, last)):
        return True
    if not apart and sentence[at + 1].lower != "that" and _resumes(tree, at, verb):
        return True
    if (sign == "," and _goes_back(sentence, tree, at, verb)) or joins_outer(sentence, tree, at + apart, verb, thing):
        return True
    if thing and not cue.takes & Takes.CLAUSE and sign == "," and sentence[at + 1].lower == "with":
        return "VBG" in tree.tags[at + 2 : at + _ABSOLUTE]
    acts = thing or sentence[first].lower in {"to", "not"} or tree.tags[verb] == "VBG"
    return acts and _matches(sentence, tree, at, verb)


def _fronted_end(sentence: Sentence, tree: Tree, verb: int, first: int, last: int) -> int:
    """Return where words end before the main clause, behind a comma: "When Berg defended the dam, Dahl left"."""
    for over in [verb, *tree.above(verb)]:
        head = tree.heads[over]
        if tree.relations[over] == "advcl" and head > over:
            end = tree.within(over).last
            main = tree.subject(head)
            if main is not None and first < end <= main and first < end < last and sentence[end].ends_with_comma:
                return end
    return last


def _goes_back(sentence: Sentence, tree: Tree, comma: int, verb: int) -> bool:
    """Tell whether ", and" or ", but" leads back to the speaker: a finite verb without a subject follows."""
    at = comma + 1
    if sentence[at].lower not in {"and", "but"} or tree.tags[verb] not in {"VBD", "VBZ", "VBP"}:
        return False
    at += 1
    while at < len(sentence) - 1 and tree.tags[at] == "RB":
        at += 1
    return tree.tags[at] == tree.tags[verb] and tree.subject(at) is None


def _brought_in(tree: Tree, verb: int, first: int) -> int:
    """Return the head of the words that begin at ``first``: of what depends on the verb the part they stand in."""
    parts = [child for child in tree.children(verb) if tree.within(child).first <= first < tree.within(child).last]
    return parts[0] if parts else first


def _following(tree: Tree, at: int) -> int:
    """Return the head of what begins behind the sign at ``at``."""
    head = at + 1
    for above in tree.above(head):
        if above <= at:
            break
        head = above
    return head


def _adds(sentence: Sentence, tree: Tree, at: int, verb: int, within: set[int], last: int) -> bool:
    """Tell whether the article goes on itself behind a comma or dash."""
    head = _following(tree, at)
    relation, over = tree.relations[head], tree.heads[head]
    if relation == "ROOT" or _is_aside(sentence, tree, at + 1, relation):
        return True
    if at + 2 < len(tree.heads) and sentence[at + 2].lower == "that" and relation == "cc":
        return False
    if relation == "relcl":
        return tree.within(head).last >= last - 1
    if relation == "cc":
        return over == verb and tree.tags[at + 1] == "CC" and _joins_verb(tree, head)
    if relation == "advcl":
        return tree.tags[at + 1] == "VBG" or over not in within | {verb}
    return relation in _APPOSED and tree.tags[at + 1] == "DT" and tree.within(head).last >= last - 1


def _is_aside(sentence: Sentence, tree: Tree, first: int, relation: str) -> bool:
    """Tell whether the article's own aside begins here: "despite …", "while leaving …", "even as …", "a first".

    So does ", while" with a clause of its own, which sets what the article knows against what is said.
    """
    word, after = sentence[first].lower, tree.tags[first + 1] if first + 1 < len(sentence) else ""
    if word in _CONTRASTS and relation == "advcl" and sentence[first - 1].lower == ",":
        return True
    if word in _WHILE:
        return after == "VBG" or (relation == "advcl" and tree.tags[first] == "RB")
    return word in _ASIDE or (relation == "npadvmod" and tree.tags[first] == "DT")


def _joins_verb(tree: Tree, conjunction: int) -> bool:
    joined = [other for other in tree.children(tree.heads[conjunction], "conj") if other > conjunction]
    return bool(joined) and tree.tags[joined[0]].startswith("V")


def _resumes(tree: Tree, at: int, verb: int) -> bool:
    """Tell whether the clause of the reporting verb goes on here without a comma: "praised it and left"."""
    return tree.relations[at] == "cc" and tree.heads[at] == verb and _joins_verb(tree, at)


def _matches(sentence: Sentence, tree: Tree, at: int, verb: int) -> bool:
    """Tell whether "and" joins a verb in the form of the reporting verb: "urging calm and (then) leaving"."""
    joined = at + 1
    while joined < len(sentence) - 1 and tree.tags[joined] == "RB":
        joined += 1
    alike = tree.tags[joined] == tree.tags[verb] and tree.tags[joined] in _JOINED
    return alike and sentence[at].lower in {"and", "but"}
