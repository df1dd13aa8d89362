"""Reporting words: which verbs, nouns and phrases bring in what somebody said, and what each may take."""

from dataclasses import dataclass
from enum import Enum, Flag, auto

from claims.extraction import words
from claims.extraction.sentences import Sentence
from claims.extraction.words import listed


class Takes(Flag):
    """What may follow a reporting verb as the words reported."""

    QUOTE = auto()  # a quoted run, or a clause before it: "…," she said
    CLAUSE = auto()  # a clause, with "that" or without
    THING = auto()  # a noun phrase: denounced the attack
    INFINITIVE = auto()  # to …: vowed to fight
    HEARER = auto()  # first the one spoken to: told reporters that …


class Form(Enum):
    """In which form a reporting word stands."""

    PAST = auto()  # said
    PRESENT = auto()  # says
    BASE = auto()  # say
    PARTICIPLE = auto()  # saying
    PHRASE = auto()  # according to
    NOUN = auto()  # her claim that …


SPEECH = Takes.QUOTE | Takes.CLAUSE
_VERBS: tuple[tuple[Takes, str], ...] = (
    (SPEECH, "say add write note argue explain insist assert state contend remark observe declare comment report"),
    (SPEECH, "reply respond answer continue conclude recall tweet retweet post repeat reiterate maintain testify"),
    (SPEECH, "joke quip complain boast brag recount read shout yell scream chant exclaim interject wonder counter"),
    (SPEECH, "retort muse opine speculate elaborate clarify email underscore signal proclaim reason rejoin muse"),
    (SPEECH, "hint imply indicate sniff snap fume thunder plead crow deadpan marvel gush agree disagree concur"),
    (SPEECH, "attest certify profess blog text volunteer protest explain echo recite intone posit theorize"),
    (SPEECH | Takes.THING, "claim acknowledge admit concede confirm allege announce reveal suggest disclose stress"),
    (SPEECH | Takes.THING, "charge recommend"),
    (SPEECH | Takes.THING, "emphasize emphasise predict lament estimate affirm decry bemoan mention forecast deny"),
    (SPEECH | Takes.THING | Takes.INFINITIVE, "promise pledge vow propose demand threaten swear"),
    (SPEECH | Takes.THING | Takes.INFINITIVE | Takes.HEARER, "ask urge warn caution"),
    (SPEECH | Takes.HEARER | Takes.INFINITIVE, "tell"),
    (SPEECH | Takes.HEARER, "remind assure inform advise notify"),
    (Takes.THING | Takes.QUOTE, "accuse blame denounce condemn criticize criticise call describe praise defend"),
    (Takes.THING | Takes.QUOTE, "dismiss reject question mock slam blast hail tout lambaste assail deride ridicule"),
    (Takes.THING | Takes.QUOTE, "rebuke chide brand label characterize characterise portray liken deplore cite"),
    (Takes.THING | Takes.QUOTE, "thank refute rebut dispute decry berate scold disavow laud applaud express voice"),
    (Takes.THING | Takes.QUOTE, "outline detail"),
    (Takes.CLAUSE | Takes.THING, "show find"),
    (Takes.CLAUSE, "believe think hope fear expect worry suspect doubt"),
)
# What a verb needs beside it before it reports anything: "called for", "pointed out".
_WITH_PARTICLE: dict[str, tuple[Takes, frozenset[str]]] = {
    "point": (SPEECH | Takes.THING, frozenset({"out", "to"})),
    "call": (Takes.THING | Takes.QUOTE | Takes.INFINITIVE, frozenset({"for", "on", "upon"})),
    "refer": (Takes.THING | Takes.QUOTE, frozenset({"to"})),
    "allude": (Takes.THING | Takes.QUOTE, frozenset({"to"})),
    "speak": (Takes.THING | Takes.QUOTE, frozenset({"of", "about"})),
    "talk": (Takes.THING | Takes.QUOTE, frozenset({"about"})),
    "complain": (Takes.THING | Takes.QUOTE, frozenset({"about", "of"})),
    "boast": (Takes.THING | Takes.QUOTE, frozenset({"about", "of"})),
    "joke": (Takes.THING | Takes.QUOTE, frozenset({"about"})),
    "warn": (Takes.THING | Takes.QUOTE, frozenset({"about", "of", "against"})),
    "apologize": (Takes.THING | Takes.QUOTE, frozenset({"for"})),
    "apologise": (Takes.THING | Takes.QUOTE, frozenset({"for"})),
    "put": (SPEECH, frozenset({"it"})),
    "lash": (Takes.THING | Takes.QUOTE, frozenset({"out"})),
    "rail": (Takes.THING | Takes.QUOTE, frozenset({"against"})),
    "hint": (Takes.THING | Takes.QUOTE, frozenset({"at"})),
    "insist": (Takes.THING | Takes.QUOTE, frozenset({"on"})),
    "comment": (Takes.THING | Takes.QUOTE, frozenset({"on"})),
}
_IRREGULAR = {
    "say": "said",
    "tell": "told",
    "write": "wrote",
    "read": "read",
    "find": "found",
    "speak": "spoke",
    "put": "put",
    "think": "thought",
    "swear": "swore",
    "forecast": "forecast",
}
_DOUBLING = frozenset({"admit", "refer", "concur", "rebut", "commit"})
# Forms that are as often a noun or an adjective: they need a subject right before them.
_ALSO_NOUNS = listed(
    "claim report note call charge question promise comment remark demand answer state tweet post "
    "text estimate joke stress signal pledge vow blame praise repeat chant forecast brand label "
    "volunteer blast voice detail outline express mention protest echo counter reason complaint email "
    "hope fear worry doubt suspect blog muse plead ask counter snap address thank"
)
NOUNS = listed(
    "claim claims assertion allegation allegations accusation accusations suggestion contention "
    "argument statement warning prediction promise pledge vow denial admission remark remarks "
    "declaration announcement"
)


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting word in a sentence: tokens ``first`` up to, not including, ``last``."""

    first: int
    last: int
    form: Form
    takes: Takes
    lemma: str
    passive: bool = False


def _is_short(verb: str) -> bool:
    """Tell whether a verb is one syllable that ends in one vowel and one consonant: it doubles the last letter."""
    vowels = [letter in "aeiou" for letter in verb]
    return len(verb) > 2 and vowels[-3:] == [False, True, False] and sum(vowels) == 1 and verb[-1] not in "wxy"


def inflections(verb: str) -> dict[str, Form]:
    """Return the forms of an English verb by rule (and a few irregular pasts): form to what it is."""
    ends_in_y = verb.endswith("y") and verb[-2] not in "aeiou"
    stem = verb + verb[-1] if _is_short(verb) or verb in _DOUBLING else verb
    dropped = verb[:-1] if verb.endswith("e") else stem
    present = verb[:-1] + "ies" if ends_in_y else verb + ("es" if verb.endswith(("s", "sh", "ch", "x")) else "s")
    past = verb[:-1] + "ied" if ends_in_y else dropped + "ed"
    forms = {verb: Form.BASE, present: Form.PRESENT, dropped + "ing": Form.PARTICIPLE}
    return forms | {_IRREGULAR.get(verb, past): Form.PAST}


def _lexicon() -> dict[str, tuple[str, Form]]:
    lemmas = [lemma for _, group in _VERBS for lemma in group.split()] + list(_WITH_PARTICLE)
    return {form: (lemma, kind) for lemma in lemmas for form, kind in inflections(lemma).items()}


TAKES = {lemma: takes for takes, group in reversed(_VERBS) for lemma in group.split()}
# Verbs that are as often about something else: they report only if a clause, "that" or a quotation follows.
LOOSE = listed(
    "add write report post read continue conclude maintain repeat answer text email blog testify recount volunteer "
    "respond reply state signal protest counter echo recite profess announce agree disagree indicate "
    "believe think hope fear expect worry suspect doubt"
)
_BEFORE_NOUN = {"the", "a", "an"} | words.PREPOSITIONS - {"by", "in", "for"}
_BEFORE_ADJECTIVE = listed("a an the this these those his her their its our my your every no")
_SHOWING = frozenset({"show", "find"})
_STUDIES = listed(
    "poll polls survey surveys study studies data report reports research records analysis results figures documents "
    "review investigation researchers"
)
FORMS = _lexicon()
FORMS["written"] = ("write", Form.PAST)


def cues_in(sentence: Sentence) -> list[Cue]:
    """Find all reporting words of a sentence that stand as such, in order; negated ones are none."""
    found: list[Cue] = []
    titled = _is_title(sentence)
    for index, token in enumerate(sentence):
        if token.run is not None or (token.is_capital and index and not titled and token.lower != "according"):
            continue  # within a sentence a capital makes it a name: "the United States"
        if token.lower == "according" and index + 1 < len(sentence) and sentence[index + 1].lower == "to":
            found.append(Cue(index, index + 2, Form.PHRASE, SPEECH, "according"))
        elif token.lower in FORMS:
            cue = _verb_cue(sentence, index)
            if cue is not None:
                found.append(cue)
        if token.lower in NOUNS and _is_noun_cue(sentence, index):
            found.append(Cue(index, index + 1, Form.NOUN, SPEECH, token.lower))
    return found


def _study_before(sentence: Sentence, first: int) -> bool:
    """Tell whether a poll or a study is what "found" or "shows" something: only then it is said."""
    return any(token.lower in _STUDIES for token in sentence[max(0, first - 8) : first])


def _is_title(sentence: Sentence) -> bool:
    """Tell whether nearly all words have a capital, as in a headline."""
    long = [token for token in sentence if token.is_word and len(token.text) > 3]
    last = next((token for token in reversed(sentence) if token.is_word), None)
    if last is not None and not last.is_capital and last.text[0].isalpha():
        return False
    return 5 * sum(token.is_capital for token in long) >= 4 * len(long)


def _is_noun_cue(sentence: Sentence, index: int) -> bool:
    """Tell whether a noun reports, as in "her claim that …": a possessor before the noun, "that" after it."""
    follows = index + 1 < len(sentence) and sentence[index + 1].lower == "that"
    owner = sentence[index - 1] if index else None
    return follows and owner is not None and (owner.possessive or owner.lower in {"his", "her", "their"})


def _verb_cue(sentence: Sentence, index: int) -> Cue | None:
    lemma, form = FORMS[sentence[index].lower]
    takes, last = _with_particle(sentence, index, lemma)
    if takes is None:
        return None
    first, helpers = _verb_group(sentence, index)
    if any(words.is_negated(helper) for helper in helpers) or helpers & words.MODALS:
        return None
    before = sentence[first - 1].lower if first else ""
    if form is Form.BASE and (helpers or before == "to") and not _goes_on(sentence, first):
        return None
    doubtful = lemma in _ALSO_NOUNS and form in {Form.BASE, Form.PRESENT}
    if doubtful and not _has_verbs_place(sentence, first, last, base=form is Form.BASE):
        return None
    if lemma in _SHOWING and not _study_before(sentence, first):
        return None
    if form is Form.PARTICIPLE and _is_progressive(sentence, first, helpers):
        form = Form.PRESENT
    passive = form is Form.PAST and bool(helpers & words.BE)
    if form is Form.PAST and not helpers and before in _BEFORE_ADJECTIVE | words.PREPOSITIONS - {"after"}:
        return None  # "the proposed law", "by accused spies"
    if form is Form.PARTICIPLE and before in _BEFORE_NOUN:
        return None
    return Cue(first, last, form, takes, lemma, passive)


def _is_progressive(sentence: Sentence, first: int, helpers: set[str]) -> bool:
    """Tell whether a participle is the verb of its clause: "is calling", "she's predicting"."""
    contracted = first > 0 and sentence[first - 1].lower.endswith(("’s", "'s", "’re", "'re", "’m", "'m"))
    return bool(helpers & words.BE) or (contracted and words.is_personal(sentence[first - 1].lower))


def _with_particle(sentence: Sentence, index: int, lemma: str) -> tuple[Takes | None, int]:
    after = sentence[index + 1].lower if index + 1 < len(sentence) else ""
    takes, particles = _WITH_PARTICLE.get(lemma, (Takes.QUOTE, frozenset[str]()))
    if after in particles:
        return takes, index + 2
    return TAKES.get(lemma), index + 1


def _verb_group(sentence: Sentence, index: int) -> tuple[int, set[str]]:
    """Return where the verb group begins (its first auxiliary, else the verb), and the words before the verb."""
    first, at, helpers = index, index - 1, set[str]()
    while at >= 0 and index - at <= 6 and sentence[at].is_word:
        word = sentence[at].lower
        contracted = word.endswith(("n't", "n’t"))
        if word in words.AUXILIARIES or contracted:
            first = at
        elif not (words.is_adverb(word) or words.is_negated(word)):
            break
        if not words.is_adverb(word):
            helpers.add(word)
        at -= 1
    return first, helpers


def _goes_on(sentence: Sentence, first: int) -> bool:
    """Tell whether an infinitive is what happened, as in "went on to say"."""
    at = first - 1
    if at < 1 or sentence[at].lower != "to":
        return False
    before = {token.lower for token in sentence[max(0, at - 2) : at]}
    return bool(before & {"on", "continued", "continues", "quick", "proceeded"}) and not before & words.MODALS


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
    if after.run is not None or after.lower == "that":
        return True
    plural = before.lower.endswith("s") and not before.lower.endswith("ss")
    return plural and base and after.lower in words.DETERMINERS | words.PERSONAL | {"there"}
