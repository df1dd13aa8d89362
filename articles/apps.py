"""The app that knows what was published and who is named in it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from newsroom.refusals import make_known


class ArticlesConfig(AppConfig):
    """Articles, their revisions, and the registry of actors."""

    name = "articles"
    verbose_name = _("Articles")

    def ready(self) -> None:
        """Make known what the database's rules on this floor, and the reading of files, say."""
        from articles.refusals import READING, SENTENCES

        make_known(SENTENCES + READING)
