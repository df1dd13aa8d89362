"""One language's catalogue of one domain: brought up to date with the sources, compiled, and judged."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

NO_DAY = datetime(2026, 1, 1, tzinfo=UTC)  # a file that bore the day it was made would change with each making
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}|</?[a-z][^>]*>")
HEADER = "# {language} words of Newsroom; docs/translating.md says how they are kept.\n#"


@dataclass(frozen=True)
class Place:
    """Where a catalogue lies."""

    folder: Path  # "locale"
    language: str  # "es"
    domain: str  # "django"

    @property
    def written(self) -> Path:
        """What translators write."""
        return self.folder / self.language / "LC_MESSAGES" / f"{self.domain}.po"

    @property
    def compiled(self) -> Path:
        """What the program reads."""
        return self.written.with_suffix(".mo")


def read(place: Place) -> Catalog:
    """Give the catalogue; an empty one where there is none yet."""
    if not place.written.exists():
        return Catalog(locale=place.language, domain=place.domain, charset="utf-8")
    with place.written.open("rb") as file:
        return read_po(file, locale=place.language, domain=place.domain)


def renewed(catalogue: Catalog, marked: Catalog) -> Catalog:
    """Give the catalogue of what is ``marked``: translations kept, new texts empty, what nobody says any more gone."""
    new = Catalog(locale=catalogue.locale, domain=catalogue.domain, charset="utf-8", fuzzy=False)
    new.header_comment = HEADER.format(language=catalogue.locale.english_name if catalogue.locale else "")
    for message in _texts(marked):
        kept = catalogue.get(message.id, message.context)
        empty = tuple("" for _form in range(new.num_plurals)) if message.pluralizable else ""
        fits = kept is not None and isinstance(kept.string, tuple) == message.pluralizable
        new.add(
            message.id,
            kept.string if kept and fits else empty,
            locations=message.locations,
            flags=message.flags,
            auto_comments=message.auto_comments,
            user_comments=kept.user_comments if kept else (),
            context=message.context,
        )
    return new


def as_written(catalogue: Catalog) -> bytes:
    """Give the file that translators write; the same for the same texts, whenever and wherever it is made."""
    file = BytesIO()
    write_po(file, catalogue, width=110, omit_header=True, include_lineno=False)
    plural = f"nplurals={catalogue.num_plurals}; plural={catalogue.plural_expr};"
    head = [
        str(catalogue.header_comment),
        'msgid ""',
        'msgstr ""',
        f'"Language: {catalogue.locale_identifier}\\n"',
        f'"Plural-Forms: {plural}\\n"',
        '"MIME-Version: 1.0\\n"',
        '"Content-Type: text/plain; charset=utf-8\\n"',
        '"Content-Transfer-Encoding: 8bit\\n"',
    ]
    return "\n".join(head).encode() + b"\n\n" + file.getvalue()


def as_compiled(catalogue: Catalog) -> bytes:
    """Give the file that the program reads; the same for the same texts."""
    file = BytesIO()
    bare = Catalog(
        locale=catalogue.locale,
        domain=catalogue.domain,
        charset="utf-8",
        creation_date=NO_DAY,
        revision_date=NO_DAY,
        fuzzy=False,
    )
    for message in _texts(catalogue):
        bare.add(message.id, message.string, context=message.context)
    write_mo(file, bare)
    return file.getvalue()


def faults(catalogue: Catalog, marked: Catalog) -> Iterator[str]:
    """Say what keeps the catalogue from being whole: a line each, with the text that it is about."""
    wanted = {(message.id, message.context) for message in _texts(marked)}
    there = {(message.id, message.context): message for message in _texts(catalogue)}
    for text, _context in sorted(wanted - set(there), key=str):
        yield f"not in the catalogue: {text!r}"
    for key, message in there.items():
        wrong = _wrong_with(message, catalogue) if key in wanted else ["marked nowhere"]
        yield from (f"{what}: {message.id!r}" for what in wrong)
    yield from (f"obsolete: {message.id!r}" for message in catalogue.obsolete.values())


def is_compiled(place: Place, catalogue: Catalog) -> bool:
    """Say whether what the program reads is what was written."""
    return place.compiled.exists() and place.compiled.read_bytes() == as_compiled(catalogue)


def _wrong_with(message: Message, catalogue: Catalog) -> Iterator[str]:
    if not all(_forms(message.string)):
        yield "not translated"
        return
    if message.fuzzy:
        yield "fuzzy"
    yield from map(str, message.check(catalogue))
    texts = _forms(message.id)
    for number, string in enumerate(_forms(message.string)):
        text = texts[min(number, len(texts) - 1)]
        if set(PLACEHOLDER.findall(text)) != set(PLACEHOLDER.findall(string)):
            yield f"other placeholders or tags in {string!r}"


def _forms(text: str | Iterable[str] | None) -> tuple[str, ...]:
    return (text or "",) if isinstance(text, str | None) else tuple(text)


def _texts(catalogue: Catalog) -> Iterator[Message]:
    return (message for message in catalogue if message.id)
