"""Who may do what in which state: the table that editors read is what the admin does."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from claims.admin.claim_verbs import VERBS
from claims.models import Claim, Evidence, Quote, Reply, Review
from claims.publishing import send_back, suspend
from claims.roles import ROLES
from tests.admin_forms import add_row, errors_of, fields_of, messages_of
from tests.factories import (
    ActorFactory,
    AssertionFactory,
    ClaimFactory,
    CorrectionFactory,
    EvidenceFactory,
    QuoteFactory,
    RatingFactory,
    ReviewFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

PAGE = (Path(settings.BASE_DIR) / "docs" / "editors.md").read_text(encoding="utf-8")
CLAIM_STATES = ["draft", "in review", "scheduled", "published", "withdrawn"]
QUOTE_STATES = ["proposed", "orphaned", "confirmed", "public", "rejected"]
OF_RATINGS = {"approve", "uphold"}  # which ask for a rating of its own kind each
REFUSALS = ["is not yours to do", "does not fit its present state"]


def table(heading):
    """Give the allowed (role, state, deed) of one of the page's tables."""
    (section,) = re.findall(rf"^### {heading}\n\n(.+?)\n\n", PAGE, flags=re.DOTALL | re.MULTILINE)
    header, _rule, *rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in section.splitlines()]
    for what, states, *cells in rows:
        (deed,) = re.findall(r"`(\w+)`", what)
        for role, cell in zip(header[2:], cells, strict=True):
            assert cell in ("yes", "–")
            yield from ((role, state.strip(), deed) for state in states.split(",") if cell == "yes")


def allowed(heading, role, state):
    states = {state, "in review"} if state == "scheduled" else {state}
    deeds = {deed for who, when, deed in table(heading) if who == role and when in states}
    return deeds - {"schedule"} if state == "scheduled" else deeds


def signed_in(client, role):
    user = UserFactory()
    user.groups.add(Group.objects.get(name=role))
    client.force_login(user)
    return user


def claim_in(state):
    claim = AssertionFactory(quote__confirmed=True, claim__is_sensitive=True).claim
    editor = UserFactory()
    signed = {
        "signed_off_by": editor,
        "signed_off_name": "Jo Field",
        "signed_off_at": timezone.now(),
        "signed_off_statement": claim.statement,
    }
    public = {"first_published_at": timezone.now(), "published_by": editor}
    fields = {
        "draft": {},
        "in review": {"status": "in_review"},
        "scheduled": {"status": "in_review", "publish_at": timezone.now(), "scheduled_by": editor},
        "published": {"status": "published"} | public,
        "withdrawn": {"status": "withdrawn", "withdrawn_reason": "It was wrong."} | public,
    }
    Claim.objects.filter(pk=claim.pk).update(**signed, **fields[state])
    return Claim.objects.get(pk=claim.pk)


def quote_in(state):
    if state == "proposed":
        return QuoteFactory(speaker=ActorFactory())
    quote = QuoteFactory(confirmed=True)
    if state == "public":
        return ClaimFactory(published=True).quotes.get()
    Quote.objects.filter(pk=quote.pk).update(state=state)
    return Quote.objects.get(pk=quote.pk)


def page_of(thing):
    return reverse(f"admin:claims_{thing._meta.model_name}_change", args=[thing.pk])


def pressed(client, thing, sent, verb):
    """Press a button, allowed or not, and answer what is asked; give what is said then. Nothing stays."""
    client.cookies.pop("messages", None)  # those of the button before, which nobody has read
    with transaction.atomic():
        answer = client.post(page_of(thing), sent | {"_verb": verb})
        if answer.status_code == 302 and "/do/" in answer.url:
            moment = timezone.localtime(timezone.now() + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
            asked = client.get(answer.url).context or {}
            answer = client.post(answer.url, {"reason": moment, "_shown": asked.get("shown", "")})
        said = messages_of(answer) or [errors_of(answer)]
        transaction.set_rollback(True)
    return said[-1]


def verbs_that_fail(client, thing, verbs, may):
    """Give what the admin does otherwise than the table says, by verb."""
    wrong, sent = {}, fields_of(client, page_of(thing))
    for verb in verbs:
        said = pressed(client, thing, sent, verb)
        done = re.search(r": 1 (claim|quotation)\.$", said) is not None
        refused = any(words in said for words in REFUSALS)
        if done != (verb in may) or done == refused:
            wrong[verb] = said
    return wrong


@pytest.mark.parametrize("state", CLAIM_STATES)
@pytest.mark.parametrize("role", ROLES)
def test_claims(client, role, state):
    signed_in(client, role)
    claim, may = claim_in(state), allowed("Claims", role, state) - OF_RATINGS
    verbs = [verb.name for verb in VERBS if verb.name not in OF_RATINGS]
    page = client.get(page_of(claim))
    content = page.content.decode()
    assert set(re.findall(r'name="_verb" value="(\w+)"', content)) == may & set(verbs)
    assert verbs_that_fail(client, claim, verbs, may) == {}
    adds = {inline.opts.model: inline.has_add_permission for inline in page.context["inline_admin_formsets"]}
    does = {
        "write": 'name="statement"' in content,
        "evidence": bool(adds.get(Evidence)),
        "reply": bool(adds.get(Reply)),
        "waive": 'name="replies-__prefix__-waived_reason"' in content,
        "rate": bool(adds.get(Review)),
    }
    assert {deed for deed, is_done in does.items() if is_done} == may - set(verbs)


@pytest.mark.parametrize("deed", sorted(OF_RATINGS))
@pytest.mark.parametrize("state", CLAIM_STATES)
@pytest.mark.parametrize("role", ROLES)
def test_ratings(client, role, state, deed):
    user = signed_in(client, role)
    claim, may = claim_in(state), allowed("Claims", role, state) & {deed}
    EvidenceFactory(claim=claim)
    ReviewFactory(claim=claim, named=True, approved=False, wording="" if deed == "approve" else "In other words")
    content = client.get(page_of(claim)).content.decode()
    assert set(re.findall(r'name="_verb" value="(\w+)"', content)) & OF_RATINGS == may
    assert verbs_that_fail(client, claim, [deed], may) == {}
    assert not user.is_superuser


@pytest.mark.parametrize("state", QUOTE_STATES)
@pytest.mark.parametrize("role", ROLES)
def test_quotations(client, role, state):
    signed_in(client, role)
    quote, may = quote_in(state), allowed("Quotations", role, state)
    content = client.get(page_of(quote)).content.decode()
    offered = set(re.findall(r'name="_verb" value="(\w+)"', content))
    assert offered == may & {"confirm", "reject"}
    if state not in ("orphaned", "public"):  # there the verbs themselves refuse, with more to say
        assert verbs_that_fail(client, quote, ["confirm", "reject"], may) == {}
    assert ('name="speaker"' in content) == ("write" in may)


@pytest.mark.parametrize("state", CLAIM_STATES)
@pytest.mark.parametrize("role", ROLES)
def test_words_that_are_sent_all_the_same_are_not_stored(client, role, state):
    signed_in(client, role)
    claim = claim_in(state)
    sent = fields_of(client, page_of(claim)) | {"statement": "Changed", "correction_note": "So it is."}
    client.post(page_of(claim), sent | {"_continue": "1"})
    may_write = "write" in allowed("Claims", role, state)
    signed_off_first = state == "published"  # what was signed off is no longer what it would say
    assert (Claim.objects.get().statement == "Changed") == (may_write and not signed_off_first)


def rating(claim):
    EvidenceFactory(claim=claim)
    return "review", {"claim": claim.pk, "rating": RatingFactory().pk, "explanation": "So it is."}


def evidence(claim):
    return "evidence", {"claim": claim.pk, "bearing": "supports", "title": "A report"}


def reply(claim):
    now = {"asked_at_0": "2026-01-04", "asked_at_1": "10:00"}
    return "reply", {"claim": claim.pk, "actor": ActorFactory().pk, **now}


def tie(claim):
    return "assertion", {"claim": claim.pk, "quote": QuoteFactory().pk, "stance": "denies"}


@pytest.mark.parametrize("state", ["draft", "in review", "published"])
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("part", [rating, evidence, reply, tie])
def test_parts_on_pages_of_their_own(client, role, state, part):
    signed_in(client, role)
    claim = claim_in(state)
    deed = {rating: "rate", evidence: "evidence", reply: "reply", tie: "write"}[part]
    model, values = part(claim)
    address = reverse(f"admin:claims_{model}_add")
    page = client.get(address)
    if page.status_code == 403:
        answer = client.post(address, values)
    else:
        answer = client.post(address, fields_of(client, address) | {name: str(to) for name, to in values.items()})
    stored = answer.status_code == 302
    assert stored == (deed in allowed("Claims", role, state))
    assert stored or answer.status_code == 403 or "is not yours to change" in errors_of(answer)


def test_a_reporter_ties_no_quotation_to_a_claim_that_was_handed_on(client):
    signed_in(client, "reporter")
    claim, quote = ClaimFactory(status="in_review"), QuoteFactory(speaker=ActorFactory())
    sent = add_row(fields_of(client, page_of(quote)), "assertions", claim=claim.pk, stance="denies")
    assert "(in review) is not yours to change" in errors_of(client.post(page_of(quote), sent))


@pytest.mark.parametrize("state", ["in review", "scheduled"])
def test_a_reporter_changes_no_quotation_of_a_claim_that_was_handed_on(client, state):
    signed_in(client, "reporter")
    claim = claim_in(state)
    quote = AssertionFactory(quote__speaker=ActorFactory(), claim=claim).quote
    assert 'name="speaker"' not in client.get(page_of(quote)).content.decode()
    assert client.post(page_of(quote), {"kind": "mixed"}).status_code == 403
    other = signed_in(client, "editor")
    assert 'name="speaker"' in client.get(page_of(quote)).content.decode()
    assert other.has_perm("claims.publish_claim")


def test_list_actions_that_are_not_yours_are_refused_in_plain_words(client):
    signed_in(client, "fact-checker")
    claim = claim_in("in review")
    page = client.get("/admin/claims/claim/").content.decode()
    assert 'value="publish"' not in page
    answer = client.post("/admin/claims/claim/", {"action": "publish", "_selected_action": [claim.pk], "index": 0})
    assert messages_of(answer) == ["“Publish” is not yours to do."]
    assert not Claim.objects.public().exists()


def test_a_fact_checker_moves_no_evidence_away_from_a_public_claim(client):
    signed_in(client, "fact-checker")
    item = EvidenceFactory(claim=claim_in("published"))
    assert client.post(page_of(item), {"claim": ClaimFactory().pk, "title": "x"}).status_code == 403


def test_the_groups_are_what_the_roles_say():
    for name, permissions in ROLES.items():
        given = Group.objects.get(name=name).permissions.values_list("content_type__app_label", "codename")
        assert {f"{app}.{codename}" for app, codename in given} == permissions


@pytest.mark.parametrize("role", ["reporter", "editor"])
def test_what_readers_were_told_is_no_field_to_fill_in(client, role):
    signed_in(client, role)
    claim = ClaimFactory(published=True)
    correction = CorrectionFactory(claim=claim, note="The year was wrong.")
    suspend(claim, reason="Its article changed.")
    send_back(claim, note="Look for another source.")
    sent = fields_of(client, page_of(claim))
    assert "withdrawn_reason" not in sent
    client.post(page_of(claim), sent | {"withdrawn_reason": "Never said.", "corrections-0-note": "Nothing."})
    assert Claim.objects.get().withdrawn_reason == "Its article changed."
    assert client.post(page_of(correction), {"note": "Nothing."}).status_code == 403
    correction.refresh_from_db()
    assert correction.note == "The year was wrong."
