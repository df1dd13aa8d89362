"""The pages that merge, part and split, in a real browser: accessible in light and dark, and without scripts."""

import os

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from articles.merging import merge as merge_actors
from claims.merging import merge as merge_claims
from claims.models import Claim
from tests.browser.test_admin import findings_at, sign_in
from tests.factories import ActorFactory, AssertionFactory, ClaimFactory, ClaimSubjectFactory, ReviewFactory


def page_of(thing, name, into=None):
    address = reverse(f"admin:{thing._meta.app_label}_{thing._meta.model_name}_{name}", args=[thing.pk])
    return f"{address}?into={into.pk}" if into else address


@pytest.fixture
def claims(transactional_db):
    old = ClaimFactory(statement="The old bridge is safe for 5 years")
    kept = ClaimFactory(statement="The old bridge is safe for 50 years", published=True)
    AssertionFactory(claim=old, quote__confirmed=True, quote__speaker__name="Ana Ruiz")
    subject = ClaimSubjectFactory(claim=old).actor
    ClaimSubjectFactory(claim=kept, actor=subject)
    ReviewFactory(claim=old)
    return old, kept


def test_every_page_is_accessible(new_page, admin_user, claims, axe_findings, complaints):
    old, kept = claims
    merged, into = ClaimFactory(statement="One"), ClaimFactory(statement="Another")
    merge_claims(merged, into=into, reason="The same.")
    actor, alias = old.quotes.get().speaker, ActorFactory(name="A. Ruiz")
    merge_actors(alias, into=actor, reason="The same.")
    addresses = {
        "choice": page_of(old, "merge"),
        "preview": page_of(old, "merge", kept),
        "obstacles": page_of(kept, "merge", old),
        "part": page_of(merged, "part"),
        "merged": page_of(merged, "change"),
        "actor": page_of(actor, "change"),
        "split": page_of(actor, "split"),
    }
    found = {}
    for scheme in ("light", "dark"):
        page = sign_in(new_page(color_scheme=scheme, viewport={"width": 1280, "height": 1000}), admin_user)
        for name, address in addresses.items():
            found[scheme, name] = findings_at(page, address, axe_findings, complaints)
            if folder := os.environ.get("SHOTS"):
                page.screenshot(path=f"{folder}/{name}-{scheme}.png", full_page=True)
    assert {where: findings for where, findings in found.items() if findings} == {}


def test_a_claim_is_merged_and_parted_without_scripts_by_keyboard(new_page, admin_user, claims):
    old, kept = claims
    page = sign_in(new_page(java_script_enabled=False), admin_user)
    page.goto(page_of(old, "change"))
    page.get_by_role("link", name=f"Compare with “{kept}”").press("Enter")
    expect(page.get_by_text("This says 50, not 5.").or_(page.get_by_text("This says 5, not 50."))).to_be_visible()
    page.get_by_label("Why they are the same").fill("One inspection.")
    page.get_by_role("button", name="Merge", exact=True).press("Enter")
    expect(page.get_by_text(f"“{old}” is merged into this.")).to_be_visible()
    assert Claim.objects.get(pk=old.pk).merged_into == kept

    page.get_by_role("link", name="Merged into this (1)").press("Enter")
    page.get_by_role("link", name=old.statement).press("Enter")
    page.get_by_role("link", name="Undo the merge…").press("Enter")
    expect(page.get_by_text("One inspection.")).to_be_visible()
    page.get_by_role("button", name="Undo the merge").press("Enter")
    expect(page.get_by_text("The merge is undone")).to_be_visible()
    assert Claim.objects.get(pk=old.pk).merged_into is None


def test_an_actor_is_split_without_scripts(new_page, admin_user, claims):
    actor = claims[0].quotes.get().speaker
    page = sign_in(new_page(java_script_enabled=False), admin_user)
    page.goto(page_of(actor, "change"))
    page.get_by_role("link", name="Split…").press("Enter")
    page.get_by_label("Name", exact=True).or_(page.get_by_label("Name:")).fill("Ana Maria Ruiz")
    page.get_by_label("Kind").select_option("person")
    page.get_by_label("Why they are two").fill("Two sisters.")
    page.get_by_role("checkbox", name="“the bridge is safe”").check()
    page.get_by_role("button", name="See what would happen").press("Enter")
    expect(page.get_by_role("heading", name="What would go to “Ana Maria Ruiz”")).to_be_visible()
    page.get_by_role("button", name="Split").press("Enter")
    expect(page.get_by_text("Split: what you chose belongs to this one now.")).to_be_visible()
    assert claims[0].quotes.get().speaker.name == "Ana Maria Ruiz"
