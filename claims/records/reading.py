"""A record's file to checked values; no database."""

from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from django.utils.translation import gettext as _
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from articles.reading import Unreadable
from articles.reading.files import read_bytes
from claims.records.loading import load
from claims.records.places import Loc, Places, RecordError
from claims.records.references import check_references
from claims.records.schema import Content
from newsroom.refusals import in_their_language

SUFFIX = ".yaml"


@dataclass(frozen=True)
class Record:
    """A record as its file says it, and where in the file each part stands."""

    content: Content
    places: Places


def read_record(path: Path) -> Record:
    """Read a record and check all that can be checked without the article and the database.

    Raises ``RecordError`` with every problem found, in order of the lines: what stands in the way of reading
    (encoding, YAML syntax, duplicate keys) at once, then keys and values, then references.
    """
    try:
        data = read_bytes(path)
    except Unreadable as error:
        raise Places(path.name, {}).error((), in_their_language(str(error))) from error
    plain, places = load(data, path.name)
    try:
        content = Content.model_validate(plain)
    except ValidationError as error:
        problems = sorted(error.errors(include_url=False), key=lambda problem: places.line(problem["loc"]))
        raise RecordError(places.say(problem["loc"], _in_words(problem)) for problem in problems) from error
    check_references(content, places)
    return Record(content, places)


def article_beside(path: Path) -> Path:
    """Give the article file that the record at ``path`` stands beside: same folder, same name, another suffix.

    Raises ``RecordError`` where there is none, or several.
    """
    beside = sorted(
        other
        for other in path.parent.iterdir()
        if other.stem == path.stem and other.suffix.lower() not in {SUFFIX, ".yml"} and other.is_file()
    )
    if len(beside) == 1:
        return beside[0]
    found = _(" and ").join(other.name for other in beside)
    raise Places(path.name, {}).error(
        (),
        _("stands beside several article files (%s); keep one.") % found
        if beside
        else _("is a record for no article: there is no %s.txt beside it. Rename or move one of the two.") % path.stem,
    )


def _in_words(problem: ErrorDetails) -> str:
    """Give one of pydantic's problems as an editor understands it."""
    context = problem.get("ctx", {})
    match problem["type"]:
        case "missing":
            return _("is missing; add it.")
        case "extra_forbidden":
            return _unknown_key(problem["loc"])
        case "enum" | "literal_error":
            return _("is “%(value)s”, which is none of %(expected)s.") % {
                "value": problem["input"],
                "expected": context["expected"].replace(" or ", _(" or ")),
            }
        case "string_type":
            return _("should be a text.")
        case "list_type":
            return _("should be a list: each item on a line of its own, after a dash.")
        case "model_type":
            return _("should have keys of its own, each on a line: “key: value”.")
        case "string_too_short" | "too_short":
            return _("can't be empty.")
        case "string_pattern_mismatch":
            return _("is “%(value)s”, which isn't how it is written; it must match %(pattern)s.") % {
                "value": problem["input"],
                "pattern": context["pattern"],
            }
        case "value_error":
            return f"{context['error']}."
        case _:
            return problem["msg"]


def _unknown_key(loc: Loc) -> str:
    known = _keys_at(loc[:-1])
    close = get_close_matches(str(loc[-1]), known, n=1)
    meant = " " + _("Did you mean “%s”?") % close[0] if close else ""
    return _("is no key of a record.%(meant)s There can be: %(keys)s.") % {"meant": meant, "keys": ", ".join(known)}


def _keys_at(loc: Loc) -> list[str]:
    model: type[BaseModel] = Content
    for step in loc:
        if isinstance(step, str):
            model = _entry_in(model.model_fields[step].annotation)
    return list(model.model_fields)


def _entry_in(annotation: Any) -> type[BaseModel]:  # noqa: ANN401 - any annotation of the schema
    """Give the entry that an annotation such as ``list[Annotated[Part, …]]`` or ``Part | None`` is about."""
    if get_origin(annotation) in {list, Annotated, Union, UnionType}:
        return _entry_in(get_args(annotation)[0])
    entry: type[BaseModel] = annotation
    return entry
