"""``measure_admin``: the admin's list of claims beside a stock one. See ``docs/performance.md``."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from claims.measuring import compare
from claims.models import Claim


class Command(BaseCommand):
    """``manage.py measure_admin``: how many times faster our list is; ends with 1 where that isn't enough."""

    help = "Measure the admin's list of claims beside a stock one, on the claims that are there. Changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare how often."""
        parser.add_argument("--runs", type=int, default=15, metavar="N", help="of which the fastest counts (15)")

    def handle(self, *, runs: int, **options: Any) -> None:  # noqa: ANN401, ARG002 - Django's signature
        """Measure, and print one line a page."""
        claims = Claim.objects.count()
        if not claims:
            raise CommandError("There are no claims to measure with: “manage.py load_sample” makes some.")
        if runs < 1:
            raise CommandError("Ask for one run or more.")
        self.stdout.write(f"{claims:,} claims, the fastest of {runs} runs; stock ModelAdmin beside ours")
        short = False
        for page in compare(runs):
            short = short or not page.is_enough
            self.stdout.write(
                f"{page.asked.what:22}{page.ratio:7.1f} × as fast (wanted: {page.asked.wanted:.0f} ×)   "
                f"{page.stock * 1000:7.1f} ms / {page.ours * 1000:.1f} ms   "
                f"rows: {page.stock_rows} / {page.our_rows}, on both: {page.both}"
            )
        if short:
            raise CommandError("Not all pages are as much faster as wanted.")
