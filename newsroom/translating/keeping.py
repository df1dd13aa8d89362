"""The catalogues of all languages together: kept in step with the sources."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from newsroom.translating.catalogue import Place, as_compiled, as_written, faults, is_compiled, read, renewed
from newsroom.translating.sources import DOMAINS, marked

SOURCE_LANGUAGE = "en"  # what stands in code and templates


def lacking(root: Path, languages: Iterable[str], *, write: bool) -> Iterator[str]:
    """Give, a line each, what the catalogues below ``root`` lack; with ``write``, after bringing them up to date."""
    for domain in DOMAINS:
        texts = marked(root, domain)
        for language in languages:
            if language == SOURCE_LANGUAGE:
                continue
            place = Place(root / "locale", language, domain)
            catalogue = read(place)
            if write:
                catalogue = renewed(catalogue, texts)
                place.written.parent.mkdir(parents=True, exist_ok=True)
                place.written.write_bytes(as_written(catalogue))
                place.compiled.write_bytes(as_compiled(catalogue))
            where = place.written.relative_to(root)
            yield from (f"{where}: {what}" for what in faults(catalogue, texts))
            if not is_compiled(place, catalogue):
                yield f"{where}: its compiled form, {place.compiled.name}, is of another state"
