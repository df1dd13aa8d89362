"""The public addresses; templates and others name them "pages:claim" and so on."""

from django.urls import path

from claims.pages.about import about
from claims.pages.actors import actor_list, actor_page
from claims.pages.articles import article_list, article_page
from claims.pages.claims import claim_list, claim_page
from claims.pages.corrections import correction_list
from claims.pages.home import home

app_name = "pages"
urlpatterns = [
    path("", home, name="home"),
    path("claims/", claim_list, name="claims"),
    path("claims/<slug:slug>/", claim_page, name="claim"),
    path("actors/", actor_list, name="actors"),
    path("actors/<slug:slug>/", actor_page, name="actor"),
    path("articles/", article_list, name="articles"),
    path("articles/<slug:slug>/", article_page, name="article"),
    path("corrections/", correction_list, name="corrections"),
    path("about/", about, name="about"),
]
