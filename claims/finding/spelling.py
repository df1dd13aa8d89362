"""How alike two words are written."""

from collections.abc import Iterator
from contextlib import contextmanager
from difflib import SequenceMatcher

from django.db import connection, transaction

ALIKE = 0.7  # of two words; 1 is the same

THRESHOLD = "pg_trgm.word_similarity_threshold"


def how_alike(one: str, other: str) -> float:
    """Tell how much of two words is the same, without regard to case: from 0 to 1."""
    return SequenceMatcher(None, one.casefold(), other.casefold()).ratio()


@contextmanager
def words_alike_from(threshold: float) -> Iterator[None]:
    """Let "trigram_word_similar" mean what is so alike or more, from 0 to 1; else it is 0.6. Two queries."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config(%s, %s, true)", [THRESHOLD, str(threshold)])
        yield
        cursor.execute(f"SET LOCAL {THRESHOLD} TO DEFAULT")
