"""Addresses made from titles, and those that say nothing."""

import re
import secrets
import unicodedata
from collections.abc import Callable, Iterator
from typing import Any

from django.db.models import Field, Model
from django_extensions.db.fields import AutoSlugField
from slugify import slugify

SLUG_LENGTH = 80
LONGEST_MADE = SLUG_LENGTH - 8  # of a title's words: room for a number behind them
SIGNS = "23456789bcdfghjkmnpqrstvwxz"  # no vowels: they spell nothing
NEUTRAL = rf"[a-z]+-[{SIGNS}]{{8}}"
"""The pattern of an address that says nothing of what it leads to."""
# Whose letters still read as words when they are written in ASCII. Of others (Arabic, Hebrew, Thai, Chinese, Japanese)
# that leaves consonants, or the sounds of another language.
_SPELT = frozenset({"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "GEORGIAN", "HANGUL"})
_POWERS = 40  # of two: more numbers than any table has rows


def neutral_slug(kind: str) -> str:
    """Give an address that says nothing but the kind of thing it leads to, such as ``claim-x7k2mqhb``."""
    return f"{kind}-{''.join(secrets.choice(SIGNS) for _sign in range(8))}"


def is_neutral(slug: str) -> bool:
    """Tell whether an address says nothing of what it leads to."""
    return re.fullmatch(NEUTRAL, slug) is not None


def readable_slug(title: str) -> str:
    """Return the words of a title in ASCII, joined by hyphens and cut at a word; nothing where they can't be read so.

    Words in a script that can't be spelt in ASCII are left out. A word longer than an address is cut itself.
    """
    words = unicodedata.normalize("NFKC", str(title)).split()
    spelt = [word for word in words if all(_is_spelt(letter) for letter in word if letter.isalpha())]
    if len(spelt) < len(words) and not any(letter.isalpha() for word in spelt for letter in word):
        return ""  # a number or a sign alone says nothing of the title
    whole = slugify(" ".join(spelt))
    at_a_word = slugify(whole, max_length=LONGEST_MADE, word_boundary=True, save_order=True)
    return at_a_word if len(whole) <= LONGEST_MADE or len(at_a_word) > LONGEST_MADE // 2 else _cut(whole, LONGEST_MADE)


def _is_spelt(letter: str) -> bool:
    return unicodedata.name(letter, "").split(" ", 1)[0] in _SPELT


def _cut(slug: str, length: int) -> str:
    return slug[:length].rstrip("-")


class ReadableSlugField(AutoSlugField):
    """A slug made once from another field, numbered when taken; later changes of the title leave it.

    One that is given when the row is made is kept. A title that gives no readable one gets a neutral one.
    """

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        options.setdefault("max_length", SLUG_LENGTH)
        options.setdefault("slugify_function", readable_slug)
        options.setdefault("overwrite_on_add", False)
        super().__init__(*args, **options)

    def find_unique(
        self,
        model_instance: Model,
        field: "Field[Any, Any]",
        iterator: Iterator[str],
        *_args: Any,  # noqa: ANN401 - the library's signature
    ) -> str:
        """Set and return the slug, numbered where it is taken: see ``free_slug``."""
        rows = self.get_queryset(type(model_instance), field).exclude(pk=model_instance.pk)

        def taken(slugs: list[str]) -> set[str]:
            return set(rows.filter(**{f"{self.attname}__in": slugs}).values_list(self.attname, flat=True))

        slug = free_slug(next(iterator) or neutral_slug(str(model_instance._meta.model_name)), taken)
        setattr(model_instance, self.attname, slug)
        return slug


def free_slug(wanted: str, taken: Callable[[list[str]], set[str]]) -> str:
    """Return the slug itself or, if it is taken, with a number behind it: 2, 3 …; ``taken`` says which of some are.

    Where numbers are free in between any of them may be taken. Asks twice, and as often again as it takes to halve
    what is taken down to one: fourteen times for ten thousand.
    """

    def numbered(number: int) -> str:
        end = f"-{number}"
        return f"{_cut(wanted, SLUG_LENGTH - len(end))}{end}"

    if not taken([wanted]):
        return wanted
    powers = [2**power for power in range(1, _POWERS)]
    used = taken([numbered(number) for number in powers])
    last = next(number for number in powers if numbered(number) not in used)
    first = last // 2  # taken; 1 stands for the slug without a number
    while last - first > 1:
        middle = (first + last) // 2
        first, last = (middle, last) if taken([numbered(middle)]) else (first, middle)
    return numbered(last)
