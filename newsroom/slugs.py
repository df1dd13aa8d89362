"""Addresses made from titles, and those that say nothing."""

import re
import secrets
from typing import Any

from django_extensions.db.fields import AutoSlugField
from slugify import slugify

SLUG_LENGTH = 80
SIGNS = "23456789bcdfghjkmnpqrstvwxz"  # no vowels: they spell nothing
NEUTRAL = rf"[a-z]+-[{SIGNS}]{{8}}"
"""The pattern of an address that says nothing of what it leads to."""


def neutral_slug(kind: str) -> str:
    """Give an address that says nothing but the kind of thing it leads to, such as ``claim-x7k2mqhb``."""
    return f"{kind}-{''.join(secrets.choice(SIGNS) for _sign in range(8))}"


def is_neutral(slug: str) -> bool:
    """Tell whether an address says nothing of what it leads to."""
    return re.fullmatch(NEUTRAL, slug) is not None


def readable_slug(title: str) -> str:
    """Give the ASCII words of a title, joined by hyphens and cut at a word: any script is transliterated."""
    return slugify(str(title), max_length=SLUG_LENGTH - 8, word_boundary=True, save_order=True) or "untitled"


class ReadableSlugField(AutoSlugField):
    """A slug made once from another field, numbered when taken; later changes of the title leave it.

    One that is given when the row is made is kept.
    """

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        options.setdefault("max_length", SLUG_LENGTH)
        options.setdefault("slugify_function", readable_slug)
        options.setdefault("overwrite_on_add", False)
        super().__init__(*args, **options)
