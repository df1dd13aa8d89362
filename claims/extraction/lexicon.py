"""The reporting words themselves: verbs, nouns and particles, inflected by rule, and what each may take."""

from enum import Enum, Flag, auto

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
    (SPEECH, "say add write argue insist assert state contend remark observe comment"),
    (SPEECH, "reply respond answer continue conclude recall retweet post maintain testify"),
    (SPEECH, "joke quip complain boast brag read shout yell scream chant exclaim interject wonder counter"),
    (SPEECH, "retort muse opine speculate elaborate clarify email underscore signal proclaim reason rejoin muse"),
    (SPEECH, "rule hint imply indicate sniff snap fume thunder plead crow deadpan marvel gush agree disagree concur"),
    (Takes.INFINITIVE, "offer"),
    (SPEECH, "attest certify profess blog text volunteer protest echo recite intone posit theorize"),
    (SPEECH | Takes.THING, "acknowledge admit concede confirm allege announce reveal suggest disclose stress"),
    (SPEECH | Takes.THING, "charge recommend report repeat recount reiterate explain note tweet declare"),
    (SPEECH | Takes.THING, "emphasize emphasise predict lament estimate affirm decry bemoan mention forecast deny"),
    (SPEECH | Takes.THING | Takes.INFINITIVE, "promise pledge vow propose demand threaten swear claim"),
    (SPEECH | Takes.THING | Takes.INFINITIVE | Takes.HEARER, "ask urge warn caution"),
    (SPEECH | Takes.HEARER | Takes.INFINITIVE, "tell"),
    (SPEECH | Takes.HEARER, "remind assure inform advise notify"),
    (Takes.THING | Takes.QUOTE, "accuse blame denounce condemn criticize criticise call describe praise defend"),
    (Takes.THING | Takes.QUOTE, "dismiss reject question mock slam blast hail tout lambaste assail deride ridicule"),
    (Takes.THING | Takes.QUOTE, "rebuke chide brand label characterize characterise portray liken deplore cite"),
    (Takes.THING | Takes.QUOTE, "thank refute rebut dispute decry berate scold disavow laud applaud express voice"),
    (Takes.THING | Takes.QUOTE, "outline detail endorse discuss encourage dub pronounce"),
    (SPEECH | Takes.THING, "show find"),
    (Takes.CLAUSE, "believe think hope fear expect worry suspect doubt"),
)
# What a verb needs beside it before it reports anything: "called for", "pointed out".
WITH_PARTICLE: dict[str, tuple[Takes, frozenset[str]]] = {
    "point": (SPEECH | Takes.THING, frozenset({"out", "to"})),
    "call": (Takes.THING | Takes.QUOTE | Takes.INFINITIVE, frozenset({"for", "on", "upon"})),
    "refer": (Takes.THING | Takes.QUOTE, frozenset({"to"})),
    "allude": (Takes.THING | Takes.QUOTE, frozenset({"to"})),
    "speak": (Takes.THING | Takes.QUOTE, frozenset({"of", "about", "against", "out"})),
    "talk": (Takes.THING | Takes.QUOTE, frozenset({"about", "of"})),
    "ask": (Takes.THING | Takes.QUOTE, frozenset({"for", "about"})),
    "write": (Takes.THING | Takes.QUOTE, frozenset({"about", "of"})),
    "tweet": (Takes.THING | Takes.QUOTE, frozenset({"about"})),
    "caution": (Takes.THING | Takes.QUOTE, frozenset({"against", "about"})),
    "argue": (Takes.THING | Takes.QUOTE, frozenset({"for", "against"})),
    "testify": (Takes.THING | Takes.QUOTE, frozenset({"about"})),
    "complain": (Takes.THING | Takes.QUOTE, frozenset({"about", "of"})),
    "boast": (Takes.THING | Takes.QUOTE, frozenset({"about", "of"})),
    "joke": (Takes.THING | Takes.QUOTE, frozenset({"about"})),
    "warn": (Takes.THING | Takes.QUOTE, frozenset({"about", "of", "against"})),
    "apologize": (Takes.THING | Takes.QUOTE, frozenset({"for"})),
    "apologise": (Takes.THING | Takes.QUOTE, frozenset({"for"})),
    "put": (SPEECH, frozenset({"it"})),
    "rule": (Takes.THING | Takes.QUOTE, frozenset({"out"})),
    "shoot": (SPEECH, frozenset({"back"})),
    "fire": (SPEECH, frozenset({"back"})),
    "raise": (Takes.THING | Takes.QUOTE, frozenset({"questions", "concerns", "doubts", "objections"})),
    "make": (SPEECH, frozenset({"clear"})),
    "lash": (Takes.THING | Takes.QUOTE, frozenset({"out"})),
    "rail": (Takes.THING | Takes.QUOTE, frozenset({"against"})),
    "hint": (Takes.THING | Takes.QUOTE, frozenset({"at"})),
    "insist": (Takes.THING | Takes.QUOTE, frozenset({"on"})),
    "respond": (Takes.THING | Takes.QUOTE, frozenset({"to"})),
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
    "shoot": "shot",
    "make": "made",
    "think": "thought",
    "swear": "swore",
    "forecast": "forecast",
}
_DOUBLING = frozenset({"admit", "refer", "concur", "rebut", "commit", "quip"})
# Forms that are as often a noun or an adjective: they need a subject right before them.
ALSO_NOUNS = listed(
    "claim report note call charge question promise comment remark demand answer state tweet post "
    "text estimate joke stress signal pledge vow blame praise repeat chant forecast brand label "
    "rule volunteer blast voice detail outline express mention protest echo counter reason complaint email "
    "hope fear worry doubt suspect blog muse plead ask counter snap address thank"
)
NOUNS = listed(
    "claim claims assertion allegation allegations accusation accusations suggestion contention "
    "argument statement warning prediction promise pledge vow denial admission remark remarks "
    "declaration announcement"
)
HEARSAY = listed("reports rumor rumors rumour rumours complaints suggestions warnings")  # whoever it is that says so
NOUNS_TO_DO = listed(
    "promise promises pledge pledges vow vows call calls threat threats proposal proposals demand demands"
)
NOUNS_ABOUT = {
    **dict.fromkeys(listed("criticism criticisms denunciation condemnation description praise"), frozenset({"of"})),
    **dict.fromkeys(listed("comments remarks statements complaints questions"), frozenset({"about", "on"})),
    **dict.fromkeys(
        listed("promise promises pledges claim warning warnings accusations allegations"), frozenset({"of"})
    ),
    "claims": frozenset({"about", "on", "of"}),
    **dict.fromkeys(listed("calls call demand demands"), frozenset({"for"})),
}
UNOWNED = NOUNS | HEARSAY  # with "that" they report though nobody owns them: "claims that the dam leaks"
REPORTING_NOUNS = UNOWNED | NOUNS_TO_DO | NOUNS_ABOUT.keys()


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
    lemmas = [lemma for _, group in _VERBS for lemma in group.split()] + list(WITH_PARTICLE)
    return {form: (lemma, kind) for lemma in lemmas for form, kind in inflections(lemma).items()}


TAKES = {lemma: takes for takes, group in reversed(_VERBS) for lemma in group.split()}
# Verbs that are as often about something else: they report only if a clause, "that" or a quotation follows.
LOOSE = listed(
    "rule add write report post read continue conclude maintain repeat answer text email blog testify recount "
    "volunteer respond reply state signal protest counter echo recite profess announce agree disagree indicate "
    "believe think hope fear expect worry suspect doubt"
)
FORMS = _lexicon()
FORMS["written"] = ("write", Form.PAST)
