"""Addresses. Apps are named by string only, so that this floor imports nothing from those above."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("claims.urls")),
]
