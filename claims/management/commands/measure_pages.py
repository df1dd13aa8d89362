"""``measure_pages``: the pages of readers beside a bare view. See ``docs/performance.md``."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from claims.measuring.pages import Measured, measure
from claims.models import Claim

MOST_GROWTH = 1.3  # of a claim's page from a small sample to a large one


class Command(BaseCommand):
    """``manage.py measure_pages``: what pages take beside a bare view; ends with 1 where one takes too much."""

    help = "Measure the pages of readers beside a bare view, on the claims that are there. Changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare how often, in which form, and beside what."""
        parser.add_argument("--runs", type=int, default=15, metavar="N", help="of which the fastest counts (15)")
        parser.add_argument("--json", action="store_true", help="print one JSON object, which --beside reads")
        parser.add_argument(
            "--beside",
            type=Path,
            metavar="FILE",
            help="what --json printed with fewer claims: tell how much longer each page takes with these",
        )

    def handle(self, *, runs: int, json: bool, beside: Path | None, **options: Any) -> None:  # noqa: ANN401, ARG002
        """Measure, and print one line a page."""
        claims = Claim.objects.public().count()
        if claims < 2:
            raise CommandError("There are no two public claims to measure with: “manage.py load_sample” makes some.")
        if runs < 1:
            raise CommandError("Ask for one run or more.")
        fewer = _read(beside) if beside else None
        if json:
            pages = list(measure(runs))
            self.stdout.write(_as_json(claims, runs, pages))
        else:
            self.stdout.write(f"{claims:,} public claims, the fastest of {runs} runs")
            pages = [self._tell(page) for page in measure(runs)]
        grown = self._compare(fewer, pages) if fewer and not json else []
        if not all(page.is_enough for page in pages) or any(growth > MOST_GROWTH for growth in grown):
            raise CommandError("Not all pages are as fast as wanted.")

    def _tell(self, page: Measured) -> Measured:
        words = "× as fast" if page.faster else "× a bare view"
        if page.wanted is not None:
            words += f", wanted at {'least' if page.faster else 'most'} {page.wanted:.0f}"
        if page.weight:
            words += f"; {page.weight / 1000:.0f} kB"
        self.stdout.write(f"{page.what:42}{page.ratio:8.1f} {words}{'' if page.is_enough else '  (!)'}")
        return page

    def _compare(self, fewer: dict[str, Any], pages: list[Measured]) -> list[float]:
        """Tell how much longer each page takes, both held to the bare view of their run; give it of the claim's."""
        before = {told["name"]: told["ratio"] for told in fewer["pages"]}
        self.stdout.write(f"with {fewer['public_claims']:,} public claims it took:")
        grown = {}
        for name, page in zip(_names(pages), pages, strict=True):
            if not page.faster and before.get(name):
                grown[name] = page.ratio / before[name]
                self.stdout.write(f"{name:60}{before[name]:8.1f} × a bare view; now {grown[name]:.2f} × that")
        return [grown[name] for name in _names(pages)[:1] if name in grown]


def _names(pages: list[Measured]) -> list[str]:
    """Give what tells pages apart: one that is made anew is called by the one before it."""
    names: list[str] = []
    for page in pages:
        names.append(f"{names[-1]} {page.what}" if page.what.startswith("–") else page.what)
    return names


def _read(file: Path) -> dict[str, Any]:
    try:
        told: dict[str, Any] = json.loads(file.read_text())
        [told["public_claims"], *(page["name"] for page in told["pages"])]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CommandError(f"{file} is not what “measure_pages --json” printed: {error!r}") from None
    return told


def _as_json(claims: int, runs: int, pages: list[Measured]) -> str:
    told = [
        {
            "name": name,
            "page": page.what,
            "seconds": page.seconds,
            "beside": page.beside,
            "ratio": round(page.ratio, 2),
            "wanted": page.wanted,
            "bytes": page.weight or None,
            "enough": page.is_enough,
        }
        for name, page in zip(_names(pages), pages, strict=True)
    ]
    return json.dumps({"public_claims": claims, "runs": runs, "pages": told}, indent=2, ensure_ascii=False)
