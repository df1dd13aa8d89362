"""Addresses. Apps are named by string only, so that this floor imports nothing from those above."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path
from django.views.i18n import set_language

from newsroom import health
from newsroom.icons import icon

handler400 = "newsroom.mistakes.unreadable"
handler404 = "newsroom.mistakes.missing"
urlpatterns = [
    path("admin/desk/", include("claims.desk.urls")),
    path("admin/language/", set_language, name="language"),
    path("admin/", admin.site.urls),
    path("healthz", health.alive, name="alive"),
    path("readyz", health.ready, name="ready"),
    path("favicon.ico", icon, {"name": "favicon.ico"}, name="favicon"),
    path("apple-touch-icon.png", icon, {"name": "touch-icon.png"}, name="touch-icon"),
    path("apple-touch-icon-precomposed.png", icon, {"name": "touch-icon.png"}, name="touch-icon-precomposed"),
    *i18n_patterns(path("", include("claims.urls")), prefix_default_language=False),
    path("", include("claims.reuse_urls")),
]
