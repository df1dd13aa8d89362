"""The claims that are part of a record's claim now: with their addresses, which lead there, and their reviews."""

from collections.abc import Callable, Sequence

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from claims.merging import merge
from claims.models import Claim
from claims.records.ledger import Ledger
from claims.records.places import Loc
from claims.records.schema import MergedEntry, ReviewEntry


def settle_merged(
    kept: Claim,
    entries: Sequence[MergedEntry],
    loc: Loc,
    ledger: Ledger,
    review: Callable[[Claim, Sequence[ReviewEntry], Loc, str], None],
) -> list[Claim]:
    """Bring claims that were merged into ``kept`` into the database and merge them again; give those made.

    One whose address is taken is there already and stays as it is. ``review`` adds reviews to a claim. Raises
    ``RecordError`` where they can't be merged.
    """
    made = []
    for n, entry in enumerate(entries):
        place = (*loc, "merged", n)
        if Claim.objects.filter(slug=entry.slug).exists():
            continue
        claim = Claim(origin=Claim.Origin.RECORD, statement=entry.statement, slug=entry.slug)
        ledger.store(claim, place)
        review(claim, entry.reviews, place, entry.statement)
        reason = entry.reason or _("As the editorial record says.")
        try:
            merge(claim, into=kept, reason=reason)
        except ValidationError as error:
            raise ledger.error(place, error) from error
        if entry.published:  # it was public under its own address, which leads readers on
            Claim.objects.filter(pk=claim.pk).update(first_published_at=entry.published)
        made.append(claim)
    return made
