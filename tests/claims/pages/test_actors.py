from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.models import Actor
from claims.models import Quote, Rating
from claims.pages.over_time import MOST_PERIODS, _plot
from claims.publishing import suspend
from tests.claims.pages.building import article_with, published, queries_for, quotation, text_of
from tests.factories import (
    ActorFactory,
    AssertionFactory,
    ClaimFactory,
    ClaimSubjectFactory,
    EvidenceFactory,
    RelayActorFactory,
    RelayFactory,
    ReviewFactory,
)

pytestmark = pytest.mark.django_db


def said(words, **fields):
    on = fields.pop("on", None)
    return quotation(article_with(f"Then came {words} in a letter.", published_on=on), words, **fields)


class TestAnActor:
    def test_its_words_stand_with_the_claim_they_bear_newest_first(self, client):
        ana = ActorFactory(name="Ana Ruiz", description="Minister of Works", wikidata_id="Q312")
        published("The bridge is safe", said("“it holds”", speaker=ana, on=date(2026, 1, 1)))
        published("The road is safe", said("“it holds too”", speaker=ana, on=date(2026, 2, 1)), stance="denies")
        text = text_of(client.get("/actors/ana-ruiz/"))
        assert "Minister of Works" in text
        assert "“it holds” asserts: The bridge is safe Not checked" in text
        assert text.index("“it holds too” denies: The road is safe") < text.index("“it holds” asserts")

    def test_claims_about_it_name_who_made_them(self, client):
        claim = published("The Office failed", said("“it failed”", speaker="Ana Ruiz"))
        ClaimSubjectFactory(claim=claim, actor=ActorFactory(name="Road Office"))
        text = text_of(client.get("/actors/road-office/"))
        assert "Ana Ruiz: The Office failed Not checked" in text
        assert "Said, newest first" not in text

    def test_a_quotation_that_bears_two_claims_stands_once(self, client):
        quote = said("“it holds”", speaker="Ana Ruiz")
        published("The bridge is safe", quote)
        published("The bridge was checked", quote)
        text = text_of(client.get("/actors/ana-ruiz/"))
        assert text.count("“it holds”") == 1
        assert "“it holds” asserts: The bridge is safe Not checked asserts: The bridge was checked Not checked" in text

    def test_an_outlet_shows_what_it_published_passed_on_and_said_itself(self, client):
        paper = ActorFactory(name="The Courier", kind="media_outlet")
        revision = article_with("The bridge is safe.", headline="Its headline", publisher=paper)
        own = quotation(revision, "The bridge is safe", speaker=paper, kind=Quote.Kind.OWN_VOICE, origin="editor")
        published("The bridge is safe", own)
        told = said("“it holds”", speaker="Ana Ruiz")
        RelayActorFactory(relay=RelayFactory(quote=told, text="in a letter"), actor=paper)
        published("The bridge holds", told)
        text = text_of(client.get("/actors/the-courier/"))
        assert "The outlet’s own statement, no source given" in text
        assert "Its headline" in text
        assert "Ana Ruiz: “it holds” asserts: The bridge holds" in text

    def test_one_that_was_merged_leads_to_the_one_that_stands(self, client):
        stands, merged = ActorFactory(name="Ana Ruiz"), ActorFactory(name="A. Ruiz")
        quote = said("“it holds”", speaker=merged)
        published("The bridge is safe", quote)
        Quote.objects.update(speaker=stands)
        Actor.objects.filter(pk=merged.pk).update(merged_into=stands)
        response = client.get("/actors/a-ruiz/")
        assert response.status_code == 301
        assert response["Location"] == "/actors/ana-ruiz/"

    def test_one_that_was_merged_before_it_was_ever_public_leads_nowhere(self, client):
        stands = ActorFactory(name="Ana Ruiz")
        ActorFactory(name="A. Ruiz", merged_into=stands)
        published("The bridge is safe", said("“it holds”", speaker=stands))
        assert client.get("/actors/a-ruiz/").status_code == 404

    def test_one_merged_into_somebody_who_was_never_public_leads_nowhere(self, client):
        ActorFactory(name="A. Ruiz", merged_into=ActorFactory(name="Ana Ruiz"))
        assert client.get("/actors/a-ruiz/").status_code == 404

    def test_its_cost_does_not_grow_with_its_rows(self, client):
        paper = ActorFactory(name="The Courier")
        costs = []
        for _size in range(2):
            for number in range(3):
                own = quotation(article_with("“A.”", publisher=paper), "“A.”", speaker=paper)
                told = said("“it holds”", speaker=f"Speaker {number}")
                RelayActorFactory(relay=RelayFactory(quote=told, text="in a letter"), actor=paper)
                ClaimSubjectFactory(claim=published("It holds", own, told), actor=paper)
            costs.append(queries_for(client, "/actors/the-courier/"))
        assert costs[0] == costs[1]


class TestOverTime:
    def test_each_claim_is_a_dot_at_its_rating_and_the_day_it_was_said_first(self, client):
        ana = ActorFactory(name="Ana Ruiz")
        early, late = (said("“it holds”", speaker=ana, on=date(2026, month, 1)) for month in (1, 4))
        published("The bridge is safe", early, late)
        false = published("The road is safe", said("“so does the road”", speaker=ana, on=date(2026, 4, 2)))
        EvidenceFactory(claim=false)
        ReviewFactory(claim=false, rating=Rating.objects.get(slug="false"))
        response = client.get("/actors/ana-ruiz/")
        plot = response.context["said_over_time"]
        assert [(dot.period, dot.rating, dot.times) for dot in plot.dots] == [
            ("Jan 2026", "Not checked", 1),
            ("Apr 2026", "False", 1),
        ]
        assert plot.in_words == "2 claims, Jan 2026 to Apr 2026: False 1, Not checked 1"
        assert "They are no sample" in text_of(response)
        assert response.content.decode().count("<circle") == 2

    def test_claims_about_it_have_a_plot_of_their_own_and_who_denies_makes_none(self, client):
        office = ActorFactory(name="Road Office")
        for number in range(2):
            quote = said("“it failed”", speaker="Ana Ruiz", on=date(2026, 1, 1))
            ClaimSubjectFactory(claim=published(f"The Office failed {number}", quote), actor=office)
            denial = said("“no”", speaker=office, on=date(2026, 1, 2))
            AssertionFactory(claim=quote.claims.get(), quote=denial, stance="denies")
        response = client.get("/actors/road-office/")
        assert response.context["about_over_time"].times == 2
        assert response.context["said_over_time"] is None

    def test_one_claim_or_no_known_day_is_no_plot(self, client):
        published("The bridge is safe", said("“it holds”", speaker="Ana Ruiz", on=date(2026, 1, 1)))
        published("The road is safe", said("“so does it”", speaker=Actor.objects.get(name="Ana Ruiz"), on=None))
        assert "Over time" not in text_of(client.get("/actors/ana-ruiz/"))

    def test_what_is_not_public_is_no_dot(self, client):
        ana = ActorFactory(name="Ana Ruiz")
        for number in range(2):
            published(f"It is {number}", said("“it holds”", speaker=ana, on=date(2026, 1, 1)))
        AssertionFactory(claim=ClaimFactory(), quote=said("“a draft”", speaker=ana, on=date(2026, 3, 1)))
        suspend(published("Gone", said("“gone”", speaker=ana, on=date(2026, 5, 1))), reason="It is looked at again.")
        plot = client.get("/actors/ana-ruiz/").context["said_over_time"]
        assert (plot.first, plot.last, plot.times) == ("Jan 2026", "Jan 2026", 2)

    def test_long_times_come_in_larger_periods_and_the_oldest_are_left_out_at_some_number(self, client, monkeypatch):
        ana = ActorFactory(name="Ana Ruiz")
        for year in range(1990, 2000):
            published(f"It was {year}", said("“it holds”", speaker=ana, on=date(year, 6, 1)))
        plot = client.get("/actors/ana-ruiz/").context["said_over_time"]
        assert (plot.first, plot.last, len(plot.dots)) == ("1990", "1999", 10)
        monkeypatch.setattr("claims.pages.over_time.MOST", 3)
        response = client.get("/actors/ana-ruiz/")
        assert response.context["said_over_time"].times == 3
        assert "The oldest claims are left out." in text_of(response)

    @given(st.dictionaries(st.integers(1, 200), st.dates(), min_size=2))
    def test_every_claim_is_in_it_and_every_dot_inside_the_picture(self, days):
        plot = _plot(days, {}, is_cut=False)
        assert sum(dot.times for dot in plot.dots) == len(days)
        assert len({dot.x for dot in plot.dots}) == len({dot.period for dot in plot.dots}) <= MOST_PERIODS
        assert all(plot.left <= dot.x - dot.radius and dot.x + dot.radius <= plot.right for dot in plot.dots)


class TestFurtherPages:
    def test_what_it_passed_on_can_be_turned_over_alone(self, client, monkeypatch):
        monkeypatch.setattr("claims.pages.actors.IN_SHORT", 2)
        monkeypatch.setattr("claims.pages.actors.PAGE_SIZE", 2)
        paper = ActorFactory(name="The Courier")
        for number in range(3):
            told = said(f"“words {number}”", speaker="Ana Ruiz", on=date(2026, 1, 1 + number))
            RelayActorFactory(relay=RelayFactory(quote=told, text="in a letter"), actor=paper)
            published(f"It holds {number}", told)
        first = client.get("/actors/the-courier/")
        assert 'href="/actors/the-courier/?show=passed-on"' in first.content.decode()
        page = client.get("/actors/the-courier/?show=passed-on")
        assert "words 2" in text_of(page)
        assert "words 0" not in text_of(page)
        older = client.get("/actors/the-courier/", {"show": "passed-on", "after": page.context["page"].after})
        assert "words 0" in text_of(older)

    def test_an_older_page_of_its_words_leaves_out_what_stands_beside_the_first(self, client):
        ana = ActorFactory(name="Ana Ruiz")
        for number in range(26):
            published(f"It is {number}", said("“it holds”", speaker=ana, on=date(2026, 1, 1 + number)))
        first = client.get("/actors/ana-ruiz/")
        assert "Over time" in text_of(first)
        older = client.get("/actors/ana-ruiz/", {"after": first.context["page"].after})
        assert "Over time" not in text_of(older)
        assert "All about this actor" in text_of(older)


class TestTheList:
    def test_it_is_by_name_without_regard_to_case_and_accents(self, client):
        for name in ["Zoë", "émile", "Ana", "bridge watchers"]:
            published("A", said("“A.”", speaker=name))
        text = text_of(client.get("/actors/"))
        places = [text.index(name) for name in ["Ana", "Bridge watchers", "Émile", "Zoë"]]
        assert places == sorted(places)

    def test_who_is_in_nothing_public_is_not_listed(self, client):
        ActorFactory(name="Not yet known")
        said("“A.”", speaker="Only confirmed")
        text = text_of(client.get("/actors/"))
        assert "Not yet known" not in text
        assert "Only confirmed" not in text

    def test_it_goes_on_by_place_not_by_row(self, client, monkeypatch):
        monkeypatch.setattr("claims.pages.actors.ON_A_LIST", 2)
        for name in ["Ana", "émile, of the bank", "Zoë"]:
            published("A", said("“A.”", speaker=name, on=None))
        names = []
        response = client.get("/actors/")
        while True:
            names += [actor.name for actor in response.context["page"].rows]
            if not response.context["page"].after:
                break
            response = client.get("/actors/", {"after": response.context["page"].after})
        assert [name for name in names if not name.startswith("Person")] == ["Ana", "émile, of the bank", "Zoë"]

    def test_its_cost_does_not_grow_with_its_rows(self, client):
        costs = []
        for _size in range(2):
            for number in range(3):
                published("A", said("“A.”", speaker=f"Speaker {number}"))
            costs.append(queries_for(client, "/actors/"))
        assert costs[0] == costs[1]
