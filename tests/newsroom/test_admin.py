"""Every screen of the admin, whatever its model: it opens, its list scales, odd input does no harm."""

import factory
import pytest
from django.contrib import admin
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Paginator
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.models import Actor, Article, Byline, Paragraph, Revision
from claims.models import Assertion, Claim, Evidence, Passage, Quote, Relay
from newsroom.admin.base import NewsroomAdmin
from newsroom.admin.paging import AtLeast, CappedPaginator, capped_count
from tests import factories
from tests.factories import ActorFactory, ArticleFactory, ClaimFactory, UserFactory, WholeFactory

pytestmark = pytest.mark.django_db


class GroupFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Group

    name = factory.Sequence(lambda n: f"Desk {n}")


FACTORIES = {
    maker._meta.model: maker
    for maker in [*vars(factories).values(), GroupFactory]
    if isinstance(maker, type) and issubclass(maker, factory.django.DjangoModelFactory) and maker is not WholeFactory
}
SCREENS = list(admin.site._registry.values())
OURS = [screen for screen in SCREENS if screen.opts.app_label in {"articles", "claims"}]
of_all = pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.model.__name__)
of_ours = pytest.mark.parametrize("screen", OURS, ids=lambda screen: screen.model.__name__)


def address(screen, page, *args):
    return reverse(f"admin:{screen.opts.app_label}_{screen.opts.model_name}_{page}", args=args)


def make(model, count=1):
    """Make rows; of the scale of ratings, which migrations filled, there are enough."""
    if model._meta.label == "claims.Rating":
        return list(model.objects.all()[:count])
    return FACTORIES[model].create_batch(count)


def queries_of(client, url):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return [query["sql"] for query in queries]


@of_ours
def test_every_screen_is_one_of_ours(screen):
    assert isinstance(screen, NewsroomAdmin)


@of_all
def test_every_page_opens(admin_client, screen):
    thing = make(screen.model)[0]
    pages = [("changelist",), ("add",), ("change", thing.pk), ("history", thing.pk), ("delete", thing.pk)]
    request = admin_client.get(address(screen, "changelist")).wsgi_request
    may = {"add": screen.has_add_permission(request), "delete": screen.has_delete_permission(request, thing)}
    for page, *args in pages:
        expected = 200 if may.get(page, True) else 403
        assert admin_client.get(address(screen, page, *args)).status_code == expected, page


@of_all
def test_list_costs_the_same_at_two_sizes(admin_client, screen):
    make(screen.model, 2)
    few = queries_of(admin_client, address(screen, "changelist"))
    make(screen.model, 6)
    many = queries_of(admin_client, address(screen, "changelist"))
    assert len(few) == len(many), many


# What the parts of a thing need so that the database takes many of them.
MANY = {
    Passage: lambda owner, n: {"number": n + 2, "text": ["in a", "statement", "Nobody", "asked", "why"][n]},
    Relay: lambda owner, n: {"number": n + 1},
    Revision: lambda owner, n: {"number": n + 1},
    Paragraph: lambda owner, n: {"section": factories.SectionFactory(revision=owner, number=n)},
    Assertion: lambda owner, n: {} if isinstance(owner, Quote) else {"quote__speaker": ActorFactory()},
    Evidence: lambda owner, n: {"quote": factories.QuoteFactory()},
    Byline: lambda owner, n: {"actor": ActorFactory()},
}


def with_parts(screen, count):
    """Make a thing with ``count`` rows in each of its inlines."""
    thing = make(screen.model)[0]
    for inline in screen.get_inline_instances(superuser_request(), thing):
        for n in range(count):
            more = MANY.get(inline.model, lambda owner, n: {})(thing, n)
            FACTORIES[inline.model](**{inline.link(screen.model): thing}, **more)
    return thing


def superuser_request():
    request = RequestFactory().get("/")
    request.user = UserFactory(is_superuser=True)
    return request


@pytest.mark.parametrize("page", ["change", "history"])
@pytest.mark.parametrize(
    "screen", [screen for screen in OURS if screen.inlines], ids=lambda screen: screen.model.__name__
)
def test_page_costs_the_same_with_many_parts(admin_client, screen, page):
    one, many = with_parts(screen, 1), with_parts(screen, 5)
    ContentType.objects.get_for_models(*admin.site._registry)  # kept in memory from then on
    few = queries_of(admin_client, address(screen, page, one.pk))
    more = queries_of(admin_client, address(screen, page, many.pk))
    assert len(few) == len(more), more


@of_ours
def test_list_is_never_counted_whole(admin_client, screen):
    make(screen.model, 2)
    counts = [sql for sql in queries_of(admin_client, address(screen, "changelist")) if "COUNT(" in sql]
    assert counts
    assert all("LIMIT" in sql for sql in counts)


@of_all
@pytest.mark.parametrize(
    "typed",
    ["'", '"', "%", "_", "\\", "\x00", "a\x00b", "& | !", ":*", "()", "é😀", "9" * 40, "x" * 20_000, "🙂 " * 500],
)
def test_odd_search_does_no_harm(admin_client, screen, typed):
    answer = admin_client.get(address(screen, "changelist"), {"q": typed}, follow=True)
    assert answer.status_code == 200


@of_ours
@pytest.mark.parametrize(
    "query", ["p=0", "p=999999", "article=x", "article=999", "o=99", "nonsense=1", "q=%00", "all="]
)
def test_odd_address_does_no_harm(admin_client, screen, query):
    assert admin_client.get(f"{address(screen, 'changelist')}?{query}", follow=True).status_code == 200


@of_ours
def test_search_by_id_finds_one(admin_client, screen):
    things = make(screen.model, 2)
    found = admin_client.get(address(screen, "changelist"), {"q": str(things[0].pk)}).context["cl"].queryset
    assert things[0] in found


@of_all
def test_nobody_gets_in_without_permission(client, screen):
    client.force_login(UserFactory())
    thing = make(screen.model)[0]
    for page, *args in [("changelist",), ("add",), ("change", thing.pk), ("history", thing.pk), ("delete", thing.pk)]:
        assert client.get(address(screen, page, *args)).status_code == 403


@of_ours
def test_choices_say_more_than_a_number(admin_client, screen):
    """What autocompletion offers tells things apart, in as many queries for one as for many."""
    make(screen.model, 3)
    labels = {screen.choice_label(thing) for thing in screen.for_choice(screen.model.objects.all())}
    assert len(labels) >= 1
    assert all(label and "object (" not in label for label in labels)


def test_index_lists_the_rooms_in_order_of_work(admin_client):
    apps = [app["app_label"] for app in admin_client.get(reverse("admin:index")).context["app_list"]]
    assert apps == ["articles", "claims", "auth", "newsroom"]


def test_count_stops_at_its_limit():
    ActorFactory.create_batch(4)
    assert capped_count(Actor.objects.all(), limit=4) == 4
    assert str(capped_count(Actor.objects.all(), limit=4)) == "4"
    assert str(capped_count(Actor.objects.all(), limit=3)) == "3+"
    assert str(AtLeast(10_000)) == "10,000+"


def shown(client, url):
    """Give the ids on a list's page, from top to bottom, and the page's list."""
    found = client.get(url).context["cl"]
    return [row.pk for row in found.result_list], found


def test_a_long_list_is_read_from_either_end(admin_client, monkeypatch):
    """Of 130 rows, 50 on a page and 60 counted, the last come in the order of the list."""
    monkeypatch.setattr("newsroom.admin.paging.capped_count", lambda rows: capped_count(rows, limit=60))
    keys = sorted((article.pk for article in ArticleFactory.create_batch(130, published_on=None)), reverse=True)
    first, long_list = shown(admin_client, "/admin/articles/article/")
    assert first == keys[:50]
    _label, end = long_list.other_end
    last, long_list = shown(admin_client, f"/admin/articles/article/{end}")
    assert last == keys[-50:]
    before, _list = shown(admin_client, f"/admin/articles/article/{end}&p=2")
    assert before == keys[-60:-50]
    _label, beginning = long_list.other_end
    assert shown(admin_client, f"/admin/articles/article/{beginning}")[0] == first
    narrowed, _list = shown(admin_client, f"/admin/articles/article/{end}&published_on__isnull=False")
    assert narrowed == []


def test_a_short_list_has_no_other_end(admin_client):
    ArticleFactory.create_batch(2)
    assert shown(admin_client, "/admin/articles/article/")[1].other_end is None


def test_capped_list_says_so_and_leafs_on(admin_client, monkeypatch):
    monkeypatch.setattr("newsroom.admin.paging.capped_count", lambda rows: capped_count(rows, limit=100))
    ActorFactory.create_batch(103)
    page = admin_client.get(reverse("admin:articles_actor_changelist"), {"p": 2})
    assert "100+ actors" in page.content.decode()
    assert CappedPaginator(Actor.objects.order_by("pk"), 50).num_pages == 2


def test_paginator_agrees_with_djangos_below_the_limit():
    ActorFactory.create_batch(7)
    rows = Actor.objects.order_by("pk")
    ours, theirs = CappedPaginator(rows, 3), Paginator(rows, 3)
    assert [list(page) for page in ours] == [list(page) for page in theirs]


def test_lists_that_belong_to_a_thing_are_linked(admin_client):
    article = ArticleFactory()
    factories.QuoteFactory(revision__article=article)
    factories.QuoteFactory()
    page = admin_client.get(reverse("admin:articles_article_change", args=[article.pk])).content.decode()
    link = f"/admin/claims/quote/?article={article.pk}"
    assert f'<a href="{link}">Quotations (1)</a>' in page
    assert admin_client.get(link).context["cl"].result_count == 1


def test_view_on_site_only_for_what_readers_see(admin_client):
    draft = ClaimFactory()
    page = admin_client.get(reverse("admin:claims_claim_change", args=[draft.pk]))
    assert page.context["has_absolute_url"] is False


def test_public_models_are_known():
    assert {Claim, Article, Actor} <= set(admin.site.public)
