"""The verbs that tie a quotation to claims, and the statement proposed for a new one."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from claims.models import Assertion, Claim, Quote
from claims.twins import ask_first, same_statement

LONGEST = 1000  # characters of a statement
_MARKS = '"“”„‟«»'
GAP = " … "  # between two passages
_VERB = re.compile(
    r"\b(?:am|is|are|was|were|be|been|has|have|had|do|does|did|will|would|shall|should|can|could|may|might|must|cannot)\b"
    r"|\b(?:it|he|she|that|there|who|what)['’]s\b|\w['’](?:re|ve|ll|d|m)\b|n['’]t\b|(?<![-\w])(?-i:[a-z]{3,}ed)\b",
    re.IGNORECASE,
)
_CONNECTIVES = re.compile(r"^(?:that|how|whether|because)\s+", re.IGNORECASE)


def statement_of(said: str) -> str:
    """Propose the statement of a claim: what was ``said``, as one sentence without quotation marks.

    Only what is sure to be right is done: an editor reads it, and mends it, before it is stored. Where some of its
    passages are whole sentences and others are not, the whole ones are taken.
    """
    passages = said.split(GAP)
    said = GAP.join([passage for passage in passages if _is_whole(passage)] or passages)
    words = " ".join("".join(letter for letter in said if letter not in _MARKS).split())
    words = words.strip(" ‘’'—–-")
    words = _CONNECTIVES.sub("", words).rstrip(" ,;:—–-")
    if words and words[-1] not in ".!?…":
        words += "."
    return (words[:1].upper() + words[1:])[:LONGEST]


def _is_whole(passage: str) -> bool:
    """Tell whether a passage is a sentence for sure: all in marks, from a capital letter to a full stop."""
    return re.fullmatch(rf"[{_MARKS}]\s*[^\W\d_][^{_MARKS}]*[.!?]\s*[{_MARKS}]", passage) is not None and (
        passage[1:].lstrip()[0].isupper()
    )


def lacks_a_verb(statement: str) -> bool:
    """Tell whether nothing in a proposed statement is a verb for sure: then an editor is asked to look twice.

    What somebody is accused of ("the cold-blooded murder of guards") is no sentence, and the words the article puts
    around it are its own. Telling every verb takes a parser, which no web process loads; so this may be wrong.
    """
    return _VERB.search(statement) is None


def new_claim(statement: str, another: str = "") -> Claim:
    """Write a claim down as a draft. Raises ``TwinError`` where one says it that ``another`` doesn't name."""
    claim = Claim(statement=" ".join(statement.split()))
    if not claim.statement:
        raise ValidationError(_("A claim needs a statement: one neutral sentence that can be true or false."))
    claim.full_clean(exclude=["slug"])
    ask_first(same_statement(claim.statement), another)
    claim.save()
    return claim


def tie(quote: Quote, claim: Claim, stance: str) -> None:
    """Tie a quotation to a claim. Raises ``ValidationError`` where it is tied to it already."""
    assertion = Assertion(quote=quote, claim=claim, stance=stance)
    assertion.full_clean()
    assertion.save()


def set_stance(assertion: Assertion, stance: str) -> None:
    """Say how a quotation stands to its claim."""
    assertion.stance = stance
    assertion.full_clean()
    assertion.save()
