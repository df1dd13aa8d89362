"""Storing a record: what is missing is added, what an editor changed since stays."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from articles.models import Actor, Article, Byline, Revision
from claims.notices import note_import, told
from claims.readers import have_met
from claims.records.actors import settle_actors
from claims.records.claims import settle_claims
from claims.records.ledger import Ledger, Wanted, is_as_imported
from claims.records.quotations import locate_quotations, settle_quotations
from claims.records.reading import read_record
from claims.records.schema import ArticleEntry
from newsroom.refusals import plain_message


@dataclass(frozen=True)
class Applied:
    """What applying a record did. ``created`` counts rows by model ("actor", "quote", "claim", …)."""

    created: Mapping[str, int]
    adopted: int  # machine proposals that became the record's confirmed quotations
    filled: int  # rows with a gap that the record filled
    warnings: tuple[str, ...]  # what differs and stays as it is, with file and line

    @property
    def changed(self) -> bool:
        """Tell whether anything was stored."""
        return bool(self.created or self.adopted or self.filled)


def apply_record(
    path: Path, article: Article, revision: Revision, *, then: Callable[[], None] = lambda: None
) -> Applied:
    """Store the record at ``path`` for ``article``, its quotations in ``revision``; within the caller's transaction.

    Call it after quotations were found again in a new revision and before proposals are stored; ``then`` is done when
    all is stored, before the rules look at it. Applying a record again changes nothing. Raises ``RecordError`` for
    whatever stands in the way; nothing is stored then.
    About forty queries for each quotation and claim that is new, three for one that is there.
    """
    record = read_record(path)
    ledger = Ledger(record.places)
    content = record.content
    located = locate_quotations(content.quotations, revision.text, record.places)
    try:
        with transaction.atomic():
            actors = settle_actors(content.actors, ledger)
            _settle_article(article, content.article, actors, ledger)
            quotes = settle_quotations(located, revision, actors, ledger)
            settle_claims(content.claims, actors, quotes, ledger)
            then()
            connection.check_constraints()
    except IntegrityError as error:
        raise record.places.error((), plain_message(error)) from error
    return Applied(MappingProxyType(dict(ledger.created)), ledger.adopted, ledger.filled, tuple(ledger.warnings))


def _settle_article(article: Article, entry: ArticleEntry, actors: Mapping[str, Actor], ledger: Ledger) -> None:
    """Set what the record says of the article: in place of what reading found, not of what an editor changed."""
    keys = ("headline", "published_on", "link", "language", "copyright_notice")
    said = {key: {key: getattr(entry, key)} for key in keys}
    said["display"] = {"display": entry.display.value if entry.display else None}
    said["publisher"] = {"publisher_id": actors[entry.publisher].pk if entry.publisher else None}
    before = told(article) if have_met(article) else {}
    ledger.fill(article, Wanted(("article",), said), may_replace=is_as_imported)
    if before:
        note_import(article, before, by_publisher=False)
    if not entry.bylines:
        return
    stored = list(article.bylines.values_list("name", flat=True))
    if not stored:
        for number, name in enumerate(entry.bylines, start=1):
            ledger.store(Byline(article=article, number=number, name=name), ("article", "bylines", number - 1))
    elif stored != entry.bylines:
        ledger.warn(("article", "bylines"), _("stay “%s”, as they are in the database.") % "”, “".join(stored))
