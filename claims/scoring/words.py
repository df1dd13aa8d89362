"""The fixed word lists of the protocol: scores are comparable only with these, whatever extraction itself knows."""

from claims.extraction.words import listed

# Words that tell nothing about who a source is.
EMPTY = listed(
    "a an the of for in on at by to and or with from his her their its our my your this that these those "
    "some many most s mr mrs ms dr sen rep gov president said"
)
PRONOUNS = listed("he she they it i we you him her them us me who which that his their its our my your one")
_VERBS_OF_SAYING = listed(
    "accuse acknowledge add admit allege announce answer argue ask assert blame blast boast call caution "
    "charge cite claim comment complain concede conclude confirm contend continue counter criticize declare "
    "deny describe dismiss emphasize estimate explain express insist joke lament mention note observe pledge "
    "point predict promise propose question quip read recall recount remark repeat reply report respond "
    "reveal say slam speak state stress suggest talk tell testify tweet urge vow warn write"
)
_IRREGULAR = {
    "read": "reads reading",
    "say": "says said saying",
    "speak": "speaks spoke spoken speaking",
    "tell": "tells told telling",
    "write": "writes wrote written writing",
}
_DOUBLED = {"admit": "admitted admitting", "quip": "quipped quipping", "slam": "slammed slamming"}


def _forms(verb: str) -> list[str]:
    if verb in _IRREGULAR:
        return [verb, *_IRREGULAR[verb].split()]
    consonant_y = verb.endswith("y") and verb[-2] not in "aeiou"
    hissing = verb.endswith(("s", "sh", "ch", "x"))
    without_y, without_e = verb.removesuffix("y"), verb.removesuffix("e")
    third = f"{without_y}ies" if consonant_y else f"{verb}es" if hissing else f"{verb}s"
    past = f"{without_y}ied" if consonant_y else f"{without_e}ed"
    return [verb, third, past, f"{without_e}ing", *_DOUBLED.get(verb, "").split()]


SAYING = frozenset(form for verb in _VERBS_OF_SAYING for form in _forms(verb)) | {"according"}
