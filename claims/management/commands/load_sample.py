"""``load_sample``: fill an empty database with synthetic claims. See ``docs/performance.md``."""

import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils.translation import gettext as _

from claims.sample import SampleRefusedError, load
from newsroom.refusals import plain_message


class Command(BaseCommand):
    """``manage.py load_sample --claims 1000000``: to measure with; the same seed makes the same sample."""

    help = "Fill an empty database with synthetic articles, quotations and claims, to measure with."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare how much."""
        parser.add_argument("--claims", type=int, default=1_000_000, metavar="N", help="how many (1000000)")
        parser.add_argument("--seed", type=int, default=1, metavar="N", help="another one makes another sample (1)")

    def handle(self, *, claims: int, seed: int, **options: Any) -> None:  # noqa: ANN401, ARG002 - Django's signature
        """Load it, and tell on the error output how far it is."""
        if settings.PRODUCTION:
            raise CommandError(_("This is production: a sample can't be deleted again. Load it somewhere else."))
        if claims < 1:
            raise CommandError(_("Ask for one claim or more."))
        began = time.monotonic()

        def tell(words: str) -> None:
            self.stderr.write(f"{time.monotonic() - began:6.0f} s  {words}")

        try:
            load(claims, seed=seed, told=tell)
        except SampleRefusedError as refusal:
            raise CommandError(str(refusal)) from refusal
        except DatabaseError as error:
            said = _("Nothing was loaded. The database says: %(what)s") % {"what": plain_message(error)}
            raise CommandError(said) from error
        tell(f"done: {claims:,} claims")
