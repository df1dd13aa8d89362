"""What an editor can do with claims, and what goes with them."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.models import Actor
from claims.admin.correcting import PartCorrectingAdmin
from claims.models import Claim, Review
from tests.admin_forms import add_row, confirm, delete, do_to, errors_of, fields_of, messages_of, send
from tests.factories import (
    ActorFactory,
    AssertionFactory,
    ClaimFactory,
    CorrectionFactory,
    EvidenceFactory,
    QuoteFactory,
    RatingFactory,
    ReviewFactory,
)
from tests.rules import refused

pytestmark = pytest.mark.django_db
LIST = "/admin/claims/claim/"


def page_of(claim):
    return reverse("admin:claims_claim_change", args=[claim.pk])


def borne_out():
    return AssertionFactory(quote__confirmed=True).claim


def test_status_and_dates_are_no_fields(admin_client):
    claim = ClaimFactory()
    sent = fields_of(admin_client, page_of(claim))
    assert not {"status", "first_published_at_0", "published_by", "origin"} & sent.keys()
    send(admin_client, page_of(claim), status="published")
    claim.refresh_from_db()
    assert claim.status == Claim.Status.DRAFT


def test_submit_then_publish_with_the_buttons(admin_client, admin_user):
    claim = borne_out()
    send(admin_client, page_of(claim), button="submit")
    claim.refresh_from_db()
    assert claim.status == Claim.Status.IN_REVIEW
    answer = send(admin_client, page_of(claim), button="publish", statement="The  bridge\nis fine")
    assert messages_of(answer)[-1] == "Published: 1 claim."
    claim.refresh_from_db()
    assert (claim.status, claim.published_by) == (Claim.Status.PUBLISHED, admin_user)


def test_publishing_says_what_is_missing_and_stores_nothing(admin_client):
    claim = ClaimFactory()
    answer = send(admin_client, page_of(claim), button="publish", note="typed")
    assert "still needs a confirmed quotation that asserts it" in errors_of(answer)
    assert "typed" in answer.content.decode()
    claim.refresh_from_db()
    assert (claim.status, claim.note) == (Claim.Status.DRAFT, "")


def test_tie_and_publish_in_one_step(admin_client):
    claim, quote = ClaimFactory(), QuoteFactory(confirmed=True)
    sent = add_row(fields_of(admin_client, page_of(claim)), "assertions", quote=quote.pk, stance="asserts")
    assert admin_client.post(page_of(claim), sent | {"_verb": "publish"}).status_code == 302
    claim.refresh_from_db()
    assert claim.status == Claim.Status.PUBLISHED


def test_untying_the_last_quotation_of_a_published_claim_is_refused(admin_client):
    claim = ClaimFactory(published=True)
    answer = send(admin_client, page_of(claim), **{"assertions-0-DELETE": "on", "correction_note": "He never said it."})
    assert "needs at least one confirmed quotation" in errors_of(answer)
    assert claim.assertions.count() == 1


def test_withdraw_needs_a_reason(admin_client):
    claim = ClaimFactory(published=True)
    asked = send(admin_client, page_of(claim), button="withdraw").url
    assert confirm(admin_client, asked, reason=" ").status_code == 200
    claim.refresh_from_db()
    assert claim.status == Claim.Status.PUBLISHED
    assert confirm(admin_client, asked, reason="The recording was faked.").status_code == 302
    claim.refresh_from_db()
    assert (claim.status, claim.withdrawn_reason) == (Claim.Status.WITHDRAWN, "The recording was faked.")


def test_publish_many_says_what_each_lacks(admin_client):
    good, bad = borne_out(), ClaimFactory()
    answer = do_to(admin_client, LIST, "publish", [good, bad])
    problem, done = messages_of(answer)
    assert "still needs a confirmed quotation" in problem
    assert done == "Published: 1 claim."


def test_verb_that_no_longer_fits_is_refused(admin_client):
    """Two editors, one button: the second one reads why."""
    claim = ClaimFactory(published=True)
    answer = send(admin_client, page_of(claim), button="publish")
    assert "does not fit its present state" in errors_of(answer)


def test_too_many_at_once_are_refused(admin_client, monkeypatch):
    monkeypatch.setattr("newsroom.admin.doing.MOST_AT_ONCE", 1)
    claims = [borne_out(), borne_out()]
    answer = admin_client.post(LIST, {"action": "publish", "_selected_action": [c.pk for c in claims], "index": 0})
    assert messages_of(answer) == ["Choose at most 1 at once."]
    assert not Claim.objects.public().exists()


def test_public_claim_is_kept(admin_client):
    claim = ClaimFactory(published=True)
    delete = reverse("admin:claims_claim_delete", args=[claim.pk])
    assert 'class="deletelink"' not in admin_client.get(page_of(claim)).content.decode()
    assert admin_client.get(delete).status_code == 403
    page = admin_client.post(LIST, {"action": "delete_selected", "_selected_action": [claim.pk], "index": 0})
    assert "withdraw it with a reason instead" in page.content.decode()
    do_to(admin_client, LIST, "delete_selected", [claim])
    assert Claim.objects.exists()


def test_draft_is_deleted(admin_client):
    claim = ClaimFactory()
    do_to(admin_client, LIST, "delete_selected", [claim])
    assert not Claim.objects.exists()


def test_evidence_that_a_rating_rests_on_is_kept(admin_client):
    """The rule speaks only when the transaction ends; the deletion is undone, its note too, and the reason shown."""
    claim = ClaimFactory(published=True)
    evidence = EvidenceFactory(claim=claim)
    ReviewFactory(claim=claim)
    gone = {"evidence-0-DELETE": "on", "correction_note": "The report was a forgery."}
    assert "is rated, so it needs evidence" in errors_of(send(admin_client, page_of(claim), **gone))
    assert claim.evidence.get() == evidence
    assert not claim.corrections.exists()


def test_evidence_that_readers_see_goes_on_the_page_of_its_claim_only(admin_client):
    """There the note is asked for."""
    evidence = EvidenceFactory(claim=ClaimFactory(published=True))
    own_page = reverse("admin:claims_evidence_change", args=[evidence.pk])
    assert 'class="deletelink"' not in admin_client.get(own_page).content.decode()
    assert admin_client.get(reverse("admin:claims_evidence_delete", args=[evidence.pk])).status_code == 403
    chosen = {"action": "delete_selected", "_selected_action": [evidence.pk], "index": 0}
    page = admin_client.post("/admin/claims/evidence/", chosen)
    assert "delete it on the claim’s own page, with a note" in page.content.decode()
    do_to(admin_client, "/admin/claims/evidence/", "delete_selected", [evidence])
    assert evidence.claim.evidence.get() == evidence


def test_what_the_database_refuses_to_delete_leads_back_with_the_reason(admin_client, monkeypatch):
    """As where it became public after the screen had looked: the rule speaks only when the transaction ends."""
    monkeypatch.setattr(PartCorrectingAdmin, "reason_to_keep", lambda *_asked: "")
    claim = ClaimFactory(published=True)
    evidence = EvidenceFactory(claim=claim)
    ReviewFactory(claim=claim)
    CorrectionFactory(claim=claim)
    answer = delete(admin_client, reverse("admin:claims_evidence_delete", args=[evidence.pk]))
    assert answer.url == reverse("admin:claims_evidence_change", args=[evidence.pk])
    assert any("is rated, so it needs evidence" in message for message in messages_of(answer))
    answer = do_to(admin_client, "/admin/claims/evidence/", "delete_selected", [evidence])
    assert "is rated, so it needs evidence" in messages_of(answer)[-1]
    assert claim.evidence.count() == 1


def test_review_is_added_signed_and_never_changed(admin_client, admin_user):
    claim = borne_out()
    sent = add_row(
        fields_of(admin_client, page_of(claim)), "reviews", rating=RatingFactory().pk, explanation="Because."
    )
    assert not {name for name in sent if name.startswith("reviews-0-review")}
    posed = {"reviewed_at_0": "2020-01-04", "reviewed_at_1": "10:00", "reviewer_name": "Somebody Else"}
    sent |= {f"reviews-0-{name}": value for name, value in posed.items()}
    assert admin_client.post(page_of(claim), sent).status_code == 302
    review = Review.objects.get()
    assert (review.reviewer, review.reviewer_name) == (admin_user, "")
    assert review.reviewed_at.date() == timezone.now().date()
    sent = fields_of(admin_client, page_of(claim))
    assert "reviews-0-explanation" not in sent
    admin_client.post(page_of(claim), sent | {"reviews-0-explanation": "Changed.", "reviews-0-DELETE": "on"})
    assert Review.objects.get().explanation == "Because."
    own_page = reverse("admin:claims_review_change", args=[review.pk])
    assert admin_client.post(own_page, {"explanation": "Changed."}).status_code == 403
    assert admin_client.post(reverse("admin:claims_review_delete", args=[review.pk])).status_code == 403


def test_review_on_its_own_page_is_signed(admin_client, admin_user):
    sent = fields_of(admin_client, "/admin/claims/review/add/")
    assert not {name for name in sent if name.startswith("review")}
    sent |= {"claim": str(ClaimFactory().pk), "rating": str(RatingFactory().pk), "explanation": "Because."}
    sent |= {"reviewed_at_0": "2020-01-04", "reviewed_at_1": "10:00", "reviewer_name": "Somebody Else"}
    assert admin_client.post("/admin/claims/review/add/", sent).status_code == 302
    review = Review.objects.get()
    assert (review.reviewer, review.reviewer_name) == (admin_user, "")
    assert review.reviewed_at.date() == timezone.now().date()


def test_same_subject_twice_is_refused(admin_client):
    claim, actor = ClaimFactory(), ActorFactory()
    sent = add_row(fields_of(admin_client, page_of(claim)), "subjects", actor=actor.pk)
    admin_client.post(page_of(claim), sent)
    sent = add_row(fields_of(admin_client, page_of(claim)), "subjects", actor=actor.pk)
    assert admin_client.post(page_of(claim), sent).status_code == 200
    assert claim.about.count() == 1


@pytest.mark.parametrize("typed", ["safe bridges", "BRIDGE sa", "is a safe bridge?"])
def test_search_by_words_of_which_the_last_may_be_unfinished(admin_client, typed):
    wanted = ClaimFactory(statement="The bridge is safe")
    ClaimFactory(statement="The tunnel is closed")
    assert list(admin_client.get(LIST, {"q": typed}).context["cl"].queryset) == [wanted]


def test_history_tells_who_changed_what(admin_client):
    claim = ClaimFactory(statement="The bridge is safe")
    send(admin_client, page_of(claim), statement="The old bridge is safe")
    page = admin_client.get(reverse("admin:claims_claim_history", args=[claim.pk]))
    newest, oldest = page.context["acts"][0], page.context["acts"][-1]
    assert (newest.who, newest.told[0].did) == ("admin", "changed the address and the statement of this claim")
    assert [(c.name, c.before, c.after) for c in newest.told[0].changes] == [
        ("address", "the-bridge-is-safe", "the-old-bridge-is-safe"),
        ("statement", "The bridge is safe", "The old bridge is safe"),
    ]
    assert oldest.told[0].did == "added this claim"
    assert "Database user" in oldest.who


def test_history_holds_the_parts_and_names_what_they_point_to(admin_client):
    claim, actor = ClaimFactory(), ActorFactory(name="Ana")
    sent = add_row(fields_of(admin_client, page_of(claim)), "subjects", actor=actor.pk)
    admin_client.post(page_of(claim), sent)
    acts = admin_client.get(reverse("admin:claims_claim_history", args=[claim.pk])).context["acts"]
    assert "added the subject of a claim “Ana (person)”" in [told.did for act in acts for told in act.told]


def test_reason_page_can_be_left(admin_client):
    claim = ClaimFactory(published=True)
    asked = admin_client.get(f"{LIST}{claim.pk}/do/withdraw/").content.decode()
    assert f'<a href="{page_of(claim)}" class="closelink">Cancel</a>' in asked
    chosen = {"action": "withdraw", "_selected_action": [claim.pk], "index": 0}
    assert f'<a href="{LIST}" class="closelink"' in admin_client.post(LIST, chosen).content.decode()


def test_needed_to_publish_is_said_of_unpublished_claims_only(admin_client):
    words = "Needed to publish it"
    assert words in admin_client.get(page_of(ClaimFactory())).content.decode()
    assert words not in admin_client.get(page_of(ClaimFactory(published=True))).content.decode()
    assert words not in admin_client.get(f"{LIST}add/").content.decode()


def test_a_public_statement_changes_with_its_note_only(admin_client, admin_user):
    claim = ClaimFactory(published=True, statement="The bridge is safe")
    answer = send(admin_client, page_of(claim), statement="The bridge is closed", note="typed")
    assert "Readers have read this: say what was changed" in errors_of(answer)
    assert "The bridge is closed" in answer.content.decode()
    claim.refresh_from_db()
    assert (claim.statement, claim.note) == ("The bridge is safe", "")
    send(admin_client, page_of(claim), statement="The bridge is closed", correction_note="It was closed in May.")
    claim.refresh_from_db()
    correction = claim.corrections.get()
    assert claim.statement == "The bridge is closed"
    assert (correction.said_before, correction.says_now) == ("The bridge is safe", "The bridge is closed")
    assert (correction.kind, correction.note, correction.corrected_by) == (
        "correction",
        "It was closed in May.",
        admin_user,
    )


def test_a_small_fix_is_marked_and_says_why(admin_client):
    claim = ClaimFactory(published=True, statement="The brigde is safe")
    answer = send(admin_client, page_of(claim), statement="The bridge is safe", small_fix="on")
    assert "say what was changed" in errors_of(answer)
    send(admin_client, page_of(claim), statement="The bridge is safe", small_fix="on", correction_note="Spelling.")
    assert claim.corrections.get().kind == "small_fix"


def test_what_says_something_else_is_no_small_fix(admin_client):
    claim = ClaimFactory(published=True, statement="The minister took bribes", said_where="A speech in May.")
    for change in ({"statement": "The minister took no bribes"}, {"said_where": "A speech in June."}):
        answer = send(admin_client, page_of(claim), **change, small_fix="on", correction_note="Spelling.")
        assert "This is no small fix, for it changes" in errors_of(answer)
    claim.refresh_from_db()
    assert (claim.statement, claim.said_where) == ("The minister took bribes", "A speech in May.")


@pytest.mark.parametrize("note", [" ", "\u00a0", "\u200b\u2060", "\u00ad \u3164"])
def test_a_note_of_nothing_visible_is_no_note(admin_client, note):
    claim = ClaimFactory(published=True, statement="The bridge is safe")
    answer = send(admin_client, page_of(claim), statement="The bridge is closed", correction_note=note)
    assert "say what was changed" in errors_of(answer)
    with refused("A correction needs a note."):
        CorrectionFactory(claim=claim, note=note)


def test_a_draft_is_changed_and_published_in_one_save(admin_client):
    tie = AssertionFactory(quote__confirmed=True, stance="denies", claim__said_where="A speech.")
    sent = {"assertions-0-stance": "asserts", "statement": "The bridge is open", "said_where": "A speech in May."}
    send(admin_client, page_of(tie.claim), button="publish", **sent)
    tie.refresh_from_db()
    assert (tie.stance, tie.claim.status, tie.claim.statement) == ("asserts", "published", "The bridge is open")
    assert not tie.claim.corrections.exists()


def test_where_a_public_claim_was_said_changes_with_a_note_only(admin_client):
    claim = ClaimFactory(published=True, said_where="A speech in May.")
    assert "say what was changed" in errors_of(send(admin_client, page_of(claim), said_where="A speech in June."))
    send(admin_client, page_of(claim), said_where="A speech in June.", correction_note="It was June.")
    assert claim.corrections.get().said_before == ""


def test_cutting_a_public_tie_needs_a_note(admin_client):
    claim = ClaimFactory(published=True)
    AssertionFactory(claim=claim, quote__confirmed=True)
    cut = {"assertions-0-DELETE": "on"}
    assert "say what was changed" in errors_of(send(admin_client, page_of(claim), **cut))
    send(admin_client, page_of(claim), **cut, correction_note="That was somebody else.")
    assert claim.assertions.count() == claim.corrections.count() == 1


def test_a_note_alone_is_a_correction(admin_client):
    claim = ClaimFactory(published=True)
    send(admin_client, page_of(claim), correction_note="The date of the speech was wrong in the summary.")
    assert claim.corrections.get().said_before == ""


def test_a_tie_is_cut_on_the_page_of_its_claim_not_deleted_elsewhere(admin_client):
    tie = ClaimFactory(published=True).assertions.get()
    page = reverse("admin:claims_assertion_change", args=[tie.pk])
    assert "cut it on the claim’s own page" in admin_client.get(page).content.decode()
    assert (
        admin_client.post(reverse("admin:claims_assertion_delete", args=[tie.pk]), {"post": "yes"}).status_code == 403
    )
    AssertionFactory(claim=tie.claim, quote__confirmed=True)
    assert "say what was changed" in errors_of(send(admin_client, page, stance="doubts"))
    send(admin_client, page, stance="doubts", correction_note="He only doubted it.")
    assert tie.claim.corrections.get().note == "He only doubted it."


def test_a_new_tie_of_a_public_claim_asks_for_a_correction(admin_client):
    claim, quote = ClaimFactory(published=True), QuoteFactory(confirmed=True)
    sent = add_row(fields_of(admin_client, page_of(claim)), "assertions", quote=quote.pk, stance="denies")
    assert "Readers see this change now" in messages_of(admin_client.post(page_of(claim), sent))[0]


@pytest.mark.parametrize("change", [{"note": "x"}, {}])
def test_what_readers_do_not_see_asks_for_none(admin_client, change):
    assert len(messages_of(send(admin_client, page_of(ClaimFactory(published=True)), **change))) == 1


def test_a_draft_asks_for_none(admin_client):
    assert len(messages_of(send(admin_client, page_of(borne_out()), statement="Another"))) == 1


def box_in(answer):
    """What the box on the page sends that says “it is another”."""
    (value,) = re.findall(r'name="another" value="([\d,]+)"', answer.content.decode())
    return value


def test_a_statement_that_is_there_is_shown_before_it_is_stored_again(admin_client):
    other = ClaimFactory(statement="The dam leaks.")
    answer = send(admin_client, f"{LIST}add/", statement="the dam  leaks", note="typed")
    page = answer.content.decode()
    assert "this is there already" in page
    assert page_of(other) in page
    assert "“The dam leaks.” (draft)" in page
    assert "typed" in page
    assert Claim.objects.count() == 1
    sent = fields_of(admin_client, f"{LIST}add/") | {"statement": "the dam  leaks", "another": box_in(answer)}
    assert admin_client.post(f"{LIST}add/", sent).status_code == 302
    assert Claim.objects.count() == 2


def test_sending_the_same_form_twice_makes_no_second_claim(admin_client):
    sent = fields_of(admin_client, f"{LIST}add/") | {"statement": "The dam leaks."}
    assert admin_client.post(f"{LIST}add/", sent).status_code == 302
    assert "this is there already" in admin_client.post(f"{LIST}add/", sent).content.decode()
    assert Claim.objects.count() == 1


def test_it_is_asked_of_a_changed_statement_but_not_again_of_one_that_stays(admin_client):
    ClaimFactory(statement="The dam leaks.")
    claim = ClaimFactory(statement="The dam holds.")
    assert "this is there already" in send(admin_client, page_of(claim), statement="The dam leaks").content.decode()
    Claim.objects.filter(pk=claim.pk).update(statement="The dam leaks.")
    assert send(admin_client, page_of(claim), note="looked at").status_code == 302


@pytest.mark.parametrize("popup", ["", "?_popup=1"])
def test_a_name_that_somebody_has_is_shown_before_it_is_stored_again(admin_client, popup):
    QuoteFactory(speaker=ActorFactory(name="Anna Berg", description="engineer"))
    address = f"/admin/articles/actor/add/{popup}"
    answer = send(admin_client, address, button="_save", name="ANNA BERG", kind="person", description="typed")
    page = answer.content.decode()
    assert "Anna Berg (person, engineer, 1 quotation)" in page
    assert "typed" in page
    sent = {"name": "ANNA BERG", "kind": "person", "another": box_in(answer)}
    answer = send(admin_client, address, button="_save", **sent)
    assert Actor.objects.filter(name__iexact="Anna Berg").count() == 2
