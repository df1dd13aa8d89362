"""Reporting words in a sentence: which of its verbs, nouns and phrases bring in what somebody said."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from claims.extraction import words
from claims.extraction.lexicon import (
    ALSO_NOUNS,
    FORMS,
    NOUNS,
    NOUNS_ABOUT,
    NOUNS_TO_DO,
    REPORTING_NOUNS,
    SPEECH,
    UNOWNED,
    Form,
    Takes,
)
from claims.extraction.owners import owner_of, tells_clause
from claims.extraction.particles import with_particle
from claims.extraction.sentences import Sentence
from claims.extraction.words import listed

if TYPE_CHECKING:
    from claims.extraction.parsing.trees import Tree

_BEFORE_NOUN = {"the", "a", "an"} | words.PREPOSITIONS - {"by", "in", "for", "before", "after", "since"}
_BEFORE_ADJECTIVE = listed("a an the this these those his her their its our my your every no")
_UNSAID = words.MODALS - {"would"}
_ONLY_MEANT = (
    words.MODALS | words.BE | listed("want wants wanted not refused refuse refuses declined need needs plans hopes")
)
_WENT_ON = listed(
    "on continued continues continue quick proceeded began begun started first right correct chose managed rushed "
    "forced came"
)
_KEPT = listed("kept keeps began begins started starts resumed")
_HEARD = listed("quoted cited heard seen caught recorded described filmed paraphrased reported shown")
# What somebody did in order to speak: "took to Twitter to say"; "to" right behind is another's matter.
_DONE = listed(
    "took takes taking taken used uses using turned turns went goes appeared issued released wrote held returned "
    "joined spent paused stopped gathered stood rose called phoned visited traveled travelled delivered came comes"
)
_SHOWING = frozenset({"show", "find"})
_STUDIES = listed(
    "poll polls survey surveys study studies data report reports research records analysis results figures documents "
    "review investigation researchers polling documents filings emails statistics estimates numbers census audit"
)
_NEAR = 2  # words from an owner to a noun that may be a verb as well
_POINTS = listed("point message question answer view argument position")  # "her point is that it leaks"
_OF_WHOM = {"per": (("per",),), "in": (("in", "the", "words", "of"),), "to": (("to", "quote"), ("to", "paraphrase"))}
_MAY_BE_NOUN = REPORTING_NOUNS | _POINTS
_MAY_REPORT = FORMS.keys() | _MAY_BE_NOUN | {"according", *_OF_WHOM}


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting word in a sentence: tokens ``first`` up to, not including, ``last``."""

    first: int
    last: int
    form: Form
    takes: Takes
    lemma: str
    passive: bool = False


def cues_in(sentence: Sentence, tree: "Tree | None" = None) -> list[Cue]:
    """Find all reporting words of a sentence that stand as such, in order; negated ones are none."""
    found: list[Cue] = []
    places = [at for at, token in enumerate(sentence) if token.lower in _MAY_REPORT]
    titled = any(sentence[at].is_capital for at in places) and _is_title(sentence)
    for index in places:
        token = sentence[index]
        if token.is_capital and index and not titled and token.lower != "according":
            continue  # within a sentence a capital makes it a name: "the United States"
        if token.lower == "according" and index + 1 < len(sentence) and sentence[index + 1].lower == "to":
            found.append(Cue(index, index + 2, Form.PHRASE, SPEECH, "according"))
        elif token.lower in _OF_WHOM and (length := _length_of_phrase(sentence, index)):
            found.append(Cue(index, index + length, Form.PHRASE, SPEECH, "according"))
        elif token.lower in FORMS:
            cue = _verb_cue(sentence, index, tree)
            if cue is not None:
                found.append(cue)
        if token.lower in _MAY_BE_NOUN and (noun := _noun_cue(sentence, index, tree)):
            found.append(noun)
    return found


def _length_of_phrase(sentence: Sentence, index: int) -> int:
    """Return how many words say whose words they are: "per Berg", "in the words of Berg"; 0 if none."""
    for phrase in _OF_WHOM[sentence[index].lower]:
        last = index + len(phrase)
        named = last < len(sentence) and sentence[last].is_capital
        if named and tuple(token.lower for token in sentence[index:last]) == phrase:
            return len(phrase)
    return 0


def _is_that(sentence: Sentence, at: int) -> bool:
    return at < len(sentence) and sentence[at].lower in {"that", "whether"}


def _study_before(sentence: Sentence, first: int) -> bool:
    """Tell whether a poll or a study is what "found" or "shows" something: only then it is said."""
    return any(token.lower in _STUDIES for token in sentence[max(0, first - 20) : first])


def _is_title(sentence: Sentence) -> bool:
    """Tell whether nearly all words have a capital, as in a headline."""
    long = [token for token in sentence if token.is_word and len(token.text) > 3]
    last = next((token for token in reversed(sentence) if token.is_word), None)
    if last is not None and not last.is_capital and last.text[0].isalpha():
        return False
    return 5 * sum(token.is_capital for token in long) >= 4 * len(long)


def _noun_cue(sentence: Sentence, index: int, tree: "Tree | None") -> Cue | None:
    """Return the noun here if it reports: "her claim that …", "Trump's pledge to …", "their criticism of …"."""
    word = sentence[index].lower
    if index + 1 >= len(sentence):
        return None
    follows = sentence[index + 1].lower
    owner = owner_of(sentence, index)
    if owner is None:
        told = tree is None or tree.relations[index + 1] == "mark"  # no "claims that Berg made"
        bare = word in UNOWNED and follows == "that" and told
        return Cue(index, index + 1, Form.NOUN, SPEECH, word) if bare else None
    if word in FORMS and index - owner > _NEAR:
        return None  # "her economic plan promises to": a verb
    if word in NOUNS | {"comment", "comments"} and tells_clause(sentence, index):
        return Cue(index, index + 1, Form.NOUN, SPEECH, word)
    if word in NOUNS | _POINTS and follows in words.BE and _is_that(sentence, index + 2):
        return Cue(index, index + 2, Form.NOUN, SPEECH, word)
    if word in NOUNS_TO_DO and follows == "to":
        return Cue(index, index + 1, Form.NOUN, SPEECH | Takes.INFINITIVE, word)
    if follows in NOUNS_ABOUT.get(word, ()):
        return Cue(index, index + 2, Form.NOUN, Takes.THING, word)
    return None


def _verb_cue(sentence: Sentence, index: int, tree: "Tree | None") -> Cue | None:
    lemma, form = FORMS[sentence[index].lower]
    takes, last = with_particle(sentence, index, lemma)
    if takes is None:
        return None
    first, helpers = _verb_group(sentence, index)
    if any(words.is_negated(helper) for helper in helpers) or helpers & _UNSAID:
        return None
    before = sentence[first - 1].lower if first else ""
    if form is Form.BASE and (helpers or before == "to") and not _is_said(sentence, first, last, helpers):
        return None
    doubtful = lemma in ALSO_NOUNS and form in {Form.BASE, Form.PRESENT} and before != "to"
    if tree is not None and not tree.is_verb(index):
        return None
    doubtful = doubtful and (tree is None or tree.tags[index] not in {"VBP", "VBZ"})
    if doubtful and not _has_verbs_place(sentence, first, last, base=form is Form.BASE):
        return None
    if lemma in _SHOWING and not _study_before(sentence, first):
        return None
    if form is Form.PARTICIPLE:
        first, form = _finite(sentence, index, first, helpers)
    by = last < len(sentence) and sentence[last].lower == "by"
    quoted = not takes & Takes.HEARER and any(token.run is not None for token in sentence)
    passive = FORMS[sentence[index].lower][1] is Form.PAST and (
        bool(helpers & words.BE) or (by and not helpers and not quoted)
    )
    if (
        form is Form.PAST
        and not helpers
        and first == index
        and before in _BEFORE_ADJECTIVE | words.PREPOSITIONS - {"after"}
    ):
        return None  # "the proposed law", "by accused spies"
    if form is Form.PARTICIPLE and before in _BEFORE_NOUN and (tree is None or tree.relations[index] != "pcomp"):
        return None
    return Cue(first, last, form, takes, lemma, passive)


def _finite(sentence: Sentence, participle: int, first: int, helpers: set[str]) -> tuple[int, Form]:
    """Return where the verb begins and its form: a participle may only end it, "kept asking", "is quoted as saying"."""
    if _is_progressive(sentence, first, helpers):
        return first, Form.PRESENT
    if first and sentence[first - 1].lower in _KEPT:
        return first - 1, Form.PAST
    told = _told_of(sentence, participle)
    return (first, Form.PARTICIPLE) if told is None else (told, Form.PAST)


def _told_of(sentence: Sentence, participle: int) -> int | None:
    """Return where a passive begins that tells of a speaker: "is quoted as saying", "was heard saying"."""
    at = participle - (participle > 0 and sentence[participle - 1].lower == "as") - 1
    if at < 1 or sentence[at].lower not in _HEARD:
        return None
    first, helpers = _verb_group(sentence, at)
    return first if helpers & words.BE and not any(words.is_negated(helper) for helper in helpers) else None


def _is_progressive(sentence: Sentence, first: int, helpers: set[str]) -> bool:
    """Tell whether a participle is the verb of its clause: "is calling", "she's predicting"."""
    contracted = first > 0 and sentence[first - 1].lower.endswith(("’s", "'s", "’re", "'re", "’m", "'m"))
    return bool(helpers & words.BE) or (contracted and words.is_personal(sentence[first - 1].lower))


def _verb_group(sentence: Sentence, index: int) -> tuple[int, set[str]]:
    """Return where the verb group begins (its first auxiliary, else the verb), and the words before the verb."""
    first, at, helpers = index, index - 1, set[str]()
    while at >= 0 and index - at <= 6 and sentence[at].is_word:
        word = sentence[at].lower
        contracted = word.endswith(("n't", "n’t"))
        if sentence[at].is_capital and word in {"will", "may"} and at and FORMS[sentence[index].lower][1] is Form.PAST:
            break  # a name: “It leaks,” Will said
        if word in words.AUXILIARIES or contracted:
            first = at
        elif not (words.is_adverb(word) or words.is_negated(word)):
            break
        if not words.is_adverb(word):
            helpers.add(word)
        at -= 1
    return first, helpers


def _is_said(sentence: Sentence, first: int, last: int, helpers: set[str]) -> bool:
    """Tell whether a bare verb is what happened: "did say", "went on to say", "led her to say that"."""
    if _goes_on(sentence, first) or helpers & words.DO:
        return True
    if _is_purpose(sentence, first):
        return True
    before = {token.lower for token in sentence[max(0, first - 3) : first - 1]}
    after = sentence[last] if last < len(sentence) else None
    return after is not None and (after.run is not None or after.lower == "that") and not before & _ONLY_MEANT


def _is_purpose(sentence: Sentence, first: int) -> bool:
    """Tell whether an infinitive is what somebody did something for: "took to the radio to say", "used it to call"."""
    if first < 3 or sentence[first - 1].lower != "to":
        return False
    before = sentence[first - 2].lower
    if before in _DONE | _ONLY_MEANT or words.looks_finite(before):
        return False
    if before == "likely":
        return True
    for at in range(first - 3, max(-1, first - 14), -1):
        token = sentence[at]
        if token.lower in _DONE:
            return True
        if (not token.is_word and token.run is None) or words.looks_finite(token.lower):
            return False
    return False


def _goes_on(sentence: Sentence, first: int) -> bool:
    """Tell whether an infinitive is what happened, as in "went on to say"."""
    at = first - 1
    if at < 1 or sentence[at].lower != "to":
        return False
    before = {token.lower for token in sentence[max(0, at - 2) : at]}
    return bool(before & _WENT_ON) and not before & words.MODALS


def _has_verbs_place(sentence: Sentence, first: int, last: int, *, base: bool) -> bool:
    """Tell whether a form that may be a noun stands where a verb does: after a subject, before its object."""
    if first == 0:
        return False
    before = sentence[first - 1]
    after = sentence[last] if last < len(sentence) else None
    if after is not None and after.lower in {"of", "for", "from", "by", "in", "and", "about", "against"}:
        return False
    if before.lower in words.PERSONAL | words.RELATIVE or before.ends_with_comma:
        return True
    if not before.is_word or before.possessive or before.lower in words.DETERMINERS | words.PREPOSITIONS:
        return False
    if before.is_capital or after is None:
        return before.is_capital
    if after.run is not None or after.lower in {"that", ":"}:
        return True
    plural = before.lower.endswith("s") and not before.lower.endswith("ss")
    opens = after.is_capital or after.lower in words.DETERMINERS | words.PERSONAL | {"there"}
    return plural is base and opens
