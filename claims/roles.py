"""Who may do what: the groups that migrations made, with their permissions.

``docs/editors.md`` tells the same to editors; what else the state of a thing has to say stands in
``claims.admin.permitted``. A change here needs a migration that brings the groups along; a test compares them.
"""

from collections.abc import Mapping

from django.db.models import Q
from django.utils.translation import pgettext_lazy

from claims.models import Assertion, Claim, Quote

ARTICLES = ("actor", "actorname", "article", "byline", "paragraph", "revision", "section")
CLAIMS = (
    *("assertion", "claim", "claimsubject", "claimtopic", "correction", "evidence", "passage", "quote", "rating"),
    *("relay", "relayactor", "reply", "review", "topic"),
)


def _to(deeds: str, *models: str) -> set[str]:
    """Give permissions: what to do (``"add change"``) to which models."""
    return {f"{_app(model)}.{deed}_{model}" for model in models for deed in deeds.split()}


def _app(model: str) -> str:
    if model in ("user", "group"):
        return "auth"
    return "articles" if model in ARTICLES else "claims"


SEE = _to("view", *ARTICLES, *CLAIMS)
REPORT = {
    *_to("add change", "actor", "article", "byline", "quote", "topic"),
    *_to("add change delete", "actorname", "passage", "relay", "relayactor"),
    *_to("add change write submit", "claim"),
    *_to("add change delete", "assertion", "claimsubject", "claimtopic"),
}
CHECK = {
    *_to("change rate", "claim"),
    *_to("add", "review"),
    *_to("add change delete", "evidence", "reply"),
}
EDIT = {
    *_to("confirm delete", "quote"),
    *_to("publish sign_off correct withdraw merge delete", "claim"),
    *_to("merge delete", "actor"),
    *_to("delete", "article", "revision", "byline", "topic"),
    *_to("add change", "correction"),
}
ADMINISTER = _to("view add change delete", "user", "group")

TO_WRITE = {
    Claim.Status.DRAFT.value: "claims.write_claim",
    Claim.Status.PUBLISHED.value: "claims.correct_claim",
}

ROLES: Mapping[str, frozenset[str]] = {
    "reporter": frozenset(SEE | REPORT),
    "fact-checker": frozenset(SEE | CHECK),
    "editor": frozenset(SEE | REPORT | CHECK | EDIT),
    "administrator": frozenset(SEE | REPORT | CHECK | EDIT | ADMINISTER),
}

# Marked for translation in the context that ``newsroom.accounts`` looks them up in.
IN_WORDS = {
    "reporter": pgettext_lazy("group of users", "reporter"),
    "fact-checker": pgettext_lazy("group of users", "fact-checker"),
    "editor": pgettext_lazy("group of users", "editor"),
    "administrator": pgettext_lazy("group of users", "administrator"),
}


def is_handed_on(quote: Quote) -> bool:
    """Tell whether a quotation belongs to a claim that an editor has in hand or let pass: in review, or scheduled."""
    handed_on = Q(claim__status=Claim.Status.IN_REVIEW) | Q(claim__publish_at__isnull=False)
    return Assertion.objects.filter(handed_on, quote=quote).exists()


def to_write(claim: Claim) -> str:
    """Return the permission that it takes to change a claim's words and its ties, in its present state.

    What is scheduled was let pass by an editor, like what was handed on.
    """
    if claim.publish_at is not None:
        return "claims.publish_claim"
    return TO_WRITE.get(claim.status, "claims.publish_claim")
