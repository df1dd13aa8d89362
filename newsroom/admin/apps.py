"""Puts our site in the place of Django's own, so that ``admin.site`` and ``@admin.register`` mean it."""

from django.contrib.admin.apps import AdminConfig


class NewsroomAdminConfig(AdminConfig):
    """Django's admin, served by ``NewsroomAdminSite``."""

    default_site = "newsroom.admin.site.NewsroomAdminSite"
