"""Write the editorial record of an article."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import Q
from django.utils.translation import gettext as _

from articles.models import Article
from claims.records import export_record


class Command(BaseCommand):
    """``manage.py export_record ARTICLE``: the record of the article as it stands, as YAML."""

    help = "Write the editorial record of an article: its confirmed quotations and the claims they bear."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the article and where to write."""
        parser.add_argument("article", help="its slug, id or file name")
        parser.add_argument("--output", type=Path, metavar="FILE", help="write to this file instead of the terminal")

    def handle(self, *, article: str, output: Path | None, **options: Any) -> None:  # noqa: ANN401, ARG002 - Django's
        """Write it."""
        text = export_record(_named(article))
        if output is None:
            self.stdout.write(text, ending="")
            return
        try:
            output.write_text(text, encoding="utf-8", newline="\n")
        except OSError as error:
            why = {"file": output, "why": error.strerror}
            raise CommandError(_("%(file)s can't be written: %(why)s.") % why) from error


def _named(name: str) -> Article:
    """Give the article of this slug, else of this file name, else of this id: a slug may be all digits."""
    ways = [Q(slug=name), Q(file_name=name), *([Q(pk=int(name))] if name.isdecimal() else [])]
    for way in ways:
        article = Article.objects.filter(way).first()
        if article is not None:
            return article
    raise CommandError(_("There is no article with the slug, file name or id “%(name)s”.") % {"name": name})
