"""Who wrote the article: lines such as "By NAME", "By NAME and NAME", "By NAME, Agency"."""

import re

from articles.reading.outlets import is_affiliation, is_outlet

_BY = re.compile(
    r"(?:(?:written|reported|story|text|words|analysis|opinion)\s)?by(?::\s?|\s)(?P<names>.+)", re.IGNORECASE
)
_BETWEEN_NAMES = re.compile(r",\s*(?:and\s)?|\sand\s|\s&\s|\swith\s|\s?/\s?|\s?;\s?", re.IGNORECASE)
_CONTACT = re.compile(r"\s*(?:[(<\[][^)>\]]*[)>\]]|\S+@\S+|@\S+)$")
_WHERE = re.compile(r"\s(?:in|for|of|at|from)\s(?=[A-Z])")
_FULL_STOP = re.compile(r"(?<=\w{4})\.$")  # "Jr." keeps its own
_PARTICLE = re.compile(
    r"de|del|della|da|das|do|dos|du|di|la|le|las|los|van|von|der|den|ter|ten|bin|bint|ibn|al|el|y|e",
    re.IGNORECASE,
)
_CAPITALISED = re.compile(r"(?:[^\W\d_]|[-.'’])+")
_LONGEST = 150


def read_byline(text: str) -> tuple[str, ...] | None:
    """Return the names after "By", as written and in order; None when the text is no byline.

    Where a person works, what they are and where they were is left out. An outlet counts only where no person
    is named ("By The Associated Press").
    """
    match = _BY.fullmatch(text) if len(text) <= _LONGEST else None
    return read_names(match["names"]) if match else None


def read_names(text: str) -> tuple[str, ...] | None:
    """Return the names in a list of names; None when anything else stands in it."""
    parts = [
        _WHERE.split(_CONTACT.sub("", part.strip()))[0].strip()
        for part in _BETWEEN_NAMES.split(_FULL_STOP.sub("", text))
    ]
    parts = [part for part in parts if part]
    people = [part for part in parts if is_person(part)]
    others = [part for part in parts if part not in people]
    if people and parts[0] == people[0] and all(_is_capitalised(part) and is_affiliation(part) for part in others):
        return tuple(people)
    if len(parts) == 1 and _is_capitalised(parts[0]) and is_outlet(parts[0]):
        return (parts[0],)
    return None


def is_person(name: str) -> bool:
    """Whether the text is written as a person's name: two to six words, capitals but for "de" or "van"."""
    words = name.split()
    if not 2 <= len(words) <= 6 or is_outlet(name) or is_affiliation(name):
        return False
    return words[0][0].isupper() and all(
        _CAPITALISED.fullmatch(word) and (word[0].isupper() or _PARTICLE.fullmatch(word)) for word in words
    )


def _is_capitalised(text: str) -> bool:
    return not any(word[0].islower() and word != "the" and not _PARTICLE.fullmatch(word) for word in text.split())
