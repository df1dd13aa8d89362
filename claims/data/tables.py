"""The lists as CSV (RFC 4180, UTF-8): all rows that the address asks for, sent as they are read.

A cell that a spreadsheet would take for a formula begins with an apostrophe. Excel takes a table for one in UTF-8 only
where it begins with a byte order mark, which other programs would take for part of the first column's name; and it
parts columns as its owner's country does. So it is asked for: "?excel=comma", or "semicolon".
"""

import csv
import io
from collections.abc import Iterator
from functools import reduce
from typing import Any, Literal, TypeVar, cast

from django.db.models import Model
from django.http import HttpRequest, StreamingHttpResponse
from ninja import Query, Schema
from pydantic import Field

from claims.data.api import READ, api
from claims.data.claim_rows import claim_rows
from claims.data.lists import WhichActors, WhichArticles, WhichClaims, WhichQuotations
from claims.data.series import ACTORS, ARTICLES, CLAIMS, CORRECTIONS, QUOTATIONS, WITHDRAWALS, Series
from claims.models.claim import ClaimQuerySet
from newsroom.paging import page_of

Row = TypeVar("Row", bound=Model)
Item = TypeVar("Item")
AT_ONCE = 500  # rows that are read and held at a time
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n")
CSV = "text/csv; charset=utf-8; header=present"
BYTE_ORDER_MARK = "\ufeff"
SEPARATORS = {"": ",", "comma": ",", "semicolon": ";"}
AS_TABLE = {"responses": {200: {"description": "A table", "content": {"text/csv": {"schema": {"type": "string"}}}}}}

# By column, where its value stands in the JSON of the same list.
CLAIM_COLUMNS = {
    "url": "url",
    "said_by": "said_by",
    "statement": "statement",
    "standing": "standing",
    "rating": "rating.slug",
    "rating_value": "rating.value",
    "rated_at": "rated_at",
    "rated_in_other_words": "rated_in_other_words",
    "stance_of_first_telling": "first_telling.stance",
    "speaker": "first_telling.speaker.name",
    "speaker_url": "first_telling.speaker.url",
    "article": "first_telling.article.headline",
    "article_url": "first_telling.article.url",
    "article_link": "first_telling.article.link",
    "publisher": "first_telling.article.publisher.name",
    "told_on": "first_telling.article.published_on",
    "said_where": "said_where",
    "times_asserted": "told.asserted",
    "in_articles": "told.in_articles",
    "times_denied_or_doubted": "told.denied_or_doubted",
    "published_at": "published_at",
    "language": "language",
    "claimant": "claimant.name",
    "claimant_url": "claimant.url",
}
QUOTATION_COLUMNS = {
    "url": "url",
    "speaker": "speaker.name",
    "speaker_url": "speaker.url",
    "text": "text",
    "kind": "kind",
    "source_as_written": "source_as_written",
    "cue": "cue",
    "article": "article.headline",
    "article_url": "article.url",
    "article_link": "article.link",
    "publisher": "article.publisher.name",
    "published_on": "article.published_on",
    "revision": "revision",
    "revision_sha256": "revision_sha256",
    "passages": "passages",
    "claims": "claims",
    "language": "language",
}
ACTOR_COLUMNS = {name: name for name in ("url", "name", "kind", "description", "wikidata_id", "authority_link")}
ARTICLE_COLUMNS = {
    "url": "url",
    "headline": "headline",
    "publisher": "publisher.name",
    "publisher_url": "publisher.url",
    "bylines": "bylines",
    "published_on": "published_on",
    "link": "link",
    "language": "language",
    "copyright_notice": "copyright_notice",
    "times_quoted": "times_quoted",
}
CORRECTION_COLUMNS = {
    name: name
    for name in (
        *("url", "claim", "statement", "note", "corrected_at", "said_before", "says_now", "withdrawn", "made_on"),
        *("of", "name"),
    )
}
WITHDRAWAL_COLUMNS = {
    name: name for name in ("claim", "published_at", "taken_back_at", "reason", "published_again_at", "additions")
}


class Written(Schema):
    """How a table is written."""

    excel: Literal["", "comma", "semicolon"] = Field(
        "", description="For Excel: with a byte order mark, and with what parts columns in the country of its owner."
    )


def cell(value: Any) -> str:  # noqa: ANN401 - whatever a shape holds
    """Write a value as a cell: lists on one line, parts apart by "; ", and no formula."""
    if value is None:
        return ""
    if isinstance(value, list):
        return cell("; ".join(_in_list(part) for part in value))
    if hasattr(value, "isoformat"):
        return str(value.isoformat())
    text = str(value)
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text


def _in_list(part: Any) -> str:  # noqa: ANN401 - whatever a shape holds
    """Write a passage as its place ("12-40"), a claim as how it is borne and its address, anything else as it is."""
    if hasattr(part, "stance"):
        return f"{part.stance} {part.url}"
    if hasattr(part, "added_at"):
        return f"{part.added_at:%Y-%m-%d}: {part.text}"
    return f"{part.start}-{part.end}" if hasattr(part, "start") else str(part)


def rows_of(request: HttpRequest, series: Series[Row, Item], columns: dict[str, str]) -> Iterator[list[str]]:
    """Give the head and every row of ``series`` that the request asks for, some hundred read at a time."""
    rows, order = series.rows(request), series.order(request)
    yield list(columns)
    place = ""
    while True:
        page = page_of(rows, order, {"after": place}, AT_ONCE)
        for item in series.describe(request, page.rows):
            yield [cell(_value(item, path)) for path in columns.values()]
        place = page.after
        if not place:
            return


def _value(item: Any, path: str) -> Any:  # noqa: ANN401 - whatever a shape holds
    return reduce(lambda thing, name: None if thing is None else getattr(thing, name), path.split("."), item)


def table(
    request: HttpRequest, series: Series[Row, Item], columns: dict[str, str], name: str, form: Written
) -> StreamingHttpResponse:
    """Answer with ``series`` as a table. Raises ``Http404`` before anything is sent."""
    rows = rows_of(request, series, columns)
    return streamed(name, next(rows), rows, form)


def streamed(name: str, head: list[str], rows: Iterator[list[str]], form: Written) -> StreamingHttpResponse:
    """Answer with a head and rows as a table called ``name``, sent as they are read, some hundred lines at once."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=SEPARATORS[form.excel])
    if form.excel:
        written.write(BYTE_ORDER_MARK)

    def lines() -> Iterator[str]:
        writer.writerow(head)
        for number, row in enumerate(rows, start=1):
            writer.writerow(row)
            if number % AT_ONCE == 0:
                yield written.getvalue()
                written.seek(0)
                written.truncate()
        yield written.getvalue()

    disposition = f'attachment; filename="{name}.csv"'
    return StreamingHttpResponse(lines(), content_type=CSV, headers={"Content-Disposition": disposition})


@api.api_operation(READ, "/claims.csv", url_name="claims-table", openapi_extra=AS_TABLE)
def claims(request: HttpRequest, which: Query[WhichClaims], form: Query[Written]) -> StreamingHttpResponse:
    """Published claims, one a row."""
    rows, order = CLAIMS.rows(request), CLAIMS.order(request)

    def cells() -> Iterator[list[str]]:
        for row in claim_rows(request, cast(ClaimQuerySet, rows), order):
            yield [cell(row.get(column)) for column in CLAIM_COLUMNS]

    return streamed("claims", list(CLAIM_COLUMNS), cells(), form)


@api.api_operation(READ, "/quotations.csv", url_name="quotations-table", openapi_extra=AS_TABLE)
def quotations(request: HttpRequest, which: Query[WhichQuotations], form: Query[Written]) -> StreamingHttpResponse:
    """Quotations that bear published claims, one a row."""
    return table(request, QUOTATIONS, QUOTATION_COLUMNS, "quotations", form)


@api.api_operation(READ, "/actors.csv", url_name="actors-table", openapi_extra=AS_TABLE)
def actors(request: HttpRequest, which: Query[WhichActors], form: Query[Written]) -> StreamingHttpResponse:
    """Everybody who speaks, publishes, passes on or is spoken of, one a row."""
    return table(request, ACTORS, ACTOR_COLUMNS, "actors", form)


@api.api_operation(READ, "/articles.csv", url_name="articles-table", openapi_extra=AS_TABLE)
def articles(request: HttpRequest, which: Query[WhichArticles], form: Query[Written]) -> StreamingHttpResponse:
    """Articles that public quotations stand in, one a row."""
    return table(request, ARTICLES, ARTICLE_COLUMNS, "articles", form)


@api.api_operation(READ, "/corrections.csv", url_name="corrections-table", openapi_extra=AS_TABLE)
def corrections(request: HttpRequest, form: Query[Written]) -> StreamingHttpResponse:
    """What was corrected after publication, one correction a row."""
    return table(request, CORRECTIONS, CORRECTION_COLUMNS, "corrections", form)


@api.api_operation(READ, "/withdrawals.csv", url_name="withdrawals-table", openapi_extra=AS_TABLE)
def withdrawals(request: HttpRequest, form: Query[Written]) -> StreamingHttpResponse:
    """Claims that were public and were taken back, one a row."""
    return table(request, WITHDRAWALS, WITHDRAWAL_COLUMNS, "withdrawals", form)
