from datetime import date

import pytest

from articles.models import Actor
from claims.models import Quote
from tests.claims.pages.building import article_with, published, queries_for, quotation, text_of
from tests.factories import ActorFactory, ClaimSubjectFactory, RelayActorFactory, RelayFactory

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
