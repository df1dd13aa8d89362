"""Who else has an article open on the desk is said at load, and to the script that asks."""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from tests.claims.desk.at_the_desk import laid_out
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    return laid_out("The bridge is safe.").article


def at(article, page="article"):
    return reverse(f"desk:{page}", args=[article.pk])


def signed_in(*codenames, **names):
    client, user = Client(), UserFactory(is_staff=True, **names)
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames or ["view_quote", "change_quote"]))
    client.force_login(user)
    return client


def test_the_second_reads_who_is_there(article):
    anna, ben = signed_in(first_name="Anna"), signed_in()
    assert "has this open" not in anna.get(at(article)).text
    assert "Anna has this open since" in ben.get(at(article)).text
    assert "has this open" not in ben.get(at(laid_out("Another.").article)).text


def test_the_script_is_told_and_tells_when_one_leaves(article):
    anna, ben = signed_in(first_name="Anna"), signed_in(first_name="Ben")
    anna.get(at(article))
    (told,) = ben.post(at(article, "open")).json()["others"]
    assert told.startswith("Anna has this open since")
    anna.post(at(article, "open"), {"left": "1"})
    assert ben.post(at(article, "open")).json()["others"] == []


def test_on_the_page_of_the_article_itself_it_is_said_too(article):
    anna = signed_in(first_name="Anna")
    anna.get(at(article))
    editor = signed_in("view_article", "change_article")
    assert "Anna has this open" in editor.get(f"/admin/articles/article/{article.pk}/change/").text


def test_who_only_looks_is_not_counted_and_asks_nothing(article):
    anna, reader = signed_in(first_name="Anna"), signed_in("view_quote")
    anna.get(at(article))
    page = reader.get(at(article)).text
    assert "has this open" not in page
    assert "presence.js" not in page
    assert reader.post(at(article, "open")).status_code == 403
    assert anna.post(at(article, "open")).json()["others"] == []
