"""What an editor does on the desk with plain forms: it is done whole, or refused in plain words with nothing lost."""

import json
import re

import pytest
from django.contrib.auth.models import Permission

from articles.models import Actor
from claims.desk.verbs import claim_token
from claims.models import Assertion, Claim, Quote, Relay
from tests.claims.desk.at_the_desk import address, laid_out, proposed, send, token_of, told
from tests.factories import (
    ActorFactory,
    ActorNameFactory,
    AssertionFactory,
    ClaimFactory,
    EvidenceFactory,
    QuoteFactory,
    RelayFactory,
    ReviewFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

TEXT = "Ana Ruiz said 😀 “the bridge is safe” and that the toll is low, in a statement. Ana Ruiz left."


@pytest.fixture
def quote():
    return proposed(laid_out(TEXT), "“the bridge is safe”", speaker=ActorFactory(name="Ana Ruiz"))


def again(thing):
    return type(thing).objects.get(pk=thing.pk)


# Deciding


def test_confirming_leads_back_to_the_next_that_waits(admin_client, admin_user, quote):
    other = proposed(quote.revision, "the toll is low")
    answer = send(admin_client, quote, "confirm")
    assert again(quote).state == Quote.State.CONFIRMED
    assert again(quote).confirmed_by == admin_user
    assert answer.redirect_chain == [(f"{address(other)}#quote-{other.pk}", 302)]
    assert told(answer) == ["Confirmed: Ana Ruiz, ““the bridge is safe””"]


def test_without_a_speaker_it_is_not_confirmed_and_the_page_asks_who(admin_client, quote):
    Quote.objects.update(speaker=None)
    answer = send(admin_client, quote, "confirm")
    assert answer.status_code == 422
    assert told(answer)[0].startswith("Who said it?")
    assert again(quote).state == Quote.State.PROPOSED


def test_rejecting_keeps_the_reason(admin_client, quote):
    send(admin_client, quote, "reject", reason=" no quotation ")
    assert (again(quote).state, again(quote).note) == (Quote.State.REJECTED, "no quotation")


def test_what_another_editor_changed_meanwhile_is_not_touched_and_shown_as_it_is(admin_client, quote):
    seen = token_of(quote)
    Quote.objects.update(kind="indirect")
    answer = admin_client.post(address(quote, "reject"), {"token": seen, "reason": "typed with care"})
    assert answer.status_code == 409
    assert told(answer)[0].startswith("Somebody changed this quotation meanwhile, so nothing was done. It is now: prop")
    assert again(quote).state == Quote.State.PROPOSED
    assert 'value="typed with care"' in answer.text


@pytest.mark.parametrize("change", ["passage", "relay", "tie"])
def test_a_change_of_any_part_counts(admin_client, quote, change):
    seen = token_of(quote)
    if change == "passage":
        quote.passages.update(start=17, text="the bridge is safe”")
    elif change == "relay":
        RelayFactory(quote=quote)
    else:
        AssertionFactory(quote=quote)
    assert admin_client.post(address(quote, "confirm"), {"token": seen}).status_code == 409


def test_the_script_is_answered_with_what_changed_and_never_an_error_status(admin_client, quote):
    as_data = {"headers": {"accept": "application/json"}}
    done = admin_client.post(address(quote, "confirm"), {"token": token_of(quote)}, **as_data).json()
    assert (done["quote"], done["refused"], sorted(done["html"])) == (quote.pk, "", ["bar", "panel", "text"])
    assert [one["level"] for one in done["said"]] == ["success"]
    refused = admin_client.post(address(quote, "confirm"), {"token": "old"}, **as_data)
    assert (refused.status_code, refused.json()["refused"]) == (200, "confirm")
    assert [one["level"] for one in refused.json()["said"]] == ["error"]


# What it is


def test_the_kind_is_set(admin_client, quote):
    send(admin_client, quote, "kind", kind="mixed")
    assert again(quote).kind == "mixed"
    answer = send(admin_client, quote, "kind", kind="loud")
    assert answer.status_code == 422
    assert again(quote).kind == "mixed"


def test_own_voice_has_no_source_and_is_said_by_the_publisher(admin_client, quote):
    send(admin_client, quote, "written", source="Ana Ruiz", cue="said")
    send(admin_client, quote, "kind", kind="own_voice")
    changed = again(quote)
    assert (changed.source_text, changed.cue_text, changed.origin) == ("", "", "editor")
    assert changed.speaker == quote.revision.article.publisher


def test_a_speaker_is_chosen(admin_client, quote):
    merged = ActorFactory(merged_into=ActorFactory(name="Eva Sol"))
    send(admin_client, quote, "speaker", actor=merged.pk)
    assert again(quote).speaker.name == "Eva Sol"
    for nobody in ["", "x", "0", "9" * 30]:
        answer = send(admin_client, quote, "speaker", actor=nobody)
        assert told(answer) == ["Choose somebody from the list."]


def test_somebody_new_becomes_the_speaker(admin_client, quote):
    send(admin_client, quote, "new-speaker", name=" port  workers ", **{"actor-kind": "unnamed"})
    assert (again(quote).speaker.name, again(quote).speaker.kind) == ("port workers", "unnamed")
    answer = send(admin_client, quote, "new-speaker", name="Eva Sol", **{"actor-kind": ""})
    assert told(answer) == ["What is “Eva Sol”? Choose a kind: person, organisation …"]
    assert 'value="Eva Sol"' in answer.text
    assert not Actor.objects.filter(name="Eva Sol").exists()


def test_passages_that_were_selected_are_taken_to_the_character(admin_client, quote):
    start = TEXT.index("the bridge")
    spans = [(start, start + 10), (TEXT.index("the toll"), TEXT.index(", in a"))]
    chosen = [{"start": start, "end": end, "text": TEXT[start:end]} for start, end in spans]
    send(admin_client, quote, "passages", selected=json.dumps(chosen))
    assert [passage.text for passage in quote.passages.order_by("number")] == ["the bridge", "the toll is low"]


def test_an_accent_that_is_a_character_of_its_own_counts_as_one(admin_client):
    text = "Rene\u0301 🎉 said the cafe\u0301 of Jose\u0301 is open."
    quote = proposed(laid_out(text), "the cafe\u0301")
    words = "Jose\u0301 is open"
    start = text.index(words)
    assert start == len("Rene. . said the cafe. of ")
    chosen = [{"start": start, "end": start + len(words), "text": words}]
    send(admin_client, quote, "passages", selected=json.dumps(chosen))
    assert [(passage.start, passage.text) for passage in quote.passages.all()] == [(start, words)]
    composed = [{"start": start, "end": start + len(words), "text": "José is open"}]  # not the text's own characters
    send(admin_client, quote, "passages", selected=json.dumps(composed))
    assert [passage.text for passage in quote.passages.all()] == [words]


def test_a_name_is_found_however_its_accents_are_written(admin_client):
    quote = proposed(laid_out("Rene\u0301 spoke."), "spoke")
    ActorFactory(name="René Préval")
    found = admin_client.get(address(quote, "suggestions") + "speakers/", {"typed": "Rene\u0301 Pre\u0301"}).text
    assert "René Préval" in found


@pytest.mark.parametrize(
    "selected",
    [
        '[{"start": 18, "end": 28, "text": "the bridge"}]',  # counted in UTF-16 units: one too far
        '[{"start": 0, "end": 10, "text": "the bridge"}]',
        '[{"start": -3, "end": 7, "text": "the bridge"}]',
        '[{"start": 17, "end": 9999, "text": "the bridge"}]',
        '[{"start": "17", "end": 27, "text": "the bridge"}]',
        '[{"start": 17, "end": 17, "text": ""}]',
        '[{"start": 17}]',
        "[]",
        "[1]",
        "{}",
        "nothing",
    ],
)
def test_a_selection_that_is_not_what_stands_there_is_refused(admin_client, quote, selected):
    answer = send(admin_client, quote, "passages", selected=selected)
    assert answer.status_code == 422
    assert "Select the words again" in told(answer)[0] or "select the words again" in told(answer)[0]
    assert quote.passages.get().text == "“the bridge is safe”"


def test_passages_that_overlap_are_refused(admin_client, quote):
    start = TEXT.index("the bridge")
    chosen = [{"start": start, "end": start + size, "text": TEXT[start : start + size]} for size in (10, 13)]
    answer = send(admin_client, quote, "passages", selected=json.dumps(chosen))
    assert "must stand in the order of the text and not overlap" in told(answer)[0]


def test_passages_are_typed_where_there_is_no_script(admin_client, quote):
    send(admin_client, quote, "passages", text=["the bridge is safe", "the toll\r\nis low", ""], was=["0"])
    assert [passage.text for passage in quote.passages.order_by("number")] == ["the bridge is safe", "the toll is low"]
    send(admin_client, quote, "passages", text=["the bridge is safe", "", ""], was=["0", "1"])
    assert [passage.text for passage in quote.passages.all()] == ["the bridge is safe"]
    assert told(send(admin_client, quote, "passages", text=["it fell"])) == [
        "The revision doesn't say this word for word. Copy it from the article's text."
    ]
    assert told(send(admin_client, quote, "passages", text=[""])) == [
        "A quotation needs at least one passage of its article."
    ]


def test_source_and_cue_are_typed_or_selected(admin_client, quote):
    send(admin_client, quote, "written", source="Ana Ruiz", cue="said")
    assert (again(quote).source_start, again(quote).cue_text) == (0, "said")
    second = TEXT.rindex("Ana")
    chosen = json.dumps([{"start": second, "end": second + 3, "text": "Ana"}])
    send(admin_client, quote, "written", part="source", selected=chosen)
    assert (again(quote).source_start, again(quote).source_text, again(quote).cue_text) == (second, "Ana", "said")
    send(admin_client, quote, "written", source="", cue="")
    assert (again(quote).source_text, again(quote).cue_text) == ("", "")


def test_relays_are_added_changed_and_taken_away(admin_client, quote):
    ActorNameFactory(actor__name="The Ministry", name="Ministry")
    entered = {"words": "in a statement", "relay-kind": "statement", "actors": "ministry"}
    send(admin_client, quote, "relay", **entered)
    relay = Relay.objects.get()
    assert [actor.name for actor in relay.actors.all()] == ["The Ministry"]
    send(admin_client, quote, "relay", **entered | {"relay": relay.pk, "words": "a statement", "actors": ""})
    assert (again(relay).text, again(relay).actors.count()) == ("a statement", 0)
    answer = send(admin_client, quote, "relay", **entered | {"actors": "nobody known"})
    assert told(answer)[0].startswith("Nobody in the registry is written “nobody known”")
    assert send(admin_client, quote, "relay", **entered | {"relay-kind": "echo"}).status_code == 422
    send(admin_client, quote, "cut-relay", relay=relay.pk)
    assert not Relay.objects.exists()


def test_an_orphan_is_found_again_with_what_stands_near(admin_client, quote):
    send(admin_client, quote, "written", source="Ana Ruiz", cue="said")
    newest = laid_out("Ana Ruiz tells us “the bridge is quite safe”.", article=quote.revision.article, number=2)
    Quote.objects.update(state=Quote.State.ORPHANED)
    send(admin_client, quote, "passages", text=["“the bridge is quite safe”"])
    found = again(quote)
    assert (found.revision, found.state, found.source_text, found.cue_text) == (newest, "proposed", "Ana Ruiz", "")


def test_a_new_quotation_is_proposed_with_the_kind_its_marks_tell(admin_client, quote):
    where = address(quote).partition("?")[0] + "add/"
    answer = admin_client.post(where, {"text": ["the toll is low"]}, follow=True)
    made = Quote.objects.latest("pk")
    assert (made.kind, made.state, made.origin, made.content) == ("indirect", "proposed", "editor", "the toll is low")
    assert answer.redirect_chain[0][0].endswith(f"#quote-{made.pk}")
    answer = admin_client.post(where, {"text": ["never said"]})
    assert answer.status_code == 422
    assert ">never said</textarea>" in answer.text


# Claims


def test_a_new_claim_is_a_draft_that_the_quotation_asserts(admin_client, quote):
    send(admin_client, quote, "new-claim", statement=" The bridge\r\nis safe. ")
    tie = Assertion.objects.get()
    assert (tie.claim.statement, tie.claim.status, tie.stance) == ("The bridge is safe.", "draft", "asserts")
    assert told(send(admin_client, quote, "new-claim", statement=" "))[0].startswith("A claim needs a statement")


def another_in(answer):
    """What the box on the page sends that says “it is another”."""
    (value,) = re.findall(r'name="another"\s+value="([\d,]+)"', answer.text)
    return value


def test_a_statement_that_is_there_is_shown_before_it_is_written_down_again(admin_client, quote):
    ClaimFactory(statement="The bridge is safe.")
    answer = send(admin_client, quote, "new-claim", statement="the bridge is safe")
    assert "a claim says this already: “The bridge is safe.” (draft)" in told(answer)[0]
    assert not Assertion.objects.exists()
    assert ">the bridge is safe</textarea>" in answer.text
    send(admin_client, quote, "new-claim", statement="the bridge is safe", another=another_in(answer))
    assert Assertion.objects.get().claim.statement == "the bridge is safe"


def test_so_is_a_name_that_somebody_has(admin_client, quote):
    ActorFactory(name="Eva Sol", description="engineer")
    answer = send(admin_client, quote, "new-speaker", name="eva sol", **{"actor-kind": "person"})
    assert "somebody is called this already: Eva Sol (person, engineer, 0 quotations)" in told(answer)[0]
    assert Actor.objects.filter(name__iexact="Eva Sol").count() == 1
    box = another_in(answer)
    send(admin_client, quote, "new-speaker", name="eva sol", another=box, **{"actor-kind": "person"})
    assert again(quote).speaker.name == "eva sol"


def test_a_claim_is_tied_once_turned_and_untied(admin_client, quote):
    claim = ClaimFactory()
    send(admin_client, quote, "tie", claim=claim.pk)
    assert told(send(admin_client, quote, "tie", claim=claim.pk)) == ["This quotation is tied to this claim already."]
    send(admin_client, quote, "stance", claim=claim.pk, stance="denies")
    assert Assertion.objects.get().stance == "denies"
    assert send(admin_client, quote, "stance", claim=claim.pk, stance="shouts").status_code == 422
    send(admin_client, quote, "untie", claim=claim.pk)
    assert not Assertion.objects.exists()


def publish(client, quote, claim, **sent):
    return send(client, quote, "publish", claim=claim.pk, **{"claim-token": claim_token(claim)} | sent)


def test_a_claim_is_published_as_it_was_seen(admin_client, admin_user, quote):
    claim = AssertionFactory(quote=quote).claim
    answer = publish(admin_client, quote, claim)
    assert "still needs a confirmed quotation that asserts it" in told(answer)[0]
    send(admin_client, quote, "confirm")
    assert told(publish(admin_client, quote, claim, **{"claim-token": "old"}))[0].startswith(
        "The claim was changed meanwhile. It now reads:"
    )
    publish(admin_client, quote, claim)
    assert again(claim).published_by == admin_user
    assert Claim.objects.public().get() == claim


def test_who_publishes_sees_the_rating_that_is_approved_by_that(admin_client, quote):
    claim = AssertionFactory(quote=quote).claim
    EvidenceFactory(claim=claim)
    send(admin_client, quote, "confirm")
    seen = claim_token(claim)
    review = ReviewFactory(claim=claim, rating__slug="false")
    page = admin_client.get(address(quote)).content.decode()
    assert "It is rated “False”: who publishes it approves that." in page
    assert told(publish(admin_client, quote, claim, **{"claim-token": seen}))[0].startswith("The claim was changed")
    publish(admin_client, quote, claim)
    assert review.approvals.count() == 1


@pytest.mark.parametrize(
    ("verb", "sent"),
    [
        ("kind", {"kind": "mixed"}),
        ("passages", {"text": ["the bridge is safe"]}),
        ("new-speaker", {"name": "Eva Sol", "actor-kind": "person"}),
        ("stance", {"stance": "denies"}),
        ("untie", {}),
    ],
)
def test_what_readers_see_is_changed_in_the_admin_with_a_correction(admin_client, verb, sent):
    claim = ClaimFactory(published=True)
    quote = Quote.objects.get()
    before = token_of(quote)
    answer = send(admin_client, quote, verb, claim=claim.pk, **sent)
    assert told(answer) == [
        f"Readers see this in the claim “{claim}”. Change it in the admin, together with a correction."
    ]
    assert token_of(quote) == before


def test_what_would_leave_a_public_claim_without_a_quotation_is_refused_plainly(admin_client):
    ClaimFactory(published=True)
    answer = send(admin_client, Quote.objects.get(), "reject")
    assert "Cut its tie there first, with a note." in told(answer)[0]
    assert Quote.objects.get().state == Quote.State.CONFIRMED


# Who may


@pytest.fixture
def onlooker(client):
    user = UserFactory()
    user.user_permissions.add(Permission.objects.get(codename="view_quote"))
    client.force_login(user)
    return client


def test_who_may_only_look_sees_no_forms_and_can_do_nothing(onlooker, quote):
    page = onlooker.get(address(quote))
    assert page.status_code == 200
    assert 'data-verb="confirm"' not in page.text
    for verb in ["confirm", "reject", "kind", "speaker", "passages", "relay", "tie", "publish"]:
        answer = send(onlooker, quote, verb)
        assert answer.status_code == 403
        assert told(answer) == ["You may look at this, but not do it: your account lacks the permission."]
    assert again(quote).state == Quote.State.PROPOSED


def test_nobody_else_gets_in(client, quote):
    assert client.get(address(quote)).status_code == 302
    client.force_login(UserFactory())
    assert client.get(address(quote)).status_code == 403


def test_what_is_not_there_is_not_found(admin_client, quote):
    stranger = QuoteFactory()
    assert admin_client.get("/admin/desk/0/").status_code == 404
    assert admin_client.post(address(quote, "dance")).status_code == 404
    of_another = address(quote, "confirm").replace(f"/{quote.pk}/", f"/{stranger.pk}/")
    assert told(admin_client.post(of_another, {"token": token_of(stranger)})) == [
        "The quotation is gone: somebody took it back meanwhile."
    ]
