"""The addresses of readers, in each language; templates and others name them "pages:claim" and so on."""

from django.urls import path

from claims.feeds import actor_feed, article_feed, claim_feed, correction_feed, rating_feed
from claims.pages.about import about
from claims.pages.actors import actor_list, actor_page
from claims.pages.articles import article_list, article_page
from claims.pages.card import claim_card, site_card
from claims.pages.claims import claim_list, claim_page
from claims.pages.corrections import correction_list
from claims.pages.data import data_page
from claims.pages.embed import embedded_claim
from claims.pages.home import home
from claims.pages.values import value_pages

app_name = "pages"
urlpatterns = [
    path("", home, name="home"),
    path("claims/", claim_list, name="claims"),
    path("claims/<slug:slug>/", claim_page, name="claim"),
    path("actors/", actor_list, name="actors"),
    path("actors/<slug:slug>/", actor_page, name="actor"),
    path("articles/", article_list, name="articles"),
    path("articles/<slug:slug>/", article_page, name="article"),
    *value_pages(),
    path("corrections/", correction_list, name="corrections"),
    path("about/", about, name="about"),
    path("about/data/", data_page, name="about-data"),
    path("claims/<slug:slug>/embed/", embedded_claim, name="embed"),
    path("claims/<slug:slug>/card.png", claim_card, name="card"),
    path("card.png", site_card, name="site-card"),
    path("claims.atom", claim_feed, name="claims-feed"),
    path("articles.atom", article_feed, name="articles-feed"),
    path("ratings.atom", rating_feed, name="ratings-feed"),
    path("corrections.atom", correction_feed, name="corrections-feed"),
    path("actors/<slug:slug>.atom", actor_feed, name="actor-feed"),
]
