"""What an address asks of a list ("?topic=bridges&topic=roads"), and the one address that asks the same."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, QueryDict
from django.utils.http import urlencode
from django.utils.translation import gettext as _

Row = TypeVar("Row", bound=Model)
MOST_VALUES = 20  # of one parameter


def values_of(asked: QueryDict, parameter: str) -> list[str]:
    """Give the values of a parameter, each once, in order of the alphabet. Raises ``Http404`` where they are too many.

    So two addresses that ask for the same in another order ask for one list.
    """
    values = sorted({value for value in asked.getlist(parameter) if value})
    if len(values) > MOST_VALUES or any("\0" in value for value in values):
        raise no_such_list()
    return values


def named_in(request: HttpRequest, parameter: str, rows: QuerySet[Row]) -> Row | None:
    """Give the one of ``rows`` whose slug the address names, None where it names none.

    Raises ``Http404`` where there is no such row.
    """
    slug = request.GET.get(parameter, "")
    return all_named([slug], rows)[0] if slug else None


def all_named(slugs: Sequence[str], rows: QuerySet[Row]) -> list[Row]:
    """Give the ``rows`` with these slugs, in their order. One query. Raises ``Http404`` where there is no such row."""
    if any("\0" in slug for slug in slugs):
        raise no_such_list()
    found = {getattr(row, "slug", ""): row for row in rows.filter(slug__in=slugs)}
    if not found.keys() >= set(slugs):
        raise no_such_list()
    return [found[slug] for slug in slugs]


def no_such_list() -> Http404:
    """Give the answer to an address that names something that isn't public, or isn't at all."""
    return Http404(_("There is no such list."))


def kept(asked: QueryDict, parameters: Sequence[str]) -> dict[str, list[str]]:
    """Give what an address asks by ``parameters``, in their order, each value once."""
    values = {name: sorted({value for value in asked.getlist(name) if value}) for name in parameters}
    return {name: given for name, given in values.items() if given}


def address(path: str, asked: Mapping[str, Sequence[str]]) -> str:
    """Write the address that asks for ``asked``."""
    return f"{path}?{urlencode(asked, doseq=True)}" if asked else path
