"""The app that knows what was said and how it stands."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from newsroom.refusals import make_known


class ClaimsConfig(AppConfig):
    """Quotations, claims, reviews, corrections and the pages that show them."""

    name = "claims"
    verbose_name = _("Claims")

    def ready(self) -> None:
        """Make known what the database's rules on this floor say."""
        from claims.refusals import SENTENCES

        make_known(SENTENCES)
