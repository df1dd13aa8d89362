"""Nobody gives, or takes over, what they don't have themselves; whoever gives a password is on record."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from newsroom.accounts import Account
from newsroom.models import PasswordToChange, SignIn
from tests.admin_forms import delete, do_to, errors_of, fields_of, send
from tests.factories import ClaimFactory, UserFactory

pytestmark = pytest.mark.django_db

NEW = {"usable_password": "true", "password1": "trombone lagoon", "password2": "trombone lagoon"}
OWN = "correct horse"


def page_of(thing, page="change"):
    return f"/admin/auth/{thing._meta.model_name}/{thing.pk}/{page}/"


def group(name):
    return Group.objects.get(name=name)


@pytest.fixture
def administrator(client):
    user = UserFactory(username="adam", groups=["administrator"])
    client.force_login(user)
    return user


@pytest.fixture
def superuser():
    return UserFactory(username="root", is_superuser=True, email="root@news.example")


class TestSuperusers:
    """Whatever the door, who is no superuser changes nothing about one."""

    def test_their_form_stores_nothing(self, client, administrator, superuser):
        assert "../password/" not in client.get(page_of(superuser)).text
        sent = {"username": "mine", "email": "adam@news.example", "is_staff": "on", "_save": "1"}
        assert client.post(page_of(superuser), sent).status_code == 403
        superuser.refresh_from_db()
        assert (superuser.username, superuser.email, superuser.is_superuser) == ("root", "root@news.example", True)

    @pytest.mark.parametrize("page", ["password", "delete", "restore"])
    def test_their_other_pages_are_shut(self, client, administrator, superuser, page):
        before = superuser.password
        for answer in (
            client.get(page_of(superuser, page)),
            client.post(page_of(superuser, page), NEW | {"post": "yes"}),
        ):
            assert answer.status_code in (403, 404)
        assert User.objects.get(pk=superuser.pk).password == before

    def test_the_list_deletes_none(self, client, administrator, superuser):
        do_to(client, "/admin/auth/user/", "delete_selected", [superuser])
        assert User.objects.filter(pk=superuser.pk).exists()

    def test_one_out_of_use_is_one_still(self, client, administrator, superuser):
        User.objects.filter(pk=superuser.pk).update(is_active=False)
        assert client.post(page_of(superuser), {"username": "root", "is_active": "on"}).status_code == 403
        assert client.get(page_of(superuser, "password")).status_code == 403

    def test_nobody_else_makes_one(self, client, administrator):
        other = UserFactory()
        for user in (other, administrator):
            send(client, page_of(user), is_superuser="on", first_name="Changed")
            user.refresh_from_db()
            assert (user.is_superuser, user.first_name) == (False, "Changed")

    def test_superusers_do(self, client, superuser):
        client.force_login(superuser)
        other = UserFactory()
        send(client, page_of(other), is_superuser="on")
        other.refresh_from_db()
        assert other.is_superuser


class TestPermissions:
    """Nobody gives what they don't have."""

    @pytest.fixture
    def clerk(self, client):
        """One who may look after accounts, and do little else."""
        user = UserFactory(username="clerk", groups=["reporter"])
        user.user_permissions.add(*Permission.objects.filter(content_type__app_label="auth"))
        client.force_login(user)
        return user

    def test_a_group_beyond_ones_own_is_neither_offered_nor_taken(self, client, clerk):
        other = UserFactory()
        fields = client.get(page_of(other)).context["adminform"].form.fields
        assert set(fields["groups"].queryset) == {group("reporter")}
        answer = send(client, page_of(other), groups=[group("editor").pk])
        assert "not one of the available choices" in errors_of(answer)
        send(client, page_of(other), groups=[group("reporter").pk])
        assert other.groups.get().name == "reporter"

    def test_nor_is_a_permission(self, client, clerk):
        other, permission = UserFactory(), Permission.objects.get(codename="publish_claim")
        assert "not one of the available" in errors_of(send(client, page_of(other), user_permissions=[permission.pk]))
        assert "not one of the available" in errors_of(send(client, page_of(clerk), user_permissions=[permission.pk]))

    def test_who_may_do_more_is_not_theirs_to_change_also_while_out_of_use(self, client, clerk):
        for user in (UserFactory(groups=["editor"]), UserFactory(groups=["editor"], is_active=False)):
            assert client.post(page_of(user), {"username": user.username}).status_code == 403
            assert client.post(page_of(user, "password"), NEW).status_code == 403
            assert client.post(page_of(user, "delete"), {"post": "yes"}).status_code == 403

    def test_a_group_whose_members_may_do_more_is_not_either(self, client, clerk):
        assert client.post(page_of(group("editor")), {"name": "editor"}).status_code == 403
        assert client.post(page_of(group("editor"), "delete"), {"post": "yes"}).status_code == 403
        do_to(client, "/admin/auth/group/", "delete_selected", [group("editor")])
        assert group("editor").permissions.exists()

    def test_a_group_gets_no_permission_that_its_giver_lacks(self, client, clerk):
        guests, permission = Group.objects.create(name="guests"), Permission.objects.get(codename="publish_claim")
        assert "not one of the available" in errors_of(send(client, page_of(guests), permissions=[permission.pk]))

    def test_an_administrator_gives_each_role(self, client, administrator):
        other = UserFactory()
        send(client, page_of(other), groups=[each.pk for each in Group.objects.all()])
        assert other.groups.count() == Group.objects.count()


class TestGivenPasswords:
    """A password that somebody else set is good for setting one's own."""

    @pytest.fixture
    def anna(self):
        return UserFactory(username="anna", groups=["fact-checker"])

    def sign_in(self, password):
        browser = Client()
        browser.post("/admin/login/", {"username": "anna", "password": password})
        return browser

    def change(self, browser, old, new):
        sent = {"old_password": old, "new_password1": new, "new_password2": new}
        return browser.post("/admin/password_change/", sent)

    def test_nothing_else_is_open_before_it_is_changed(self, client, administrator, anna):
        client.post(page_of(anna, "password"), NEW)
        browser = self.sign_in("trombone lagoon")
        for address in ("/admin/", "/admin/claims/claim/", "/admin/desk/", "/admin/one-time-password/"):
            assert browser.get(address)["Location"] == "/admin/password_change/"
        page = browser.get("/admin/password_change/").text
        assert "Somebody else set your password" in page
        assert "This is the old one" in self.change(browser, "trombone lagoon", "trombone lagoon").text
        assert self.change(browser, "trombone lagoon", "my own gondola").status_code == 302
        assert browser.get("/admin/").status_code == 200
        assert not PasswordToChange.objects.exists()
        assert self.sign_in("my own gondola").get("/admin/").status_code == 200

    def test_that_of_a_new_account_too(self, client, administrator):
        client.post("/admin/auth/user/add/", fields_of(client, "/admin/auth/user/add/") | {"username": "anna"} | NEW)
        User.objects.filter(username="anna").update(is_staff=True)
        assert self.sign_in("trombone lagoon").get("/admin/")["Location"] == "/admin/password_change/"

    def test_where_all_must_have_one_time_passwords_it_comes_first(self, client, administrator, anna, settings):
        client.post(page_of(anna, "password"), NEW)
        settings.REQUIRE_ONE_TIME_PASSWORD = True
        browser = self.sign_in("trombone lagoon")
        assert browser.get("/admin/password_change/").status_code == 200
        self.change(browser, "trombone lagoon", "my own gondola")
        assert browser.get("/admin/")["Location"] == "/admin/one-time-password/"

    def test_who_set_it_is_on_record(self, client, administrator, anna):
        client.post(page_of(anna, "password"), NEW)
        event = Account.pgh_event_model.objects.get(pgh_obj_id=anna.pk, pgh_label="password")
        assert event.pgh_context.metadata["user"] == administrator.pk
        assert PasswordToChange.objects.get().set_by == administrator

    def test_ones_own_needs_no_change(self, client, administrator):
        client.post(page_of(administrator, "password"), NEW)
        assert not PasswordToChange.objects.exists()
        assert client.get("/admin/").status_code == 200

    def test_sessions_end_when_it_is_set(self, client, administrator, anna):
        browser = self.sign_in(OWN)
        client.post(page_of(anna, "password"), NEW)
        assert browser.get("/admin/").status_code == 302

    def test_sessions_end_with_the_account_and_stay_so_when_it_is_back(self, client, administrator, anna):
        browser = self.sign_in(OWN)
        sent = fields_of(client, page_of(anna)) | {"_continue": "1"}
        client.post(page_of(anna), {name: value for name, value in sent.items() if name != "is_active"})
        assert not User.objects.get(pk=anna.pk).is_active
        send(client, page_of(anna), is_active="on")
        assert browser.get("/admin/").status_code == 302
        assert client.get("/admin/").status_code == 200
        assert Session.objects.count() == 1

    def test_the_old_password_is_not_guessed_at_without_a_limit(self, client, anna):
        client.force_login(anna)
        answers = [self.change(client, f"wrong {n}", "my own gondola").status_code for n in range(6)]
        assert answers == [200] * 4 + [429] * 2


class TestProof:
    """What matters asks for one's own password again."""

    @pytest.fixture
    def long_ago(self, client, settings, administrator):
        """Let the administrator have signed in half an hour ago."""
        session = client.session
        session["proved_at"] = (timezone.now() - timedelta(minutes=30)).timestamp()
        session.save()

    def confirm(self, client, page, password=OWN):
        assert "Confirm that it is you" in page.text
        held = dict(page.context["held"])
        held |= {"_only_looking": "1"} if page.context["is_looking"] else {}
        return client.post(page.context["address"], held | {"_own_password": password})

    def test_a_role_is_given_once_it_is_and_nothing_typed_is_lost(self, client, long_ago):
        other = UserFactory()
        page = send(client, page_of(other), first_name="Anna", groups=[group("editor").pk])
        assert not other.groups.exists()
        again = self.confirm(client, page, "wrong")
        assert "This is not your password" in again.text
        assert not other.groups.exists()
        assert self.confirm(client, again).status_code == 302
        other.refresh_from_db()
        assert (other.first_name, other.groups.get().name) == ("Anna", "editor")
        assert send(client, page_of(other), first_name="Anne").status_code == 302
        kinds = SignIn.objects.filter(kind__in=["confirmed", "not_confirmed"]).order_by("pk")
        assert list(kinds.values_list("kind", flat=True)) == ["not_confirmed", "confirmed"]

    def test_a_password_is_typed_after_it_and_held_in_no_page(self, client, long_ago):
        other = UserFactory()
        page = client.get(page_of(other, "password"))
        assert self.confirm(client, page)["Location"] == page_of(other, "password")
        assert client.post(page_of(other, "password"), NEW).status_code == 302

        session = client.session
        session["proved_at"] = 0
        session.save()
        assert "trombone" not in client.post(page_of(other, "password"), NEW).text
        assert "Confirm that it is you" in client.get("/admin/auth/user/add/").text

    def test_deleting_accounts_and_groups_and_one_time_passwords_ask(self, client, long_ago):
        other, guests = UserFactory(), Group.objects.create(name="guests")
        asked = [
            delete(client, page_of(other, "delete")),
            delete(client, page_of(guests, "delete")),
            do_to(client, "/admin/auth/user/", "delete_selected", [other]),
            client.post("/admin/one-time-password/", {"token": "000000"}),
        ]
        assert ["Confirm that it is you" in page.text for page in asked] == [True] * 4
        assert self.confirm(client, asked[2]).status_code == 302
        assert not User.objects.filter(pk=other.pk).exists()
        assert guests.pk

    def test_withdrawing_asks_and_holds_the_reason(self, client, long_ago):
        claim = ClaimFactory(published=True)
        address = f"/admin/claims/claim/{claim.pk}/do/withdraw/"
        page = client.post(address, fields_of(client, address) | {"reason": "It was another bridge."})
        claim.refresh_from_db()
        assert claim.status == "published"
        self.confirm(client, page)
        claim.refresh_from_db()
        assert (claim.status, claim.withdrawn_reason) == ("withdrawn", "It was another bridge.")

    def test_what_does_not_matter_so_does_not_ask(self, client, long_ago):
        claim = ClaimFactory(published=True)
        assert client.get(page_of(UserFactory())).status_code == 200
        answer = client.post(f"/admin/claims/claim/{claim.pk}/open/")
        assert answer.json() == {"others": []}

    def test_it_is_guessed_at_no_oftener_than_at_the_door(self, client, long_ago):
        page = client.post(page_of(UserFactory()), {"username": "x"})
        answers = [self.confirm(client, page, f"wrong {n}").status_code for n in range(6)]
        assert answers == [200] * 4 + [429] * 2

    def test_somebody_elses_password_proves_nothing(self, client, long_ago):
        UserFactory(username="other", password="trombone lagoon")
        page = client.post(page_of(UserFactory()), {"username": "x"})
        assert "This is not your password" in self.confirm(client, page, "trombone lagoon").text

    def test_a_stranger_is_asked_to_sign_in_and_not_for_it(self, db):
        answer = Client().post(page_of(UserFactory()), {"_own_password": OWN, "username": "x"})
        assert "Confirm that it is you" not in answer.text
