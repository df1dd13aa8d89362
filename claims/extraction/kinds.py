"""What kind of actor a name or a noun phrase stands for, told by general words in it, never by known names."""

import re

from articles.vocabulary import ActorKind
from claims.extraction.words import listed

_OUTLET = listed(
    "times post news journal herald tribune gazette guardian magazine newspaper press radio tv "
    "television daily chronicle observer globe telegraph courier dispatch bulletin media broadcasting "
    "newswire network review monitor register examiner broadcaster website blog"
)
_FORCE = listed("army navy forces force military marines guard troops militia brigade battalion rebels command corps")
_GOVERNMENT = listed(
    "government ministry administration congress senate house parliament cabinet kremlin court "
    "department embassy council state treasury commission regime agency bureau police authorities "
    "city county"
)
_ORGANISATION = listed(
    "committee party university college institute center centre association union bank company inc. "
    "corp. ltd. co. campaign foundation federation league club church group school society "
    "organization organisation coalition alliance board hospital museum network fund project pac firm "
    "think-tank caucus conference office team"
)
_UNNAMED = listed(
    "source sources official officials report reports aide aides diplomat diplomats insider insiders "
    "adviser advisers advisor advisors person people spokesman spokeswoman spokesperson document "
    "documents poll polls survey study witness witnesses statement analyst analysts expert experts "
    "observer observers investigators"
)
_TITLE_WORDS = (
    "president minister secretary senator sen. congressman congresswoman representative rep. governor gov. general "
    "gen. admiral adm. colonel col. captain capt. lieutenant lt. major maj. sergeant sgt. commander mr. mrs. ms. dr. "
    "miss sir lady lord dame king queen prince princess pope bishop archbishop cardinal rabbi imam sheikh rev. "
    "reverend father chancellor premier ambassador mayor sheriff judge justice professor prof. chairman chairwoman "
    "chair director chief leader candidate nominee speaker attorney lawyer spokesman spokeswoman spokesperson "
    "manager strategist adviser advisor coach officer deputy executive editor reporter correspondent host columnist "
    "analyst economist author activist actor actress singer businessman businesswoman billionaire mogul aide "
    "commissioner councilman councilwoman delegate envoy foreman founder historian inspector prosecutor pollster "
    "republican democrat vice-president ceo sens. reps. messrs. pres. hon."
)
TITLES = frozenset(_TITLE_WORDS.split())
# Who may stand behind a name that tells whose people they are: "a White House adviser", "two Clinton aides".
PEOPLE = listed(
    "adviser advisers advisor advisors aide aides official officials spokesman spokeswoman spokesperson spokesmen "
    "source sources supporter supporters voter voters strategist strategists staffer staffers lawmaker lawmakers "
    "analyst analysts expert experts diplomat diplomats ally allies donor donors operative operatives insider insiders"
)
_CAMEL = re.compile(r"^(?!Mc|Mac|De|Di|Du|La|Le|Van|Von|Fitz|O[’'])[A-Z][a-z]+[A-Z][A-Za-z]+$")
ORGANISATION_WORDS = (_OUTLET | _FORCE | _GOVERNMENT | _ORGANISATION) - {"state", "review", "city"}


def kind_of_name(name: str, *, titled: bool, place: bool) -> ActorKind:
    """Return the kind of a proper name. ``titled``: seen after a title; ``place``: seen as where something happens."""
    parts = name.split()
    lower = [part.lower().removesuffix("'s").removesuffix("’s") for part in parts]
    by_word = _by_word(lower)
    if by_word is not None and not titled:
        return by_word
    if len(parts) == 1 and _CAMEL.match(name):
        return ActorKind.MEDIA_OUTLET  # one word with a capital inside: a brand, and brands that speak mostly publish
    if place:
        return ActorKind.GOVERNMENT
    if len(parts) == 1 and name.isupper() and len(name) > 1 and not titled:
        return ActorKind.ORGANISATION
    if len(parts) == 1 and name.endswith("s") and len(name) > 5 and name[-2] in "nt" and not titled:
        return ActorKind.GROUP  # Republicans, Democrats, Cubans, Protestants
    return ActorKind.PERSON


def _by_word(lower: list[str]) -> ActorKind | None:
    """Return the kind that a general word in a name tells; the last such word counts."""
    for word in reversed(lower):
        for kind, known in (
            (ActorKind.MEDIA_OUTLET, _OUTLET),
            (ActorKind.ARMED_FORCE, _FORCE),
            (ActorKind.GOVERNMENT, _GOVERNMENT),
            (ActorKind.ORGANISATION, _ORGANISATION),
        ):
            if word in known:
                return kind
    return None


def kind_of_phrase(head: list[str]) -> ActorKind:
    """Return the kind of a speaker without a name; ``head``: its words in lower case up to the first preposition."""
    last = head[-1] if head else ""
    if last in _UNNAMED:
        return ActorKind.UNNAMED
    known = _by_word([last])
    if known is not None:
        return known
    return ActorKind.GROUP if last.endswith("s") and not last.endswith("ss") else ActorKind.UNNAMED
