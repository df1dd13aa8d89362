"""The app that knows what was said and how it stands."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ClaimsConfig(AppConfig):
    """Quotations, claims, reviews, corrections and the pages that show them."""

    name = "claims"
    verbose_name = _("Claims")
