"""Everything that readers are given says the same of a rating: none before its second person, none of other words."""

import csv
import io

import pytest
from django.test import override_settings

from claims.correcting import restate
from claims.merging import merge
from claims.models import Correction
from claims.rating import approve, rate
from newsroom.publisher import Publisher
from tests.claims.pages.building import article_with, published, quotation, text_of
from tests.factories import EvidenceFactory, RatingFactory, ReviewFactory, UserFactory

pytestmark = pytest.mark.django_db
NEWSROOM = Publisher(
    "Newsroom", *(f"https://news.example/{name}" for name in ("", "principles", "fixes", "method", ""))
)
IN_OTHER_WORDS = "Not checked in these words"


@pytest.fixture
def claim():
    revision = article_with("“The bridge is safe,” said Ana Ruiz.")
    claim = published("The bridge is safe", quotation(revision, "“The bridge is safe,”"))
    EvidenceFactory(claim=claim, bearing="undermines")
    return claim


@pytest.fixture
def standings(client):
    """Give how each of them says that the claim stands."""

    def standings(claim):
        with override_settings(PUBLISHER=NEWSROOM):
            page = client.get(f"/claims/{claim.slug}/").content.decode()
        (row,) = [
            row
            for row in csv.DictReader(io.StringIO(client.get("/claims.csv").getvalue().decode("utf-8-sig")))
            if row["url"].endswith(f"/{claim.slug}/")
        ]
        (listed,) = [
            row for row in client.get("/claims.json").json()["items"] if row["url"].endswith(f"/{claim.slug}/")
        ]
        data = client.get(f"/claims/{claim.slug}.json").json()
        embed = text_of(client.get(f"/claims/{claim.slug}/embed/"))
        standing = data["standing"]
        assert row["standing"] == listed["standing"] == standing
        assert f"– {standing} ·" in page
        assert standing in embed
        assert standing in text_of(client.get("/claims/"))
        assert standing in client.get("/claims.atom").content.decode()
        assert (data["rating"] or {}).get("slug") == (listed["rating"] or {}).get("slug") == (row["rating"] or None)
        assert ('"ClaimReview"' in page) == (data["rating"] is not None)
        assert ("(current rating)" in page) == any(review["counts"] for review in data["reviews"])
        for choice in ("none", "other-words", "false", "true"):
            found = client.get(f"/claims.json?rating={choice}").json()["items"]
            is_this = choice == (
                (data["rating"] or {}).get("slug") or ("other-words" if data["rated_in_other_words"] else "none")
            )
            assert (claim.statement in [other["statement"] for other in found]) == is_this
        return standing, len(data["reviews"])

    return standings


def rated(claim, slug):
    rate(ReviewFactory.build(claim=claim, rating=RatingFactory(slug=slug)), by=UserFactory())


def test_each_step_of_a_rating_reads_the_same_everywhere(client, claim, standings):
    assert standings(claim) == ("Not checked", 0)
    rated(claim, "true")
    assert standings(claim) == ("Not checked", 0)
    assert "rated" not in client.get("/ratings.atom").content.decode()
    approve(claim, by=UserFactory())
    assert standings(claim) == ("True", 1)
    rated(claim, "false")
    assert standings(claim) == ("True", 1)
    assert not Correction.objects.exists()
    approve(claim, by=UserFactory())
    assert standings(claim) == ("False", 2)
    assert "The rating was changed from “True” to “False”" in text_of(client.get("/corrections/"))
    restate(claim, "The bridge is not safe", note="It was misheard.", by=UserFactory())
    assert standings(claim) == (IN_OTHER_WORDS, 2)
    page = text_of(client.get(f"/claims/{claim.slug}/"))
    assert "Given for an earlier wording of the statement" in page
    assert "A rating belongs to the words that it was given for" in page
    feed = client.get("/ratings.atom").content.decode()
    assert "The bridge is not safe – rated" not in feed
    assert "an earlier wording was rated “False”" in feed
    rated(claim, "true")
    assert standings(claim) == (IN_OTHER_WORDS, 2)
    approve(claim, by=UserFactory())
    assert standings(claim) == ("True", 3)


def test_a_small_fix_keeps_it(claim, standings):
    rated(claim, "false")
    approve(claim, by=UserFactory())
    restate(claim, "The bridge is safe.", note="A full stop.", by=UserFactory(), kind=Correction.Kind.SMALL_FIX)
    assert standings(claim) == ("False", 1)


def test_who_is_led_to_an_unrated_claim_reads_that_the_other_was_rated(client, claim, standings):
    rated(claim, "false")
    approve(claim, by=UserFactory())
    kept = published("The bridge holds", said_where="A speech.")
    merge(claim, into=kept, reason="The same.")
    assert client.get(f"/claims/{claim.slug}/").url.endswith(f"/{kept.slug}/")
    assert standings(kept) == (IN_OTHER_WORDS, 0)
    assert "How it was rated in other words" in text_of(client.get(f"/claims/{kept.slug}/"))


def test_an_actors_plot_tells_them_apart(client, claim):
    other = published(
        "The road is safe", quotation(article_with("“It is.”"), "“It is.”", speaker=claim.quotes.get().speaker)
    )
    rated(claim, "false")
    approve(claim, by=UserFactory())
    address = f"/actors/{claim.quotes.get().speaker.slug}/"
    assert IN_OTHER_WORDS not in text_of(client.get(address))
    restate(claim, "The bridge is not safe", note="It was misheard.", by=UserFactory())
    assert IN_OTHER_WORDS in text_of(client.get(address))
    assert other.slug in client.get(address).content.decode()
