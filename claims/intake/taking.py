"""Taking one article file in, whole or not at all."""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import DatabaseError, DataError, IntegrityError, OperationalError, connection, transaction
from django.db.models import Count
from django.utils.translation import gettext as _

from articles.importing import Stored, StoringError, is_newest, store
from articles.models import Article, Revision
from articles.reading import SourceArticle, Unreadable, read_file
from claims.extraction import Extraction, Parser, extract
from claims.intake.files import Found
from claims.intake.report import Outcome, Row
from claims.models import Quote
from claims.notices import note_import, told
from claims.proposing import propose
from claims.readers import have_met
from claims.reanchoring import Unconfirmed, move_to, settle
from claims.records import RecordError, apply_record
from newsroom.history import circumstance
from newsroom.refusals import in_their_language, plain_message

logger = logging.getLogger(__name__)

COMMAND = "import_seeds"  # stands in the record of changes as what made them
IMPORT_LOCK = int.from_bytes(b"importer")  # PostgreSQL's advisory locks are known by number


class IntakeError(ValueError):
    """A file can't be taken in as things stand; the message says why and what to do."""


class _NotExtractedYet(Exception):  # noqa: N818 (no error: the way back)
    """A text that seemed to be stored is not, so its quotations have to be found."""


class _Fault(str):
    """What to say in place of quotations where looking for them failed."""

    __slots__ = ()


class Intake:
    """One import of several files. Remembers which file gave which article, so that no two fight for one.

    With a ``parser`` quotations are proposed by rules and parser, without by rules alone.
    """

    def __init__(self, parser: Parser | None = None) -> None:
        self._parser = parser
        self._given_by: dict[int, Path] = {}
        self._has_waited = False

    def take_in(self, found: Found) -> Row:
        """Read one file, find its quotations, then store all of it in one transaction; give what came of it.

        Whatever is wrong with the file is in the row, with nothing of it stored. Raises ``DatabaseError`` only
        where the database itself fails. Waits while another import stores a file.
        """
        try:
            return self._take_in(found)
        except (Unreadable, StoringError, RecordError, IntakeError) as refusal:
            problem = in_their_language(str(refusal))
        except ValidationError as refusal:
            problem = " ".join(refusal.messages)
        except (IntegrityError, DataError) as refusal:
            problem = plain_message(refusal)
        except OperationalError as conflict:  # such as a deadlock with an editor at work, if the server still answers
            if not connection.is_usable():
                raise
            problem = _("%s. Import the file again.") % plain_message(conflict)
        except DatabaseError:
            raise
        except Exception as fault:  # a fault of ours, met in one file, must not keep the others out
            logger.exception("Importing %s failed", found.path)
            problem = _("The program has a fault that this file brings out (%r). Please report it.") % fault
        return Row(found.path, Outcome.FAILED, problem=problem)

    def _take_in(self, found: Found) -> Row:
        if found.problem:
            raise IntakeError(found.problem)
        file_name = _storable_name(found.path)
        source = read_file(found.path)
        extraction = None if is_newest(source.text) else self._extract(found.path, source)
        try:
            row, article = self._in_transaction(found, file_name, source, extraction)
        except _NotExtractedYet:  # stored a moment ago, and changed by another import meanwhile
            row, article = self._in_transaction(found, file_name, source, self._extract(found.path, source))
        self._given_by.setdefault(article.pk, found.path)
        return row

    def _extract(self, path: Path, source: SourceArticle) -> Extraction | _Fault:
        """Find the quotations: before anything is locked, for it takes long. A fault of ours costs no article."""
        try:
            return extract(source.text, source.paragraphs, self._parser)
        except Exception as fault:
            logger.exception("Looking for quotations in %s failed", path)
            return _Fault(_("No quotation was looked for: the program has a fault (%r). Please report it.") % fault)

    def _in_transaction(
        self, found: Found, file_name: str, source: SourceArticle, extraction: Extraction | _Fault | None
    ) -> tuple[Row, Article]:
        with circumstance(command=COMMAND, file=file_name), transaction.atomic():
            self._wait_for_other_imports()
            stored = self._store(found, file_name, source, extraction)
            connection.check_constraints()
            return stored

    def _store(
        self, found: Found, file_name: str, source: SourceArticle, extraction: Extraction | _Fault | None
    ) -> tuple[Row, Article]:
        stored = _stored_and_told(source, file_name)
        article, revision, outcome = stored.article, stored.revision, Outcome(stored.outcome)
        revision_is_new = outcome is not Outcome.UNCHANGED
        if revision_is_new and extraction is None:
            raise _NotExtractedYet
        warnings = list(stored.warnings)
        left = Unconfirmed()
        if outcome is Outcome.CHANGED:
            self._refuse_second(article)
            left = move_to(revision)
        if os.path.lexists(found.record):
            # What went is settled after the record, which may bear out what the old quotations no longer do, and
            # before the rules look at it.
            applied = apply_record(found.record, article, revision, then=lambda: warnings.extend(settle(left)))
            warnings += applied.warnings
            if applied.changed and not revision_is_new:
                outcome = Outcome.CHANGED
        else:
            warnings += settle(left)
        if revision_is_new:
            warnings = [*map(in_their_language, source.warnings), *warnings, *_proposed(revision, extraction)]
        row = Row(found.path, outcome, article.slug, _quotations(article), tuple(warnings))
        return row, article

    def _wait_for_other_imports(self) -> None:
        """Hold off other imports until this transaction ends, so that each finds what the one before stored."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [IMPORT_LOCK])
            if not cursor.fetchone()[0]:
                if not self._has_waited:
                    logger.info("Another import is at work; taking turns with it.")
                self._has_waited = True
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [IMPORT_LOCK])

    def _refuse_second(self, article: Article) -> None:
        first = self._given_by.get(article.pk)
        if first is not None:
            raise IntakeError(
                _("%s, imported just before, is this article too, with another text. Rename one of the two.") % first
            )


def _stored_and_told(source: SourceArticle, file_name: str) -> Stored:
    """Store the article; tell its readers what the text changed of what they have met."""
    before: dict[str, str] = {}

    def remember(known: Article) -> None:
        if have_met(known):
            before.update(told(known))

    stored = store(source, file_name, before_change=remember)
    if before:
        note_import(stored.article, before, by_publisher=True)
    return stored


def _proposed(revision: Revision, extraction: Extraction | _Fault | None) -> list[str]:
    """Store what was found in a revision; give the warnings."""
    if isinstance(extraction, Extraction):
        return propose(revision, extraction)
    return [extraction] if extraction else []


@contextmanager
def rehearsal() -> Iterator[None]:
    """Let everything within happen, then take it back: nothing is stored."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _storable_name(path: Path) -> str:
    """Give the file's name, by which its article is known."""
    try:
        path.name.encode()
    except UnicodeEncodeError as error:
        raise IntakeError(_("The name of the file is no text (UTF-8). Rename it.")) from error
    return path.name


def _quotations(article: Article) -> dict[str, int]:
    """Count the article's quotations by state, every state named."""
    counted = dict(Quote.objects.in_article(article).values_list("state").annotate(Count("pk")))
    return {state.value: counted.get(state.value, 0) for state in Quote.State}
