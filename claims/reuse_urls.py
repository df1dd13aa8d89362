"""Addresses for machines, one for all languages; docs/reuse.md. Named "data:claims", "reuse:sitemap" and so on."""

from django.urls import include, path

from claims.data.addresses import urls as data
from claims.embedding import oembed
from claims.sitemaps import robots, sitemap, sitemap_section

reuse = [
    path("oembed", oembed, name="oembed"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemap_section, name="sitemap-section"),
    path("robots.txt", robots, name="robots"),
]
urlpatterns = [path("", include((reuse, "reuse"))), path("", data)]
