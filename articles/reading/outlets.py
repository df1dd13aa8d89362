"""Words by which a name is known to be a news outlet's or a desk's, not a person's."""

import re

_OUTLET_WORD = re.compile(
    r"news|newspaper|times|post|press|herald|tribune|gazette|journal|guardian|telegraph|chronicle|observer|agency"
    r"|broadcasting|radio|television|tv|media|daily|weekly|today|magazine|review|network|wire|headlines|dispatch"
    r"|examiner|inquirer|globe|courier|reuters|bloomberg|jazeera|ap|afp|efe|upi|dpa|ansa|tass|bbc|cnn|npr|abc|cbs"
    r"|nbc|cnbc|pbs",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"staff|writers?|correspondents?|reporters?|editors?|columnist|contributors?|bureau|desk|newsroom|team"
    r"|photographer|analyst",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"the|el|la|le|der|die|al", re.IGNORECASE)
_ACRONYM = re.compile(r"[A-Z]{2,6}")
_DOMAIN = re.compile(r"(?:[a-z0-9-]+\.)+(?:com|org|net|info|news|tv|[a-z]{2})", re.IGNORECASE)
_LONGEST_NAME = 6  # words


def is_domain(name: str) -> bool:
    """Whether the name is a web site's ("example.com")."""
    return _DOMAIN.fullmatch(name) is not None


def is_outlet(name: str) -> bool:
    """Whether the name is an outlet's by its words ("Miami Herald", "BBC", "example.com")."""
    words = name.split()
    if not 0 < len(words) <= _LONGEST_NAME:
        return False
    return is_domain(name) or any(_OUTLET_WORD.fullmatch(word.strip(",.")) for word in words)


def is_affiliation(name: str) -> bool:
    """Whether the words after a person's name say where or what that person is: outlet, role, one word."""
    words = name.split()
    return (
        len(words) == 1
        or is_outlet(name)
        or _ACRONYM.fullmatch(name) is not None
        or _ARTICLE.fullmatch(words[0]) is not None
        or any(map(_ROLE.fullmatch, words))
    )
