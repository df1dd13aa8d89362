"""Claims and actors that a new one would repeat: shown first; it is stored when somebody says that it is another.

A statement repeats another that is equal word for word; spaces, case and the stop at its end don't matter. A name
repeats each way in which somebody is written. What only looks alike is ``claims.likeness``.
"""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import Count, Value
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.models import Actor
from claims.models import Claim, NotSame
from newsroom.text_functions import SearchKey

STOPS = ".!…"


class TwinError(ValidationError):
    """Nothing was stored, for this is there already: the editor is asked whether it is another."""


def same_statement(statement: str, *, besides: Claim | None = None) -> list[Claim]:
    """Return the claims of any status that say just this; a merged one counts as the one it is now. Two queries.

    In a transaction whoever asks for the same words at once waits, and finds what was stored first. Those told apart
    from ``besides``, whose statement it is, are left out.
    """
    folded = _folded(statement)
    if not folded:
        return []
    _one_at_a_time(f"claim {folded}")
    keys = [SearchKey(Value(folded + stop)) for stop in ("", *STOPS)]
    alike = Claim.objects.alias(key=SearchKey("statement")).filter(key__in=keys).select_related("merged_into")
    now = [claim.merged_into or claim for claim in alike.order_by("pk") if _folded(claim.statement) == folded]
    left = _told_apart(besides) if besides is not None and besides.pk else set()
    return list({claim.pk: claim for claim in now if claim.pk not in left}.values())


def same_name(name: str, *, besides: Actor | None = None) -> list[Any]:
    """Return the standing actors that are written so, each with how many quotations it has (``told``). Two queries."""
    if not name.strip():
        return []
    _one_at_a_time(f"actor {name.casefold()}")
    named = Actor.objects.named(name).values("pk")
    others = Actor.objects.standing().filter(pk__in=named)
    if besides is not None and besides.pk:
        others = others.exclude(pk=besides.pk)
    return list(others.annotate(told=Count("quotes")).order_by("pk"))


def ask_first(twins: Sequence[Any], seen: str) -> None:
    """Raise ``TwinError`` where there are twins, unless ``seen`` says that these very ones were shown."""
    if twins and seen != seen_of(twins):
        raise TwinError(in_words(twins))


def seen_of(twins: Sequence[Any]) -> str:
    """Return what is sent along by who was shown these and says that it is another; empty where there are none."""
    return ",".join(str(twin.pk) for twin in twins)


def in_words(twins: Sequence[Any]) -> str:
    """Say what is there already."""
    if isinstance(twins[0], Claim):
        words = _("Nothing was stored, for a claim says this already: %s. If yours is another, say so.")
    else:
        words = _("Nothing was stored, for somebody is called this already: %s. If yours is another, say so.")
    return words % "; ".join(map(described, twins))


def described(twin: Any) -> str:  # noqa: ANN401 - a claim, or an actor with ``told``
    """Tell one of them: a claim by its status, an actor by kind, description and how much is quoted."""
    if isinstance(twin, Claim):
        return f"“{twin.statement}” ({twin.get_status_display()})"
    quoted = ngettext("%d quotation", "%d quotations", twin.told) % twin.told
    about = [twin.get_kind_display(), *([twin.description] if twin.description else []), quoted]
    return f"{twin.name} ({', '.join(about)})"


def _folded(statement: str) -> str:
    return " ".join(statement.casefold().split()).rstrip(f"{STOPS} ")


def _told_apart(claim: Claim) -> set[int]:
    now = claim.merged_into_id or claim.pk
    pairs = NotSame.objects.of(claim).values_list("one", "other")
    return {now, claim.pk, *(key for pair in pairs for key in pair)}


def _one_at_a_time(what: str) -> None:
    """Let nobody else ask for the same until this transaction ends: two who save at once would not find each other."""
    if connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [what])
