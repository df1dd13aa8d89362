"""What an editor can do with quotations."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.models import Revision
from claims.correcting import shown
from claims.models import Assertion, Claim, Correction, Quote, Relay
from claims.publishing import publish
from tests.admin_forms import add_row, confirm, delete, do_to, errors_of, fields_of, messages_of, send
from tests.factories import (
    ActorFactory,
    ActorNameFactory,
    ArticleFactory,
    AssertionFactory,
    ClaimFactory,
    QuoteFactory,
    RelayFactory,
    RevisionFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
LIST = "/admin/claims/quote/"
LINES = "One line.\r\nShe said “it was\r\n\r\nlate”, and “no”, and again “no”.\r\n"


def page_of(quote):
    return reverse("admin:claims_quote_change", args=[quote.pk])


def new_quote(client, revision, **passage):
    sent = fields_of(client, f"{LIST}add/") | {"revision": str(revision.pk), "kind": "direct"}
    sent |= {f"passages-0-{name}": value for name, value in passage.items()}
    return sent


def test_add_by_exact_text(admin_client):
    revision = RevisionFactory()
    sent = new_quote(admin_client, revision, text="“the bridge is safe”")
    sent |= {"source_text": "The minister said", "cue_text": "said"}
    assert "word" not in str(admin_client.post(f"{LIST}add/", sent).content)
    quote = Quote.objects.get()
    passage = quote.passages.get()
    assert revision.text[passage.start : passage.end] == passage.text == "“the bridge is safe”"
    assert (quote.source_start, quote.source_text) == (revision.text.index("The minister said"), "The minister said")
    assert (quote.origin, quote.state) == (Quote.Origin.EDITOR, Quote.State.PROPOSED)


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_line_ends_of_browsers_do_not_break_a_passage(admin_client, ending):
    revision = RevisionFactory(text=LINES.replace("\r\n", ending))
    admin_client.post(f"{LIST}add/", new_quote(admin_client, revision, text="“it was\r\n\r\nlate”"))
    assert Quote.objects.get().passages.get().text == f"“it was{ending}{ending}late”"


def test_saving_as_shown_changes_nothing(admin_client):
    quote = QuoteFactory(revision__text=LINES, passages=["“it was\r\n\r\nlate”", " and "], note="x")
    modified = quote.modified
    answer = send(admin_client, page_of(quote))
    assert answer.status_code == 302
    quote.refresh_from_db()
    assert quote.modified == modified
    assert [passage.text for passage in quote.passages.all()] == ["“it was\r\n\r\nlate”", " and "]


def test_ambiguous_passage_asks_for_its_start_and_keeps_what_was_entered(admin_client):
    revision = RevisionFactory(text=LINES)
    first, second = LINES.index("“no”"), LINES.rindex("“no”")
    answer = admin_client.post(f"{LIST}add/", new_quote(admin_client, revision, text="“no”") | {"note": "look twice"})
    assert f"{first}: …e line. She said “it was late”, and [“no”], and again" in errors_of(answer)
    assert f"{second}: …" in errors_of(answer)
    assert "look twice" in answer.content.decode()
    assert not Quote.objects.exists()
    admin_client.post(f"{LIST}add/", new_quote(admin_client, revision, text="“no”", start=str(second)))
    assert Quote.objects.get().passages.get().start == second


def test_source_cue_and_relay_are_those_nearest_to_the_passage(admin_client):
    text = "He said in a letter he was ill.\n\nHe said in a letter: “Yes.” More."
    revision, near = RevisionFactory(text=text), text.index("He said in a letter: ")
    sent = new_quote(admin_client, revision, text="“Yes.”") | {"source_text": "He", "cue_text": "said"}
    sent = add_row(sent, "relays", text="in a letter", kind="statement")
    assert admin_client.post(f"{LIST}add/", sent).status_code == 302
    quote = Quote.objects.get()
    assert (quote.source_start, quote.cue_start, quote.relays.get().start) == (near, near + 3, near + 8)


def test_start_tells_which_source_is_meant(admin_client):
    revision = RevisionFactory(text="He said he said it. “Yes.”")
    sent = new_quote(admin_client, revision, text="“Yes.”") | {"cue_text": "said", "cue_start": "3"}
    assert admin_client.post(f"{LIST}add/", sent).status_code == 302
    assert Quote.objects.get().cue_start == 3


def test_ambiguous_source_asks_where_none_is_near(admin_client):
    revision = RevisionFactory(text="He said he said it.\n\n“Yes.”")
    sent = new_quote(admin_client, revision, text="“Yes.”") | {"cue_text": "said"}
    errors = errors_of(admin_client.post(f"{LIST}add/", sent))
    assert "3: …He [said] he said it." in errors
    assert "11: …He said he [said] it." in errors


def test_text_that_is_not_there_is_refused(admin_client):
    answer = admin_client.post(f"{LIST}add/", new_quote(admin_client, RevisionFactory(), text="“the bridge fell”"))
    assert "word for word" in errors_of(answer)


def test_a_quotation_without_passage_is_refused_in_plain_words(admin_client):
    """A rule that speaks at the end of the transaction: no error page, nothing stored, all kept in the form."""
    sent = new_quote(admin_client, RevisionFactory()) | {"note": "kept"}
    answer = admin_client.post(f"{LIST}add/", sent)
    assert "needs at least one passage" in errors_of(answer)
    assert "kept" in answer.content.decode()
    assert not Quote.objects.exists()


def test_deleting_the_last_passage_is_refused(admin_client):
    quote = QuoteFactory()
    answer = send(admin_client, page_of(quote), **{"passages-0-DELETE": "on", "note": "gone?"})
    assert "needs at least one passage" in errors_of(answer)
    quote.refresh_from_db()
    assert (quote.passages.count(), quote.note) == (1, "")


def test_passages_are_numbered_in_the_order_of_the_text(admin_client):
    quote = QuoteFactory(passages=["“the bridge is safe”"])
    sent = add_row(fields_of(admin_client, page_of(quote)), "passages", text="The minister spoke on Monday.")
    assert admin_client.post(page_of(quote), sent).status_code == 302
    assert [(part.number, part.text[:5]) for part in quote.passages.all()] == [(1, "The m"), (2, "“the ")]


def test_relay_is_added_by_its_text(admin_client):
    quote = QuoteFactory()
    sent = add_row(fields_of(admin_client, page_of(quote)), "relays", text="in a statement", kind="statement")
    assert admin_client.post(page_of(quote), sent).status_code == 302
    relay = Relay.objects.get()
    assert quote.revision.text[relay.start : relay.end] == "in a statement"


def test_relay_on_its_own_page(admin_client):
    relay, actor = RelayFactory(), ActorFactory()
    address = reverse("admin:claims_relay_change", args=[relay.pk])
    sent = add_row(fields_of(admin_client, address) | {"text": "a statement"}, "relayactor_set", actor=actor.pk)
    assert admin_client.post(address, sent).status_code == 302
    relay.refresh_from_db()
    assert (relay.text, list(relay.actors.all())) == ("a statement", [actor])


def test_own_voice_of_a_machine_is_refused(admin_client):
    quote = QuoteFactory()
    assert "Only an editor records" in errors_of(send(admin_client, page_of(quote), kind="own_voice"))


def test_orphaned_quotation_moves_to_the_newest_revision(admin_client):
    old = RevisionFactory()
    new = RevisionFactory(article=old.article, number=2, text="Added.\n" + old.text)
    quote = QuoteFactory(revision=old, state=Quote.State.ORPHANED)
    RelayFactory(quote=quote)
    assert send(admin_client, page_of(quote), revision=str(new.pk)).status_code == 302
    quote.refresh_from_db()
    assert (quote.revision, quote.state) == (new, Quote.State.PROPOSED)
    assert quote.passages.get().start == new.text.index("“the bridge")


CHANGED = "He said hello.\n\nHe said so twice.\n\nYesterday he said “the old bridge is safe” to us.\n\nHe said so.\n"


def orphan():
    old = RevisionFactory(text="Then he said “the bridge is safe” to us.")
    quote = QuoteFactory(
        revision=old,
        state=Quote.State.ORPHANED,
        source_text="he",
        source_start=5,
        source_end=7,
        cue_text="said",
        cue_start=8,
        cue_end=12,
    )
    return quote, RevisionFactory(article=old.article, number=2, text=CHANGED)


def test_orphan_is_found_again_by_its_new_passage_alone(admin_client):
    quote, new = orphan()
    changes = {"revision": str(new.pk), "passages-0-text": "“the old bridge is safe”"}
    assert send(admin_client, page_of(quote), **changes).status_code == 302
    quote.refresh_from_db()
    near = CHANGED.index("he said “")
    assert (quote.state, quote.source_start, quote.cue_start) == (Quote.State.PROPOSED, near, near + 3)


def test_page_of_an_orphan_says_what_to_do_and_offers_no_confirming(admin_client):
    quote, _new = orphan()
    page = admin_client.get(page_of(quote)).content.decode()
    assert "Revision 1 of 2. The newest differs from it." in page
    assert "choose revision 2" in page
    assert 'value="reject"' in page
    assert 'value="confirm"' not in page
    article = quote.revision.article
    assert f'<a href="/admin/articles/article/{article.pk}/change/">{article}</a>' in page


def test_quotation_of_the_newest_revision_needs_no_help(admin_client):
    page = admin_client.get(page_of(QuoteFactory())).content.decode()
    assert "Revision 1 of 1." in page
    assert "differs" not in page


def test_old_places_are_not_marked_in_another_revision(admin_client):
    quote, new = orphan()
    changes = {"revision": str(new.pk), "passages-0-text": "“the old bridge is safe”", "cue_text": "shouted"}
    answer = send(admin_client, page_of(quote), **changes)
    assert "word for word" in errors_of(answer)
    page = answer.content.decode()
    assert "<mark>" not in page
    assert "those of another revision" in page
    start = CHANGED.index("“the old bridge")
    assert f'name="passages-0-start" value="{start}"' in page
    assert f'<option value="{new.pk}" selected>' in page
    assert f"{start + 24}" in page


# Verbs


def test_save_and_confirm(admin_client, admin_user):
    quote, speaker = QuoteFactory(), ActorFactory()
    answer = send(admin_client, page_of(quote), button="confirm", speaker=str(speaker.pk))
    assert answer.status_code == 302
    quote.refresh_from_db()
    assert (quote.state, quote.speaker, quote.confirmed_by) == (Quote.State.CONFIRMED, speaker, admin_user)


def test_confirming_without_speaker_says_what_is_missing_and_stores_nothing(admin_client):
    quote = QuoteFactory()
    answer = send(admin_client, page_of(quote), button="confirm", note="typed")
    assert "Who said it?" in errors_of(answer)
    assert "typed" in answer.content.decode()
    quote.refresh_from_db()
    assert (quote.state, quote.note) == (Quote.State.PROPOSED, "")


def test_reject_asks_for_the_reason_first(admin_client):
    quote = QuoteFactory()
    answer = send(admin_client, page_of(quote), button="reject", kind="mixed")
    asked = reverse("admin:claims_quote_verb", args=[quote.pk, "reject"])
    assert answer.url == asked
    assert "propose it again" in admin_client.get(asked).content.decode()
    assert confirm(admin_client, asked, reason="Not a statement.").url == page_of(quote)
    quote.refresh_from_db()
    assert (quote.state, quote.note, quote.kind) == (Quote.State.REJECTED, "Not a statement.", "mixed")


def test_confirming_many_says_which_could_not_be(admin_client):
    good = QuoteFactory.create_batch(2, speaker=ActorFactory())
    bad = QuoteFactory()
    answer = do_to(admin_client, LIST, "confirm", [*good, bad])
    problem, done = messages_of(answer)
    assert problem.startswith(f"“the bridge is safe” – ?, in: {bad.revision.article}: Who said it? Choose a speaker")
    assert done == "Confirmed: 2 quotations."
    assert Quote.objects.filter(state=Quote.State.CONFIRMED).count() == 2


def test_rejecting_many_asks_once(admin_client):
    quotes = QuoteFactory.create_batch(2)
    chosen = {"action": "reject", "_selected_action": [quote.pk for quote in quotes]}
    page = admin_client.post(LIST, chosen | {"index": 0})
    assert page.status_code == 200
    assert all(f'name="_selected_action" value="{quote.pk}"' in page.content.decode() for quote in quotes)
    answer = do_to(admin_client, LIST, "reject", quotes, reason="Twice the same.")
    assert messages_of(answer) == ["Rejected: 2 quotations."]
    assert set(Quote.objects.values_list("note", flat=True)) == {"Twice the same."}


def test_rejecting_what_a_published_claim_rests_on_is_refused(admin_client):
    quote = ClaimFactory(published=True).quotes.get()
    [message] = messages_of(do_to(admin_client, LIST, "reject", [quote], reason="No."))
    assert "Cut its tie there first, with a note." in message
    quote.refresh_from_db()
    assert quote.state == Quote.State.CONFIRMED


def test_verbs_ask_for_permission(client):
    user = UserFactory()
    user.user_permissions.add(Permission.objects.get(codename="view_quote"))
    client.force_login(user)
    quote = QuoteFactory(speaker=ActorFactory())
    assert "_verb" not in client.get(page_of(quote)).content.decode()
    for refused in [
        client.post(page_of(quote), {"_verb": "confirm"}),
        client.get(reverse("admin:claims_quote_verb", args=[quote.pk, "reject"])),
        client.post(LIST, {"action": "confirm", "_selected_action": [quote.pk], "index": 0}),
    ]:
        assert "is not yours to do" in messages_of(refused)[0]
    quote.refresh_from_db()
    assert quote.state == Quote.State.PROPOSED


def test_no_page_for_what_is_no_verb(admin_client):
    assert admin_client.get(f"{LIST}{QuoteFactory().pk}/do/nonsense/").status_code == 404


def test_confirmed_quotation_has_no_delete_button_and_says_why(admin_client):
    quote = QuoteFactory(confirmed=True)
    assert 'class="deletelink"' not in admin_client.get(page_of(quote)).content.decode()
    page = admin_client.post(LIST, {"action": "delete_selected", "_selected_action": [quote.pk], "index": 0})
    assert "reject it instead" in page.content.decode()


def test_unconfirmed_quotation_is_deleted(admin_client):
    quote = QuoteFactory()
    assert delete(admin_client, reverse("admin:claims_quote_delete", args=[quote.pk])).status_code == 302
    assert not Quote.objects.exists()


# Finding and linking


@pytest.mark.parametrize("typed", ["bridge is SAFE", "padrino", "PÁDRINO lópez"])
def test_search(admin_client, typed):
    speaker = ActorNameFactory(name="General Padrino López").actor
    wanted = QuoteFactory(speaker=speaker)
    QuoteFactory(passages=["The minister spoke on Monday."])
    assert list(admin_client.get(LIST, {"q": typed}).context["cl"].queryset) == [wanted]


def test_article_leads_to_quotations_and_those_to_claims(admin_client):
    tie = AssertionFactory()
    article = tie.quote.revision.article
    assert (
        f"/admin/claims/quote/?article={article.pk}"
        in admin_client.get(reverse("admin:articles_article_change", args=[article.pk])).content.decode()
    )
    page = admin_client.get(page_of(tie.quote)).content.decode()
    assert f"/admin/claims/claim/?quote={tie.quote.pk}" in page
    assert str(tie.claim) in page


def test_tie_to_a_claim(admin_client):
    quote, claim = QuoteFactory(), ClaimFactory()
    sent = add_row(fields_of(admin_client, page_of(quote)), "assertions", claim=claim.pk, stance="denies")
    assert admin_client.post(page_of(quote), sent).status_code == 302
    assert Assertion.objects.get().stance == "denies"


def test_long_texts_are_not_fetched_for_lists(admin_client):
    QuoteFactory()
    with CaptureQueriesContext(connection) as queries:
        admin_client.get(LIST)
        admin_client.get("/admin/articles/revision/")
    assert not [q["sql"] for q in queries if '"articles_revision"."text"' in q["sql"]]


def test_choices_name_words_speaker_and_article(admin_client):
    quote = QuoteFactory(speaker=ActorFactory(name="Ana"), revision__article=ArticleFactory(headline="Bridges"))
    query = {"app_label": "claims", "model_name": "assertion", "field_name": "quote", "term": "bridge"}
    [choice] = admin_client.get("/admin/autocomplete/", query).json()["results"]
    assert choice == {"id": str(quote.pk), "text": "“the bridge is safe” – Ana, in: Bridges"}


@pytest.mark.parametrize("term", ["\x00", "'", "%", "x" * 10_000])
def test_odd_terms_in_autocompletion_do_no_harm(admin_client, term):
    QuoteFactory()
    query = {"app_label": "claims", "model_name": "assertion", "field_name": "quote", "term": term}
    assert admin_client.get("/admin/autocomplete/", query).status_code == 200


def test_revision_is_read_only(admin_client):
    revision = RevisionFactory()
    address = reverse("admin:articles_revision_change", args=[revision.pk])
    assert admin_client.get("/admin/articles/revision/add/").status_code == 403
    assert admin_client.post(address, {"text": "Changed"}).status_code == 403
    assert Revision.objects.get().text == revision.text


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "mixed"},
        {"speaker": "another"},
        {"passages-0-text": "the bridge is safe"},
        {"assertions-0-stance": "doubts"},
        {"assertions-0-DELETE": "on"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_what_readers_read_of_a_quotation_changes_with_a_note_only(admin_client, admin_user, change):
    claim = ClaimFactory(published=True)
    quote = claim.quotes.get()
    AssertionFactory(claim=claim, quote__confirmed=True)  # so that the claim stands without it
    change = {name: str(ActorFactory().pk) if value == "another" else value for name, value in change.items()}
    before = shown([claim.pk])
    answer = send(admin_client, page_of(quote), **change)
    assert "Readers have read this: say what was changed" in errors_of(answer)
    assert shown([claim.pk]) == before
    send(admin_client, page_of(quote), **change, correction_note="It was told otherwise.")
    assert shown([claim.pk]) != before
    correction = Correction.objects.get()
    assert (correction.claim, correction.kind, correction.corrected_by) == (claim, "correction", admin_user)
    assert (correction.note, correction.said_before) == ("It was told otherwise.", "")


def test_one_note_serves_every_claim_that_a_quotation_bears(admin_client):
    quote = ClaimFactory(published=True).quotes.get()
    other = AssertionFactory(quote=quote, claim__said_where="A speech.").claim
    publish(other, by=UserFactory())
    send(admin_client, page_of(quote), kind="mixed", correction_note="Half of it is the article’s.")
    assert {row.claim_id: row.kind for row in Correction.objects.all()} == dict.fromkeys(
        Claim.objects.values_list("pk", flat=True), "correction"
    )


def test_kind_speaker_and_stance_are_no_small_fix(admin_client):
    quote = ClaimFactory(published=True).quotes.get()
    tie = quote.assertions.get()
    for change in ({"kind": "mixed"}, {"speaker": str(ActorFactory().pk)}, {"assertions-0-stance": "denies"}):
        answer = send(admin_client, page_of(quote), **change, correction_note="Spelling.", small_fix="on")
        assert "changes the stance, the kind or the speaker" in errors_of(answer)
    tie.refresh_from_db()
    assert (tie.stance, tie.quote.kind, tie.quote.speaker) == ("asserts", "direct", quote.speaker)
    assert not Correction.objects.exists()


def test_what_readers_do_not_see_of_a_public_quotation_asks_for_no_note(admin_client):
    quote = ClaimFactory(published=True).quotes.get()
    assert len(messages_of(send(admin_client, page_of(quote), note="x"))) == 1
    assert "correction_note" not in fields_of(admin_client, page_of(QuoteFactory(confirmed=True)))


def test_quotations_of_an_article_come_in_the_order_of_its_text(admin_client):
    revision = RevisionFactory()
    quotes = [
        QuoteFactory(revision=revision, passages=[text], confidence=0.75)
        for text in ["Nobody asked why.", "The minister spoke on Monday.", "“the bridge is safe”"]
    ]
    answer = admin_client.get(LIST, {"article": revision.article.pk})
    assert list(answer.context["cl"].queryset) == [quotes[1], quotes[2], quotes[0]]
    page = answer.content.decode()
    assert f'<a href="/admin/articles/article/{revision.article.pk}/change/">{revision.article}</a>' in page
    assert "0.75" in page


# What is confirmed, and by whom


def as_one_of(client, *groups):
    user = UserFactory()
    user.groups.set(Group.objects.filter(name__in=groups))
    client.force_login(user)
    return user


@pytest.mark.parametrize("state", [Quote.State.PROPOSED, Quote.State.ORPHANED])
def test_a_note_for_readers_is_asked_for_what_they_see_only(admin_client, client, state):
    claim, quote = ClaimFactory(published=True), QuoteFactory(state=state)
    AssertionFactory(claim=claim, quote=quote)
    assert "correction_note" not in fields_of(admin_client, page_of(quote))
    as_one_of(client, "reporter")
    assert send(client, page_of(quote), kind="mixed", correction_note="INTERNAL").status_code == 302
    quote.refresh_from_db()
    assert (quote.kind, Correction.objects.exists()) == ("mixed", False)


def test_who_may_not_correct_does_not_confirm_into_a_public_claim(client):
    claim, quote = ClaimFactory(published=True), QuoteFactory(speaker=ActorFactory())
    AssertionFactory(claim=claim, quote=quote)
    user = as_one_of(client, "reporter")
    user.user_permissions.add(Permission.objects.get(codename="confirm_quote"))
    answer = send(client, page_of(quote), button="confirm")
    quote.refresh_from_db()
    assert quote.state == Quote.State.PROPOSED
    assert "Readers would see it at once in the claim" in errors_of(answer)


def test_what_an_editor_changes_of_a_confirmed_quotation_is_confirmed_by_them(client):
    quote = QuoteFactory(confirmed=True)
    connection.check_constraints()
    editor = as_one_of(client, "editor")
    assert send(client, page_of(quote), speaker=str(ActorFactory().pk)).status_code == 302
    quote.refresh_from_db()
    assert (quote.state, quote.confirmed_by) == (Quote.State.CONFIRMED, editor)


def test_what_is_not_confirmed_of_it_changes_nobodys_name(client):
    quote = QuoteFactory(confirmed=True)
    connection.check_constraints()
    as_one_of(client, "editor")
    send(client, page_of(quote), note="Looked at.")
    confirmed_by, quote = quote.confirmed_by, Quote.objects.get(pk=quote.pk)
    assert (quote.note, quote.confirmed_by) == ("Looked at.", confirmed_by)


def test_the_relay_of_a_confirmed_quotation_is_changed_on_its_own_page_and_confirmed_so(client):
    relay = RelayFactory(quote=QuoteFactory(confirmed=True))
    connection.check_constraints()
    editor = as_one_of(client, "editor")
    where = reverse("admin:claims_relay_change", args=[relay.pk])
    assert send(client, where, kind="interview").status_code == 302
    assert Quote.objects.get().confirmed_by == editor


# Only in the newest text

SAFE = "She said “the bridge is safe for 5 years”. That was all.\n"


def replaced():
    """Give the revision that says "safe", and the one that replaced it."""
    old = RevisionFactory(text=SAFE)
    return old, RevisionFactory(article=old.article, number=2, text=SAFE.replace("is safe", "is not safe"))


def test_no_text_is_chosen_that_the_article_has_replaced(admin_client):
    old, new = replaced()
    quote = QuoteFactory(revision=new, confirmed=True, passages=["“the bridge is not safe for 5 years”"])
    sent = {"revision": str(old.pk), "passages-0-text": "“the bridge is safe for 5 years”"}
    answer = send(admin_client, page_of(quote), **sent)
    assert "Revision 1 was replaced: choose the newest, 2." in errors_of(answer)


def test_what_was_put_back_on_a_replaced_text_is_not_confirmed(admin_client):
    old, new = replaced()
    quote = QuoteFactory(revision=new, speaker=ActorFactory(), passages=["“the bridge is not safe for 5 years”"])
    passage = quote.passages.get()
    quote.passages.update(start=passage.start, end=passage.end - 4, text="“the bridge is safe for 5 years”")
    Quote.objects.filter(pk=quote.pk).update(revision=old)  # as "Restore this state" does
    connection.check_constraints()
    answer = send(admin_client, page_of(quote), button="confirm")
    assert "This stands in revision 1 of the article, and the newest is 2" in errors_of(answer)
    quote.refresh_from_db()
    assert quote.state == Quote.State.PROPOSED
