"""The app that knows what was published and who is named in it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    """Articles, their revisions, and the registry of actors."""

    name = "articles"
    verbose_name = _("Articles")
