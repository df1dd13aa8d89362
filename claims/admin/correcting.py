"""What to tell an editor who changes what readers see: they may be owed a correction."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from claims import public
from claims.models import Assertion


def owed(claims: Iterable[int]) -> Iterator[str]:
    """Give a warning, with a link to a new correction, for each of ``claims`` (keys) that is public. One query."""
    for claim in public.claims().filter(pk__in=list(claims)).order_by("pk"):
        address = f"{reverse('admin:claims_correction_add')}?claim={claim.pk}"
        words = _("Readers see this change now, in the claim “%(claim)s”.") % {"claim": claim}
        yield format_html('{} <a href="{}">{}</a>', words, address, _("Add a correction"))


def ties_changed(formsets: Any) -> list[Assertion]:
    """Give the ties of confirmed quotations that a form added, changed or cut."""
    rows = [rows for rows in formsets if rows.model is Assertion]
    ties = [
        tie
        for row in rows
        for tie in (*row.new_objects, *row.deleted_objects, *(tie for tie, _ in row.changed_objects))
    ]
    return [tie for tie in ties if tie.quote.state == tie.quote.State.CONFIRMED]
