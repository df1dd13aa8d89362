"""A claim's address follows what nobody has read yet, can be chosen, and says nothing where somebody is accused."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from claims.merging import merge
from claims.models import Claim
from claims.models.addressed import slug_of
from claims.publishing import publish, withdraw
from claims.scheduling import publish_due, schedule
from newsroom.slugs import is_neutral
from tests.admin_forms import errors_of, fields_of
from tests.claims.pages.building import published
from tests.factories import (
    AssertionFactory,
    ClaimFactory,
    ClaimSubjectFactory,
    ReplyFactory,
    UserFactory,
)
from tests.rules import refused, sql

pytestmark = pytest.mark.django_db
BRIBES = "Minister Ruiz took bribes"


def ready(**claim):
    """Return a draft that somebody is on record with."""
    return AssertionFactory(quote__confirmed=True, **{f"claim__{name}": value for name, value in claim.items()}).claim


def accuse(claim):
    subject = ClaimSubjectFactory(claim=claim, accused=True)
    ReplyFactory(claim=claim, actor=subject.actor)
    return subject


def page_of(claim):
    return reverse("admin:claims_claim_change", args=[claim.pk])


class TestADraft:
    def test_its_address_follows_its_statement(self):
        claim = ClaimFactory(statement=BRIBES)
        assert claim.slug == "minister-ruiz-took-bribes"
        claim.statement = "The bridge is closed"
        claim.save(update_fields=["statement"])
        claim.refresh_from_db()
        assert claim.slug == "the-bridge-is-closed"

    def test_a_number_behind_it_stays(self):
        ClaimFactory(statement="It fell")
        claim = ClaimFactory(statement="It fell")
        assert claim.slug == "it-fell-2"
        claim.save()
        assert claim.slug == "it-fell-2"

    def test_one_that_was_chosen_stays(self):
        claim = ClaimFactory(statement=BRIBES, slug="the-contract")
        claim.statement = "The bridge is closed"
        claim.save()
        assert claim.slug == "the-contract"

    def test_it_is_no_number(self):
        assert ClaimFactory(statement="1984").slug == "claim-1984"
        with refused("An address needs a letter"):
            sql("UPDATE claims_claim SET slug = '1984'")

    def test_what_was_merged_keeps_it(self):
        old, kept = ClaimFactory(statement=BRIBES), ClaimFactory()
        merge(old, into=kept, reason="The same.")
        old.statement = "Another"
        old.save()
        assert old.slug == "minister-ruiz-took-bribes"


class TestWhereSomebodyIsAccused:
    def test_it_says_nothing_once_it_is_published(self):
        claim = ready(statement=BRIBES)
        accuse(claim)
        publish(claim, by=UserFactory())
        connection.check_constraints()
        claim.refresh_from_db()
        assert is_neutral(claim.slug)
        before = claim.slug
        claim.save()
        assert claim.slug == before

    def test_whatever_was_chosen_before(self):
        claim = ready(statement=BRIBES, slug="ruiz-takes-bribes")
        accuse(claim)
        publish(claim, by=UserFactory())
        assert is_neutral(claim.slug)

    def test_a_record_keeps_the_address_it_gave(self):
        claim = ready(statement=BRIBES, slug="the-contract", origin="record")
        accuse(claim)
        claim.follow()
        assert claim.slug == "the-contract"

    def test_scheduled_and_renamed_it_says_nothing_of_either(self):
        claim = ready(statement=BRIBES)
        accuse(claim)
        claim.statement = "Minister Ruiz took money"
        claim.save()
        schedule(claim, at=timezone.now() + timedelta(minutes=5), by=UserFactory(is_superuser=True))
        [outcome] = publish_due(timezone.now() + timedelta(minutes=6))
        assert outcome.held_back == ()
        claim.refresh_from_db()
        assert is_neutral(claim.slug)

    def test_accused_no_more_it_follows_the_statement_again(self):
        claim = ready(statement="The bridge is safe")
        subject = accuse(claim)
        claim.follow()
        assert is_neutral(claim.slug)
        subject.delete()
        claim.follow()
        assert claim.slug == "the-bridge-is-safe"

    def test_ticked_in_the_form_it_changes_at_once(self, admin_client):
        subject = ClaimSubjectFactory(claim__statement=BRIBES)
        sent = fields_of(admin_client, page_of(subject.claim)) | {"subjects-0-accused": "on"}
        assert admin_client.post(page_of(subject.claim), sent).status_code == 302
        assert is_neutral(Claim.objects.get().slug)
        chosen = fields_of(admin_client, page_of(subject.claim)) | {"slug": "ruiz"}
        assert "so its address says nothing of it" in errors_of(admin_client.post(page_of(subject.claim), chosen))

    def test_ticked_after_publication_it_stays_and_the_410_says_nothing(self, client):
        claim = published(BRIBES, said_where="A speech.")
        connection.check_constraints()
        accuse(claim)
        connection.check_constraints()
        claim.refresh_from_db()
        assert claim.slug == "minister-ruiz-took-bribes"
        withdraw(claim, reason="Never said.")
        for address in (
            "/corrections/",
            "/withdrawals.json",
            "/withdrawals.csv",
            "/corrections.atom",
            "/corrections.json",
        ):
            assert "bribes" not in client.get(address).getvalue().decode()
        answer = client.get(f"/claims/{claim.slug}/", follow=True)
        assert (answer.status_code, answer.redirect_chain) == (410, [(f"/claims/{claim.pk}/", 302)])
        assert "bribes" not in answer.content.decode()

    def test_the_410_of_one_stands_where_it_stood(self, client):
        claim = ready(statement=BRIBES)
        accuse(claim)
        publish(claim, by=UserFactory())
        withdraw(claim, reason="Never said.")
        assert client.get(f"/claims/{claim.slug}/").status_code == 410
        [listed] = client.get("/withdrawals.json").json()["items"]
        assert listed["claim"] == f"http://testserver/claims/{claim.slug}/"

    def test_past_the_application_it_is_refused(self):
        claim = ready(statement=BRIBES)
        accuse(claim)
        with refused("is published at an address that says nothing of it"):
            sql(
                "UPDATE claims_claim SET status = 'published', first_published_at = now(), published_by_id = %s",
                UserFactory().pk,
            )

    def test_a_draft_that_comes_to_accuse_by_a_merge_follows(self):
        old, kept = ClaimFactory(), ClaimFactory(statement=BRIBES)
        subject = accuse(old)
        ClaimSubjectFactory(claim=kept, actor=subject.actor)
        merge(old, into=kept, reason="The same.")
        kept.refresh_from_db()
        assert is_neutral(kept.slug)


class TestChosenInTheForm:
    def test_by_an_editor_before_publication(self, admin_client):
        claim = ready(statement=BRIBES)
        sent = fields_of(admin_client, page_of(claim))
        assert admin_client.post(page_of(claim), sent | {"slug": "the-contract"}).status_code == 302
        claim.refresh_from_db()
        assert (claim.slug, claim.slug_is_chosen) == ("the-contract", True)
        sent = fields_of(admin_client, page_of(claim))
        admin_client.post(page_of(claim), sent | {"slug": "", "statement": "The bridge is closed"})
        claim.refresh_from_db()
        assert (claim.slug, claim.slug_is_chosen) == ("the-bridge-is-closed", False)

    def test_with_another_statement_it_follows_though_the_form_sends_the_old_one(self, admin_client):
        claim = ready(statement=BRIBES)
        sent = fields_of(admin_client, page_of(claim))
        admin_client.post(page_of(claim), sent | {"statement": "The bridge is closed"})
        claim.refresh_from_db()
        assert claim.slug == "the-bridge-is-closed"

    @pytest.mark.parametrize("slug", ["12", "Ruiz", "a b", "a--b", "-a", "a/b", "ü"])
    def test_an_unfit_one_is_refused_in_plain_words(self, admin_client, slug):
        claim = ready()
        answer = admin_client.post(page_of(claim), fields_of(admin_client, page_of(claim)) | {"slug": slug})
        assert answer.status_code == 200
        assert errors_of(answer)

    def test_one_that_is_taken_is_refused_in_plain_words(self, admin_client):
        taken, claim = ClaimFactory(statement="It fell"), ready()
        sent = fields_of(admin_client, page_of(claim)) | {"slug": taken.slug}
        assert "Another claim has this address: choose another." in errors_of(admin_client.post(page_of(claim), sent))

    def test_not_by_a_reporter_nor_once_it_is_public(self, client, admin_client):
        claim, public = ready(), ClaimFactory(published=True)
        assert "slug" in fields_of(admin_client, page_of(claim))
        assert "slug" not in fields_of(admin_client, page_of(public))
        reporter = UserFactory()
        reporter.groups.add(Group.objects.get(name="reporter"))
        client.force_login(reporter)
        assert "slug" not in fields_of(client, page_of(claim))


@given(st.text(max_size=200))
def test_no_statement_gives_a_number_alone(statement):
    assert not slug_of(statement).isdecimal()
