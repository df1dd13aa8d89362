"""Small closed classes of English words, all in lower case: what a noun phrase or a clause can't cross."""


def listed(text: str) -> frozenset[str]:
    """Return a set of words from a text of them with spaces between."""
    return frozenset(text.split())


PERSONAL = listed("he she they i we you it")
RELATIVE = frozenset({"who", "which"})
DETERMINERS = listed(
    "a an the this that these those his her their its our my your some any many most several few all "
    "both another other one two three four five six seven eight nine ten no each every"
)
PREPOSITIONS = listed(
    "in on at by for from with to of about during after before since until under over against between "
    "among through into without within despite like via near amid toward towards outside inside "
    "across behind beyond per upon regarding following throughout alongside around"
)
SUBORDINATORS = listed(
    "that as because while when whenever if although though where whether how why what than so unless "
    "until once whereas lest whose whom"
)
CONJUNCTIONS = listed("and but or nor yet then")
BE = listed("is are was were be been being isn't aren't wasn't weren't am")
HAVE = frozenset({"has", "have", "had", "having"})
DO = frozenset({"do", "does", "did"})
MODALS = listed("will would can could may might must shall should cannot ought")
AUXILIARIES = BE | HAVE | DO | MODALS
NEGATIONS = listed("not never neither nobody without hardly nor")
CONTRACTED_SUBJECTS = ("'s", "’s", "'re", "’re", "'ll", "’ll", "'d", "’d", "'ve", "’ve", "'m", "’m")
ADVERBS = listed(
    "also then later first again once now still even just often once twice always ever recently "
    "already previously instead further too soon simply only else however meanwhile today yesterday "
    "tonight early earlier quickly long since ago therefore thus rather perhaps maybe almost alone "
    "together"
)
_NO_ADVERBS = listed("family rally reply tally assembly supply bully anomaly monopoly")
WEEKDAYS = listed("monday tuesday wednesday thursday friday saturday sunday")
MONTHS = listed(
    "january february march april may june july august september october november december jan. feb. "
    "mar. apr. jun. jul. aug. sep. sept. oct. nov. dec."
)
TIMES = WEEKDAYS | {"today", "yesterday", "tonight", "tomorrow", "morning", "afternoon", "evening", "night"}
QUESTION_WORDS = listed("whether if how why what who where when which")
# Ordinary words that often open a sentence with a capital, beside the classes above.
OPENERS = listed(
    "there here such more less much very well yes no oh not now asked according despite given based "
    "speaking rather perhaps maybe indeed nevertheless nonetheless moreover furthermore additionally "
    "finally earlier later recently currently still thus therefore hence let look people everyone "
    "everybody nobody someone"
)


def is_personal(word: str) -> bool:
    """Tell whether a lower-case word is a pronoun that can be a subject, also with its verb: "she", "she's"."""
    return word in PERSONAL or (word.endswith(CONTRACTED_SUBJECTS) and word.replace("’", "'").split("'")[0] in PERSONAL)


def is_negated(word: str) -> bool:
    """Tell whether a lower-case word negates its verb: "not", "never", "didn't", "cannot"."""
    return word in NEGATIONS or word == "cannot" or word.endswith(("n't", "n’t"))


def is_adverb(word: str) -> bool:
    """Tell whether a lower-case word is most likely an adverb."""
    return word in ADVERBS or (len(word) > 4 and word.endswith("ly") and word not in _NO_ADVERBS)


def looks_finite(word: str) -> bool:
    """Tell whether a lower-case word can be the verb of a clause; a guess from its form."""
    if word in AUXILIARIES or word.endswith(("n't", "n’t")):
        return True
    return (word.endswith("ed") and len(word) > 4) or word in IRREGULAR_PASTS


# Common verbs whose past shows no -ed.
IRREGULAR_PASTS = listed(
    "went came got took made gave found knew thought felt kept left lost met paid put ran saw sat "
    "sold sent spoke spent stood won wrote began became brought built bought chose drew drove fell "
    "flew fought grew held led rose sang shook shot taught threw understood wore seemed meant"
)
