"""Users and groups: Django's own forms do what they do, and two people at one account are told."""

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.test import Client

from tests.admin_forms import delete, errors_of, fields_of, send
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def page_of(thing, page="change"):
    return f"/admin/auth/{thing._meta.model_name}/{thing.pk}/{page}/"


@pytest.fixture
def user():
    return UserFactory(username="anna", first_name="Anna", is_staff=True)


def test_a_user_is_added_with_a_password(admin_client):
    words = {"username": "ben", "password1": "very-long-words-9", "password2": "very-long-words-9"}
    sent = fields_of(admin_client, "/admin/auth/user/add/") | {"usable_password": "true"} | words
    assert admin_client.post("/admin/auth/user/add/", sent).status_code == 302
    assert User.objects.get(username="ben").check_password("very-long-words-9")
    weak = sent | {"username": "eva", "password1": "123", "password2": "123"}
    assert "too short" in admin_client.post("/admin/auth/user/add/", weak).text


def test_the_password_is_neither_shown_nor_changed_by_the_form(admin_client, user):
    before = User.objects.get(pk=user.pk).password
    assert before not in admin_client.get(page_of(user)).text
    send(admin_client, page_of(user), first_name="Anne", password="changed")
    user.refresh_from_db()
    assert (user.first_name, user.password) == ("Anne", before)


def test_the_password_has_a_page_of_its_own(admin_client, user):
    words = {"usable_password": "true", "password1": "very-long-words-9", "password2": "very-long-words-9"}
    assert admin_client.get(page_of(user, "password")).status_code == 200
    assert admin_client.post(page_of(user, "password"), words).status_code == 302
    user.refresh_from_db()
    assert user.check_password("very-long-words-9")


def test_groups_and_permissions_are_chosen(admin_client, user):
    group, permission = Group.objects.get(name="editor"), Permission.objects.get(codename="view_claim")
    send(admin_client, page_of(user), groups=[group.pk], user_permissions=[permission.pk])
    assert (user.groups.get(), user.user_permissions.get()) == (group, permission)


def test_the_list_is_searched_by_any_name(admin_client, user):
    for words in ("ann", "Anna", str(user.pk)):
        found = admin_client.get("/admin/auth/user/", {"q": words}).context["cl"].result_list
        assert user in found
    assert list(admin_client.get("/admin/auth/group/", {"q": "report"}).context["cl"].result_list)


def test_what_somebody_changed_meanwhile_is_told_and_not_overwritten(admin_client, user):
    opened = fields_of(admin_client, page_of(user)) | {"_continue": "1", "last_name": "Berg"}
    User.objects.filter(pk=user.pk).update(email="anna@news.example")
    answer = admin_client.post(page_of(user), opened)
    assert "Last name and Email address" in errors_of(answer)
    user.refresh_from_db()
    assert (user.email, user.last_name) == ("anna@news.example", "")
    assert 'value="Berg"' in answer.text


def test_a_group_given_or_taken_meanwhile_counts_too(admin_client, user):
    opened = fields_of(admin_client, page_of(user)) | {"_continue": "1"}
    user.groups.add(Group.objects.get(name="editor"))
    assert "Groups" in errors_of(admin_client.post(page_of(user), opened))
    assert user.groups.exists()


def test_signing_in_is_no_change(admin_client, user):
    opened = fields_of(admin_client, page_of(user)) | {"_continue": "1", "last_name": "Berg"}
    Client().force_login(user)
    assert admin_client.post(page_of(user), opened).status_code == 302


def test_who_else_has_it_open_is_said(admin_client, user):
    other = Client()
    other.force_login(UserFactory(is_superuser=True, is_staff=True, first_name="Ben"))
    other.get(page_of(user))
    assert "Ben has this open since" in admin_client.get(page_of(user)).text


def test_history_and_deletion_are_there(admin_client, user):
    send(admin_client, page_of(user), first_name="Anne")
    assert "Changed First name" in admin_client.get(page_of(user, "history")).text
    assert delete(admin_client, page_of(user, "delete")).status_code == 302
    assert not User.objects.filter(pk=user.pk).exists()
