"""Functions on text that the database computes, so that stored and asked values always agree."""

from typing import Any

from django.db.models import Func, TextField


class SearchKey(Func):
    """SQL: the search key of a text, by the database's own function, so that both sides always agree.

    The function is made in ``newsroom/migrations/0001_text_functions.py``. "  José  MUJICA" gives "jose mujica".
    """

    function = "newsroom_search_key"
    arity = 1

    def __init__(self, *expressions: Any, **extra: Any) -> None:  # noqa: ANN401 - Django's signature
        extra.setdefault("output_field", TextField())
        super().__init__(*expressions, **extra)


class Sha256(Func):
    """SQL: the SHA-256 of a text's UTF-8 bytes, as 64 hexadecimal digits."""

    function = "newsroom_sha256"
    arity = 1
