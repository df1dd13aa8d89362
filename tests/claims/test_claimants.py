"""What was said in no article held here: by whom is needed, told everywhere, and changes with a correction only."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.urls import reverse

from articles.merging import merge as merge_actors
from articles.models import Actor
from claims import public
from claims.gate import missing_for_publication
from claims.merging import merge, undo
from claims.models import Claim
from claims.publishing import publish, withdraw
from tests.admin_forms import errors_of, fields_of
from tests.claims.pages.building import article_with, published, queries_for, quotation, text_of
from tests.factories import ActorFactory, ClaimFactory, CorrectionFactory, UserFactory
from tests.rules import refused, set_aside, sql

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana():
    return ActorFactory(name="Ana Ruiz")


@pytest.fixture
def claim(ana):
    return published("The bridge is safe", said_where="A speech in May.", said_by=ana)


class TestToPublish:
    def test_it_takes_who_said_it(self):
        claim = ClaimFactory(said_where="A speech.", said_by=None)
        assert missing_for_publication(claim) == [
            "who said it there (for somebody not named, an actor of the kind “unnamed source”)"
        ]
        with pytest.raises(ValidationError, match="who said it there"):
            publish(claim, by=UserFactory())
        claim.said_by = ActorFactory(kind=Actor.Kind.UNNAMED, name="a person at the square")
        publish(claim, by=UserFactory())

    def test_a_denial_does_not_do_instead(self):
        claim = ClaimFactory(said_where="A speech.", said_by=None)
        claim.assertions.create(quote=quotation(article_with("He said “no”."), "“no”"), stance="denies")
        with pytest.raises(ValidationError, match="who said it there"):
            publish(claim, by=UserFactory())

    def test_who_said_it_alone_is_too_little(self, ana):
        with refused("Say where it was said, too."):
            ClaimFactory(said_by=ana)

    @pytest.mark.parametrize("gone", ["said_by_id = NULL", "said_by_id = NULL, said_where = ''"])
    def test_past_the_application_too(self, claim, gone):
        with refused("or a statement of where it was said and by whom"):
            sql(f"UPDATE claims_claim SET {gone}")
            CorrectionFactory(claim=claim)


class TestItIsTold:
    def test_on_its_page_and_in_its_heading(self, client, claim):
        text = text_of(client.get(f"/claims/{claim.slug}/"))
        assert "Ana Ruiz: The bridge is safe" in text
        assert "Said by Ana Ruiz A speech in May." in text
        assert "First said by" not in text

    @pytest.mark.parametrize(
        "address",
        [
            *("/", "/claims/", "/claims.json", "/claims.csv", "/claims.atom", "/claims/the-bridge-is-safe/embed/"),
            "/actors/ana-ruiz/",
            "/actors/ana-ruiz.atom",
            "/actors/",
            "/claims/?speaker=ana-ruiz",
            "/sitemap-actor-0.xml",
        ],
    )
    def test_wherever_it_is_listed(self, client, claim, address):
        written = client.get(address).getvalue().decode()
        assert "Ana Ruiz" in written or "ana-ruiz" in written
        assert "Claim: " not in written
        assert "Speaker not recorded" not in written

    def test_as_data(self, client, claim):
        told = client.get(f"/claims/{claim.slug}.json").json()
        assert (told["said_by"], told["claimant"]["name"], told["first_telling"]) == ("Ana Ruiz", "Ana Ruiz", None)
        [listed] = client.get("/claims.json?speaker=ana-ruiz").json()["items"]
        assert listed["claimant"]["url"] == "http://testserver/actors/ana-ruiz/"

    def test_in_markup(self, client, claim):
        written = client.get(f"/claims/{claim.slug}/").content.decode()
        assert '"appearance": [{"@type": "CreativeWork", "description": "A speech in May.", "author": {' in written
        assert written.count('"name": "Ana Ruiz"') >= 2

    def test_of_what_is_denied_here_too(self, client, ana):
        denial = quotation(article_with("He said “no”."), "“no”", speaker="Cleo")
        claim = published("It fell", denial, stance="denies", said_where="A speech.", said_by=ana)
        text = text_of(client.get(f"/claims/{claim.slug}/"))
        assert "Ana Ruiz: It fell" in text
        assert "Denied by Cleo" in text
        assert client.get(f"/claims/{claim.slug}.json").json()["said_by"] == "Ana Ruiz"

    def test_who_is_quoted_comes_first(self, client, ana):
        quote = quotation(article_with("He said “it fell”."), "“it fell”", speaker="Cleo")
        claim = published("It fell", quote, said_where="A speech.", said_by=ana)
        text = text_of(client.get(f"/claims/{claim.slug}/"))
        assert "Cleo: It fell" in text
        assert "Said elsewhere Said by Ana Ruiz A speech." in text
        assert {actor.name for actor in public.listed_actors()} == {actor.name for actor in public.actors()}

    def test_lists_hold_what_is_public_and_follow_a_correction(self, client, claim, ana):
        cleo = ActorFactory(name="Cleo")
        assert set(public.listed_actors()) == set(public.actors()) == {ana}
        claim.said_by = cleo
        claim.save()
        CorrectionFactory(claim=claim)
        connection.check_constraints()
        assert set(public.listed_actors()) == set(public.actors()) == {cleo}
        assert client.get("/actors/ana-ruiz/").status_code == 410
        with refused("Readers may have met this actor"):
            ana.delete()

    def test_the_list_costs_the_same(self, client, claim):
        published("The road is safe", quotation(article_with("He said “it is”."), "“it is”"))
        before = queries_for(client, "/claims/")
        for number in range(3):
            published(f"Number {number}", said_where="A speech.", said_by=ActorFactory())
        assert queries_for(client, "/claims/") == before

    def test_what_was_recorded_before_says_that_nobody_noted_it(self, client, claim):
        with set_aside():
            Claim.objects.update(said_by=None)
        assert "Speaker not recorded: The bridge is safe" in text_of(client.get(f"/claims/{claim.slug}/"))


class TestItChanges:
    def test_with_a_correction_only(self, claim):
        with refused("its change needs a correction"):
            Claim.objects.update(said_by=ActorFactory())
        with refused("its change needs a correction"):
            CorrectionFactory(claim=claim, kind="small_fix")
            Claim.objects.update(said_by=ActorFactory())

    def test_in_the_form_with_a_note(self, admin_client, claim):
        cleo, address = ActorFactory(name="Cleo"), reverse("admin:claims_claim_change", args=[claim.pk])
        sent = fields_of(admin_client, address) | {"said_by": str(cleo.pk)}
        assert "say what was changed" in errors_of(admin_client.post(address, sent))
        small = sent | {"correction_note": "Cleo.", "small_fix": "on"}
        assert "it changes who said it" in errors_of(admin_client.post(address, small))
        admin_client.post(address, sent | {"correction_note": "It was Cleo."})
        claim.refresh_from_db()
        assert (claim.said_by, claim.corrections.get().note) == (cleo, "It was Cleo.")

    def test_merged_actors_need_no_note(self, claim, ana):
        other = ActorFactory(name="A. Ruiz")
        merge_actors(ana, into=other, reason="The same person.")
        connection.check_constraints()
        claim.refresh_from_db()
        assert claim.said_by == other

    def test_a_merged_claim_brings_place_and_speaker_together(self, ana):
        old, kept = ClaimFactory(said_where="A speech.", said_by=ana), ClaimFactory(published=True)
        merge(old, into=kept, reason="The same.")
        assert (kept.said_where, kept.said_by) == ("A speech.", ana)
        undo(old)
        connection.check_constraints()
        kept.refresh_from_db()
        assert (kept.said_where, kept.said_by) == ("", None)

    def test_it_does_not_put_its_speaker_where_another_spoke(self, ana):
        old = ClaimFactory(said_where="A speech.", said_by=ana)
        kept = ClaimFactory(published=True, said_where="A broadcast.", said_by=None)
        merge(old, into=kept, reason="The same.")
        assert (kept.said_where, kept.said_by) == ("A broadcast.", None)


def test_an_actor_that_only_a_withdrawn_claim_named_is_gone(client, claim):
    withdraw(claim, reason="It was misheard.")
    assert client.get("/actors/ana-ruiz/").status_code == 410
    assert not public.listed_actors().exists()
