"""Every text marked for translation, in code, templates and scripts."""

from collections.abc import Callable, Collection, Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract, extract_python
from django.utils.translation.template import templatize

ROOMS = ("newsroom", "articles", "claims", "templates")
_ONE, _SEVERAL, _IN_CONTEXT, _SEVERAL_IN_CONTEXT = None, (1, 2), ((1, "c"), 2), ((1, "c"), 2, 3)
# What marks a text, and which of its arguments are texts.
KEYWORDS: dict[str, Any] = {
    name + lazy: arguments
    for name, arguments in {
        "gettext": _ONE,
        "ngettext": _SEVERAL,
        "pgettext": _IN_CONTEXT,
        "npgettext": _SEVERAL_IN_CONTEXT,
    }.items()
    for lazy in ("", "_lazy")
} | {"_": _ONE, "gettext_noop": _ONE}
COMMENT_TAGS = ["Translators:"]


def _of_template(file: BytesIO, _names: Collection[str], tags: Collection[str], options: Any) -> Iterable[Any]:  # noqa: ANN401
    """Read a template as Django's own extraction does: its tags become calls, all else blanks."""
    told = templatize(file.read().decode(), origin=getattr(file, "name", None))
    # One call a line, or a word of the template's that reads like Python's syntax could stand in the way.
    calls = "\n".join(line.strip() for line in told.splitlines())
    return extract_python(BytesIO(calls.encode()), KEYWORDS, tags, options)


METHODS: dict[str, dict[str, str | Callable[..., Iterable[Any]]]] = {
    "django": {".py": "python", ".html": _of_template, ".txt": _of_template, ".xml": _of_template},
    "djangojs": {".js": "javascript"},
}
DOMAINS = tuple(METHODS)


def marked(root: Path, domain: str) -> Catalog:
    """Give the texts of ``domain`` below ``root``, in the order of their places; nothing is translated in it."""
    catalogue = Catalog(charset="utf-8")
    methods = METHODS[domain]
    for path in _files(root, methods):
        with path.open("rb") as file:
            for _line, texts, comments, context in extract(
                methods[path.suffix], file, KEYWORDS, COMMENT_TAGS, options={"encoding": "utf-8"}
            ):
                place = (path.relative_to(root).as_posix(), 0)
                _refuse_two_plurals(catalogue.get(texts, context), texts, place[0])
                catalogue.add(texts, locations=[place], auto_comments=comments, context=context)
    return catalogue


def _refuse_two_plurals(there: Message | None, texts: str | tuple[str, ...], place: str) -> None:
    """Raise ``ValueError`` where a singular has two plurals: catalogues know a text by its singular alone."""
    if there is not None and there.pluralizable and isinstance(texts, tuple) and there.id != texts:
        raise ValueError(f"{place}: {texts!r} and {there.id!r} need a context to be told apart.")


def _files(root: Path, suffixes: Iterable[str]) -> Iterator[Path]:
    for room in ROOMS:
        yield from sorted(path for path in (root / room).rglob("*") if path.suffix in suffixes and path.is_file())
