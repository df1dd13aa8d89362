from datetime import UTC, date, timedelta, timezone

import pytest
from django.http import Http404
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from articles.models import Actor, Article
from newsroom.paging import Order, page_of
from tests.factories import ActorFactory, ArticleFactory

NEWEST_FIRST = Order("published_on", nullable=True)
BY_NAME = Order("name", descending=False)


def walk(rows, order, size):
    """Give the pages forwards, and the same walked backwards from the last."""
    forwards = [page_of(rows, order, {}, size)]
    while forwards[-1].after:
        forwards.append(page_of(rows, order, {"after": forwards[-1].after}, size))
    backwards = [forwards[-1]]
    while backwards[0].before:
        backwards.insert(0, page_of(rows, order, {"before": backwards[0].before}, size))
    return forwards, backwards


class TestWalking(TestCase):
    @settings(max_examples=25, deadline=None)
    @given(st.lists(st.one_of(st.none(), st.integers(0, 3)), max_size=9), st.integers(1, 4))
    def test_every_row_is_met_once_in_order_with_equal_and_missing_values(self, days, size):
        outlet = ActorFactory()
        for day in days:
            on = None if day is None else date(2026, 1, 1) + timedelta(days=day)
            ArticleFactory(published_on=on, publisher=outlet)
        rows = Article.objects.all()
        forwards, _backwards = walk(rows, NEWEST_FIRST, size)
        assert [row for page in forwards for row in page.rows] == list(NEWEST_FIRST.of(rows))

    @settings(max_examples=25, deadline=None)
    @given(st.lists(st.sampled_from(["Ana", "ana", "Émile", "Zoë, of the bank", "😀"]), max_size=8), st.integers(1, 3))
    def test_walking_back_meets_the_same_rows(self, names, size):
        for name in names:
            ActorFactory(name=name)
        forwards, backwards = walk(Actor.objects.all(), BY_NAME, size)
        ordered = [row.pk for page in forwards for row in page.rows]
        assert ordered == [row.pk for row in BY_NAME.of(Actor.objects.all())]
        back = [row.pk for page in backwards for row in page.rows]
        assert back == ordered


@pytest.mark.django_db
def test_a_list_that_fits_has_no_neighbours():
    ArticleFactory()
    page = page_of(Article.objects.all(), NEWEST_FIRST, {}, 5)
    assert (page.before, page.after, page.is_first) == ("", "", True)


@pytest.mark.django_db
def test_an_empty_list_is_a_page_without_rows():
    assert page_of(Article.objects.none(), NEWEST_FIRST, {}).rows == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    "place",
    [
        "nonsense",
        "2026-01-01",
        "2026-01-01,",
        "2026-01-01,x",
        "2026-99-01,1",
        "2026-01-01,-1",
        "2026-01-01,٣",
        "2026-01-01," + "9" * 30,
        "\0,1",
        "1999-01-01,1,2",
        ",1",
    ],
)
@pytest.mark.parametrize("direction", ["after", "before"])
def test_what_is_no_place_in_the_list_is_not_found(place, direction):
    ArticleFactory(published_on=date(2026, 1, 1))
    dated = Order("published_on")
    with pytest.raises(Http404):
        page_of(Article.objects.all(), dated, {direction: place})


@pytest.mark.django_db
def test_a_time_is_the_same_in_any_zone():
    """PostgreSQL takes none further than sixteen hours from UTC."""
    article = ArticleFactory()
    day_later = article.created + timedelta(days=1)
    for zone in (UTC, timezone(timedelta(hours=23, minutes=59)), timezone(-timedelta(hours=23, minutes=59))):
        place = f"{day_later.astimezone(zone).isoformat()},1"
        assert page_of(Article.objects.all(), Order("created"), {"after": place}).rows == [article]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "place", ["2026-01-01,1", "2026-01-01T10:00:00,1", "0001-01-01T00:00:00+14:00,1", "9999-12-31T23:59:59-23:59,1"]
)
def test_a_time_without_its_zone_or_beyond_all_time_is_not_found(place):
    with pytest.raises(Http404):
        page_of(Article.objects.all(), Order("created"), {"after": place})


@pytest.mark.django_db
def test_one_page_costs_one_query(django_assert_num_queries):
    for _number in range(5):
        ArticleFactory()
    with django_assert_num_queries(1):
        first = page_of(Article.objects.all(), NEWEST_FIRST, {}, 2)
    with django_assert_num_queries(1):
        page_of(Article.objects.all(), NEWEST_FIRST, {"after": first.after}, 2)
