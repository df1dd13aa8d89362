"""Score extraction against a corpus of marked attributions; no database. See ``docs/extraction.md``."""

import json
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from itertools import tee
from pathlib import Path
from subprocess import CalledProcessError

from django.core.management.base import BaseCommand, CommandError

from articles.reading import Unreadable, read_file
from articles.reading.source import Paragraph
from claims.extraction import Parser, extract_all
from claims.management.parsing import parser_for
from claims.scoring import Article, Bands, Figures, Unusable, articles_in, judge
from claims.scoring.attributions import proposed
from claims.scoring.measured import MeasuredText
from claims.scoring.speed import Speed, speed


class Command(BaseCommand):
    """Read a corpus, extract every text as running text, and print how well that went."""

    help = "Score extraction against a folder of texts and brat annotations. Touches no database."
    requires_system_checks = []  # they may ask the database

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the folder and what to print."""
        parser.add_argument("folder", metavar="FOLDER", type=Path, help="holds text/*.txt and attributions/*.ann")
        parser.add_argument("--json", action="store_true", help="print one JSON object")
        parser.add_argument(
            "--confidence", action="store_true", help="add how often the speaker is right, by confidence"
        )
        parser.add_argument("--rules-only", action="store_true", help="leave the parser out")
        parser.add_argument(
            "--speed", action="store_true", help="print only words a second and memory, beside the full spaCy pipeline"
        )

    def handle(self, *, folder: Path, confidence: bool, **options: object) -> None:
        """Print the figures, or say which file can't be used and why."""
        parser = None if options["rules_only"] else parser_for(self)
        if options["speed"]:
            self._print_speed(folder, parser, as_json=bool(options["json"]))
            return
        figures, pieces, found = Figures(), Bands(), Bands()
        try:
            articles, texts = tee(articles_in(folder))
            for article, found_in in zip(articles, extract_all(map(_read, texts), parser), strict=True):
                text, given = MeasuredText(article.text), [proposed(proposal) for proposal in found_in.proposals]
                judgements = [judge(text, marked, given) for marked in article.marked]
                figures.add(judgements)
                for judgement in judgements:
                    pieces.add(judgement.pieces, 1 / len(judgements))
                    found.add(judgement.found, 1 / len(judgements))
        except Unusable as error:
            raise CommandError(str(error)) from error
        tables = {"quoted": pieces, "all": found} if confidence else {}
        if options["json"]:
            self.stdout.write(json.dumps(_data(figures, tables), indent=1))
        else:
            self.stdout.write("\n".join(_lines(figures, tables)))

    def _print_speed(self, folder: Path, parser: Parser | None, *, as_json: bool) -> None:
        if parser is None:
            raise CommandError("--speed compares with the full spaCy pipeline, so it needs the parser.")
        try:
            articles_in(folder)
            measured = speed(folder)
        except (Unusable, CalledProcessError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(json.dumps(measured.as_data(), indent=1) if as_json else "\n".join(_speed_lines(measured)))


def _speed_lines(measured: Speed) -> Iterator[str]:
    yield f"{'one core, one thread':40}  words a second  peak memory"
    for name, pace in (("extraction", measured.ours), ("full spaCy pipeline", measured.pipeline)):
        yield f"{name:40}  {pace.words_per_second:14,}  {pace.peak_memory:8} MB"
    yield f"{'times as fast':40}  {measured.ratio:14}"


def _read(article: Article) -> tuple[str, Sequence[Paragraph]]:
    try:
        read = read_file(article.file, plain=True)
    except Unreadable as error:
        raise Unusable(f"{article.file}: {error}") from error
    return read.text, read.paragraphs


def _data(figures: Figures, tables: dict[str, Bands]) -> dict[str, object]:
    bands = {name: [asdict(band) for band in table.table()] for name, table in tables.items()}
    return figures.as_data() | ({"confidence": bands} if bands else {})


def _lines(figures: Figures, tables: dict[str, Bands]) -> Iterator[str]:
    rates = {
        "quoted runs": figures.direct,
        "quoted runs with the right speaker": figures.direct_with_speaker,
        "all attributions": figures.attribution,
        "all attributions with the right source": figures.full,
    }
    yield f"{f'{figures.articles} articles':40}  precision  recall    F1"
    for name, rate in rates.items():
        yield f"{name:40}  {rate.P:9}  {rate.R:6}  {rate.F1:4}"
    yield f"{'recall where a verb of saying is the cue':40}  {'':9}  {figures.speech_recall:6}"
    for name, table in tables.items():
        yield f"\n{'confidence, of ' + name + ' found':40}      share  right speaker"
        for band in table.table():
            right = "–" if band.right is None else band.right
            yield f"{f'from {band.floor}':40}  {band.share:9}  {right:>13}"
