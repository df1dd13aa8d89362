"""The addresses of the desk, under /admin/desk/; templates and others name them "desk:article" and so on."""

from django.urls import path

from claims.desk import views

app_name = "desk"
urlpatterns = [
    path("", views.start, name="start"),
    path("undo/", views.undo, name="undo"),
    path("<int:article>/", views.article, name="article"),
    path("<int:article>/open/", views.still_open, name="open"),
    path("<int:article>/next/", views.next_article, name="next"),
    path("<int:article>/sure/", views.sure, name="sure"),
    path("<int:article>/add/", views.add, name="add"),
    path("<int:article>/<int:quote>/suggestions/<slug:what>/", views.suggestions, name="suggestions"),
    path("<int:article>/<int:quote>/<slug:verb>/", views.act, name="act"),
]
