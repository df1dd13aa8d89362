"""Taking one article file in, whole or not at all."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pghistory
from django.core.exceptions import ValidationError
from django.db import DatabaseError, DataError, IntegrityError, OperationalError, connection, transaction
from django.db.models import Count
from django.utils.translation import gettext as _

from articles.importing import StoringError, store
from articles.models import Article
from articles.reading import SourceArticle, Unreadable, read_file
from claims.extraction import Parser
from claims.intake.files import Found
from claims.intake.report import Outcome, Row
from claims.models import Quote
from claims.proposing import propose
from claims.reanchoring import Unconfirmed, move_to, settle
from claims.records import RecordError, apply_record
from newsroom.refusals import in_their_language, plain_message

logger = logging.getLogger(__name__)

COMMAND = "import_seeds"  # stands in the record of changes as what made them
IMPORT_LOCK = int.from_bytes(b"importer")  # PostgreSQL's advisory locks are known by number


class IntakeError(ValueError):
    """A file can't be taken in as things stand; the message says why and what to do."""


class Intake:
    """One import of several files. Remembers which file gave which article, so that no two fight for one.

    With a ``parser`` quotations are proposed by rules and parser, without by rules alone.
    """

    def __init__(self, parser: Parser | None = None) -> None:
        self._parser = parser
        self._given_by: dict[int, Path] = {}
        self._has_waited = False

    def take_in(self, found: Found) -> Row:
        """Read, store and propose one file in one transaction; give what came of it.

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
        with pghistory.context(command=COMMAND, file=file_name), transaction.atomic():
            self._wait_for_other_imports()
            row, article = self._store(found, file_name, source)
            connection.check_constraints()
        self._given_by.setdefault(article.pk, found.path)
        return row

    def _store(self, found: Found, file_name: str, source: SourceArticle) -> tuple[Row, Article]:
        stored = store(source, file_name)
        article, revision, outcome = stored.article, stored.revision, Outcome(stored.outcome)
        revision_is_new = outcome is not Outcome.UNCHANGED
        warnings = list(stored.warnings)
        left = Unconfirmed()
        if outcome is Outcome.CHANGED:
            self._refuse_second(article)
            left = move_to(revision)
        if found.record.is_file():
            # What went is settled after the record, which may bear out what the old quotations no longer do, and
            # before the rules look at it.
            applied = apply_record(found.record, article, revision, then=lambda: warnings.extend(settle(left)))
            warnings += applied.warnings
            if applied.changed and not revision_is_new:
                outcome = Outcome.CHANGED
        else:
            warnings += settle(left)
        if revision_is_new:
            warnings = [*map(in_their_language, source.warnings), *warnings, *propose(revision, source, self._parser)]
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
