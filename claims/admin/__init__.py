"""The screens for what was said and how it stands; one module for each group of models."""

from django.contrib import admin

from articles.models import Actor, Article
from claims import public
from claims.admin import assertions, claims, dashboard, merging, noted, publication, quotes, relays, reviews
from claims.models import Claim
from newsroom.admin.site import NewsroomAdminSite

__all__ = ["assertions", "claims", "dashboard", "merging", "noted", "publication", "quotes", "relays", "reviews"]

site = admin.site
if isinstance(site, NewsroomAdminSite):  # what waits on the first page, and what readers see of things of other floors
    site.panels += dashboard.PANELS
    site.public |= {Claim: public.claims, Article: public.articles, Actor: public.actors}
