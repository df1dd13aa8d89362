"""Addresses made from titles: readable, never taken twice, and found quickly however many are."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.models import Actor, Article
from claims.models import Claim, Topic
from newsroom.slugs import SLUG_LENGTH, free_slug, is_neutral, neutral_slug, readable_slug
from tests.factories import ActorFactory, ArticleFactory, ClaimFactory, TopicFactory


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Bridge is safe, O’Brien says", "bridge-is-safe-obrien-says"),
        ("Ångström & Ñandú", "angstrom-nandu"),
        ("Владимир Путин", "vladimir-putin"),
        ("Ελλάδα", "ellada"),
        ("𝐁𝐨𝐥𝐝 news", "bold-news"),
        ("1984", "1984"),
        ("Biden visits القدس in 2026", "biden-visits-in-2026"),
        ("A bridge 🌉", "a-bridge"),
    ],
)
def test_words_are_kept_that_can_be_read_in_ascii(title, slug):
    assert readable_slug(title) == slug


@pytest.mark.parametrize("title", ["😀🌉", "…", "", "القدس", "القدس 2026", "北京", "ירושלים", "กรุงเทพ"])
def test_what_can_not_gives_none(title):
    assert readable_slug(title) == ""


def test_a_word_longer_than_an_address_is_cut_instead_of_all_behind_it():
    assert readable_slug("The " + "long" * 40) == ("the-" + "long" * 40)[:72]
    assert readable_slug("word " * 40).endswith("-word")


@given(st.text(max_size=300))
def test_a_slug_is_an_address_whatever_the_title(title):
    slug = readable_slug(title)
    assert len(slug) <= SLUG_LENGTH - 8
    assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", slug)


def test_a_neutral_one_says_the_kind_of_thing_alone():
    assert is_neutral(neutral_slug("claim"))
    assert not is_neutral("claim-of-the-mayor")


def test_a_free_number_is_found_without_asking_for_each():
    taken, asked = {"news", *(f"news-{number}" for number in range(2, 10_001))}, []

    def among(slugs):
        asked.append(slugs)
        return taken.intersection(slugs)

    assert free_slug("news", among) == "news-10001"
    assert len(asked) < 20


@given(st.sets(st.integers(min_value=2, max_value=60)), st.text("ab-", min_size=1, max_size=SLUG_LENGTH))
def test_what_is_found_is_free_whatever_is_taken(numbers, slug):
    taken = {slug, *(f"{slug[: SLUG_LENGTH - len(str(number)) - 1].rstrip('-')}-{number}" for number in numbers)}
    found = free_slug(slug, taken.intersection)
    assert found not in taken
    assert len(found) <= SLUG_LENGTH


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("make", "model", "title"),
    [
        (ActorFactory, Actor, "name"),
        (ArticleFactory, Article, "headline"),
        (ClaimFactory, Claim, "statement"),
        (TopicFactory, Topic, "name"),
    ],
)
def test_hundreds_of_one_name_each_get_an_address(make, model, title, django_assert_max_num_queries):
    slugs = ["news-in-brief", *(f"news-in-brief-{number}" for number in range(2, 301))]
    nobody = {"publisher": None} if model is Article else {}
    model.objects.bulk_create(make.build(**{title: slug}, slug=slug, **nobody) for slug in slugs)
    with django_assert_max_num_queries(20):
        one = make(**{title: "News in brief"}, **nobody)
    assert one.slug == "news-in-brief-301"


@pytest.mark.django_db
def test_a_title_that_gives_no_words_gives_a_neutral_address():
    assert re.fullmatch(r"article-\w{8}", ArticleFactory(headline="😀😀").slug)
    assert re.fullmatch(r"actor-\w{8}", ActorFactory(name="القدس").slug)
