"""Where every page of the admin leads: remembered for all who may see the same, and for nobody else."""

import re

import pytest
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.test import RequestFactory
from django.utils import translation

from newsroom.admin.site import NewsroomAdminSite
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def asked(user, path="/admin/"):
    request = RequestFactory().get(path)
    request.user = user
    return request


def may(*codenames):
    user = UserFactory(is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    return user


def names(user):
    return [model["object_name"] for app in admin.site.get_app_list(asked(user)) for model in app["models"]]


def test_each_sees_the_lists_that_their_permissions_allow(admin_user):
    assert names(may("view_claim")) == ["Claim"]
    assert names(may("view_claim", "view_actor")) == ["Actor", "Claim"]
    assert names(may()) == []
    assert {"Actor", "Claim", "User"} <= set(names(admin_user))


def test_a_permission_given_or_taken_shows_at_once():
    user = may("view_claim")
    assert names(user) == ["Claim"]
    user.user_permissions.clear()
    assert names(type(user).objects.get(pk=user.pk)) == []


def test_who_is_shut_out_sees_nothing_of_what_another_with_all_rights_sees(admin_user):
    assert names(admin_user)
    admin_user.is_active = False
    assert names(admin_user) == []


def test_the_add_links_differ_too():
    one, other = may("view_claim"), may("view_claim", "add_claim", "write_claim")
    addresses = [admin.site.get_app_list(asked(user))[0]["models"][0]["add_url"] for user in (one, other)]
    assert addresses == [None, "/admin/claims/claim/add/"]


def test_the_sidebar_marks_where_one_is(admin_user):
    drawn = [admin.site.sidebar(asked(admin_user, path)) for path in ("/admin/claims/claim/", "/admin/claims/quote/")]
    marked = [re.findall(r'<a href="([^"]+)" aria-current="page"', one) for one in drawn]
    assert marked == [["/admin/claims/claim/"], ["/admin/claims/quote/"]]


def test_the_sidebar_speaks_the_language_of_the_page(admin_user):
    english = admin.site.sidebar(asked(admin_user))
    with translation.override("de"):
        assert admin.site.sidebar(asked(admin_user)) != english
    assert admin.site.sidebar(asked(admin_user)) == english


def test_a_screen_registered_later_is_listed(admin_user):
    site = NewsroomAdminSite("other")
    assert site.get_app_list(asked(admin_user)) == []
    site.register(Permission)
    site._build_app_dict = lambda request, label: {"auth": {"name": "Auth", "models": []}}  # it has no address
    assert [app["name"] for app in site.get_app_list(asked(admin_user))] == ["Auth"]
