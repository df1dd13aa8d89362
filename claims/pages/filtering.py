"""Lists narrowed to what an address names, such as "?topic=bridges"."""

from typing import TypeVar

from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

Row = TypeVar("Row", bound=Model)


def named_in(request: HttpRequest, parameter: str, rows: QuerySet[Row]) -> Row | None:
    """Give the one of ``rows`` whose slug the address names, None where it names none.

    Raises ``Http404`` where there is no such row.
    """
    slug = request.GET.get(parameter, "")
    if not slug:
        return None
    row = rows.filter(slug=slug).first() if "\0" not in slug else None
    if row is None:
        raise Http404(_("There is no such list."))
    return row
