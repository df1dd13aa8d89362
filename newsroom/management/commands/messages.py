"""`manage.py messages`: brings the catalogues of all languages up to date with the sources, or says what they lack."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser


class Command(BaseCommand):
    """Writes and compiles `locale/…/*.po`; docs/translating.md says what a translator does then."""

    help = "Brings the catalogues under locale/ up to date with all marked texts, and says what is to be translated."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the choice to change nothing."""
        parser.add_argument("--check", action="store_true", help="change nothing; fail where something is amiss")

    def handle(self, *args: object, check: bool, **options: object) -> None:  # noqa: ARG002
        """Print what each catalogue lacks. Raises CommandError if any lacks anything, or where Babel isn't there."""
        try:
            from newsroom.translating.keeping import lacking
        except ImportError as missing:
            raise CommandError("This needs Babel, which comes with requirements/dev.txt.") from missing
        found = list(lacking(settings.BASE_DIR, [code for code, _name in settings.LANGUAGES], write=not check))
        if found:
            advice = "Run “make messages”." if check else "Translate these, then run this again."
            raise CommandError("\n".join([*found, advice]))
