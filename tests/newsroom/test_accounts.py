"""Users and groups: Django's own forms do what they do, and two people at one account are told."""

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from claims.roles import ROLES
from newsroom.accounts import Account, group_name
from tests.admin_forms import delete, errors_of, fields_of, send
from tests.factories import UserFactory
from tests.rules import refused, sql

pytestmark = pytest.mark.django_db


def did(client, thing):
    acts = client.get(page_of(thing, "history")).context["acts"]
    return {told.did for act in acts for told in act.told}


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


def test_history_tells_who_gave_whom_what_and_no_password(admin_client, user):
    group, permission = Group.objects.get(name="editor"), Permission.objects.get(codename="view_claim")
    send(admin_client, page_of(user), first_name="Anne", groups=[group.pk], user_permissions=[permission.pk])
    words = {"usable_password": "true", "password1": "very-long-words-9", "password2": "very-long-words-9"}
    admin_client.post(page_of(user, "password"), words)
    send(admin_client, page_of(user), groups=[])
    User.objects.filter(pk=user.pk).update(is_superuser=True)
    assert did(admin_client, user) == {
        "added this user",
        "changed the first name of this user",
        "added the membership in the group “editor”",
        "added the permission “Claims | claim | Can view claim”",
        "changed the password of this user",
        "removed the membership in the group “editor”",
        "changed the superuser status of this user",
    }
    page = admin_client.get(page_of(user, "history")).text
    assert all(words in page for words in ("<strong>admin</strong>", "Change password", "past the application"))
    user.refresh_from_db()
    assert user.password not in page
    assert "Restore this state" not in page
    assert admin_client.get(page_of(user, "restore"), {"at": "2026-01-04T10:00:00+00:00"}).status_code == 404


def test_history_of_what_is_gone_stays(admin_client, user):
    group = Group.objects.create(name="guests")
    user.groups.add(group)
    pages = [page_of(user, "history"), page_of(group, "history")]
    assert delete(admin_client, page_of(group, "delete")).status_code == 302
    assert "removed the membership in the group “guests”" in did(admin_client, user)
    assert delete(admin_client, page_of(user, "delete")).status_code == 302
    assert not User.objects.filter(pk=user.pk).exists()
    for gone in pages:
        assert "deleted this" in admin_client.get(gone).text
    for nobody in (user.pk + 999, "x", 10**30):
        assert admin_client.get(f"/admin/auth/user/{nobody}/history/").status_code == 302


def test_a_group_tells_which_permissions_it_gained(admin_client):
    group, permission = Group.objects.create(name="guests"), Permission.objects.get(codename="view_claim")
    send(admin_client, page_of(group), permissions=[permission.pk])
    assert did(admin_client, group) == {"added this group", "added the permission “Claims | claim | Can view claim”"}


def test_signing_in_leaves_no_event_and_a_password_no_value(user):
    events = Account.pgh_event_model.objects.filter(pgh_obj_id=user.pk)
    Client().force_login(user)
    assert [event.pgh_label for event in events] == ["insert"]
    user.set_password("very-long-words-9")
    user.save()
    assert sorted(event.pgh_label for event in events.all()) == ["insert", "password"]
    kept = {field.name for field in Account.pgh_event_model._meta.get_fields()}
    assert not {"password", "last_login"} & kept
    assert {field.name for field in User._meta.local_fields} - {"password", "last_login"} <= kept


def test_history_costs_the_same_for_a_long_record(admin_client, user):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            admin_client.get(page_of(user, "history"))
        return len(queries)

    def change(times):
        for group in Group.objects.all():
            user.groups.add(group)
        for number in range(times):
            User.objects.filter(pk=user.pk).update(last_name=f"Berg {number}")

    change(1)
    first = cost()
    change(20)
    assert cost() == first


@pytest.mark.parametrize("model", [User, Group, User.groups.through, User.user_permissions.through])
def test_nothing_goes_past_the_record_at_once(model):
    with refused("This table is on record"):
        sql(f"TRUNCATE {model._meta.db_table} CASCADE")


def test_groups_of_the_software_are_named_in_the_language_of_who_looks_others_as_they_were_written(admin_client, user):
    own = Group.objects.create(name="History")
    checkers = Group.objects.get(name="fact-checker")
    send(admin_client, page_of(user), groups=[checkers.pk, own.pk])
    spanish = {"headers": {"accept-language": "es"}}
    pages = [
        page_of(user),
        page_of(user, "history"),
        page_of(checkers),
        "/admin/auth/group/",
        "/admin/auth/user/",
    ]
    for page in pages:
        assert "equipo de verificación" in admin_client.get(page, **spanish).text.casefold(), page
    filtered = admin_client.get("/admin/auth/user/", {"groups__id__exact": checkers.pk}, **spanish)
    assert list(filtered.context["cl"].result_list) == [user]
    assert "History" in admin_client.get("/admin/auth/group/", **spanish).text
    assert Group.objects.get(pk=checkers.pk).name == "fact-checker"


def test_every_group_that_the_software_makes_has_a_spanish_name():
    names = {group: group_name(group) for group in Group.objects.all()}
    with override("es"):
        assert all(group_name(group) for group in names)
        assert {group.name for group in names if group_name(group) != names[group]} == set(ROLES) - {"editor"}
