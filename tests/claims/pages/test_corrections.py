import re
from datetime import timedelta

import pytest
from django.utils import timezone

from claims.correcting import restate
from claims.merging import merge, undo
from claims.models import Correction
from claims.publishing import publish, suspend, withdraw
from tests.claims.pages.building import published, queries_for, text_of
from tests.factories import ClaimFactory, CorrectionFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_they_stand_newest_first_with_their_claims(client):
    claim = published("The bridge is safe", said_where="A speech.")
    CorrectionFactory(claim=claim, note="The older note.", corrected_at=timezone.now() - timedelta(days=2))
    CorrectionFactory(claim=claim, note="The newer note.")
    text = text_of(client.get("/corrections/"))
    assert text.index("The newer note.") < text.index("The older note.")
    assert "Otto Rey: The bridge is safe Not checked" in text


def test_a_correction_of_what_was_never_public_is_not_shown(client):
    CorrectionFactory(claim=ClaimFactory(), note="Not for readers.")
    assert "Not for readers." not in text_of(client.get("/corrections/"))


def test_what_was_taken_back_is_listed_with_day_and_reason_but_without_its_statement(client):
    for word in ("first", "second"):
        claim = published(f"The {word} bridge is safe", said_where="A speech.")
        withdraw(claim, reason=f"The {word} reason.")
    suspend(published("Another", said_where="A speech."), reason="It is looked at again.")
    response = client.get("/corrections/")
    text = text_of(response)
    assert re.search(r"A claim withdrawn \w+\.? \d+, \d+ The second reason\.", text)
    assert "A claim withdrawn for review" in text
    assert text.index("It is looked at again.") < text.index("The second reason.") < text.index("The first reason.")
    assert "bridge is safe" not in text
    assert f'href="/claims/{claim.pk}/"' in response.content.decode()
    assert claim.slug not in response.content.decode()


def test_what_is_published_again_stays_on_the_lists_of_withdrawals_as_history(client):
    claim = published("The bridge is safe", said_where="A speech.")
    withdraw(claim, reason="It rested on a forged letter.")
    publish(claim, by=UserFactory())
    for address in ("/corrections/", "/corrections/?show=taken-back"):
        text = text_of(client.get(address))
        assert re.search(r"A claim withdrawn \w+\.? \d+, \d+ · published again \w+\.? \d+, \d+", text)
        assert "It rested on a forged letter." in text
    [told] = client.get("/withdrawals.json").json()["items"]
    assert (told["claim"], told["reason"]) == (
        f"http://testserver/claims/{claim.slug}/",
        "It rested on a forged letter.",
    )
    assert told["published_again_at"] >= told["taken_back_at"]
    assert client.get("/corrections.atom").content.decode().count("forged letter") == 2  # withdrawn, published again
    withdraw(claim, reason="It was forged indeed.")
    [told] = client.get("/withdrawals.json").json()["items"]
    assert (told["reason"], told["published_again_at"]) == ("It was forged indeed.", None)


def test_what_was_part_of_another_for_a_while_was_not_withdrawn(client):
    claim, other = published("The bridge is safe", said_where="A speech."), published("Another", said_where="A speech.")
    merge(claim, into=other, reason="The same.")
    undo(claim)
    assert client.get("/withdrawals.json").json()["items"] == []


def test_all_that_was_taken_back_can_be_turned_over(client):
    for number in range(27):
        withdraw(published("A", said_where="A speech."), reason=f"Reason {number:02}.")
    assert "Reason 01." not in text_of(client.get("/corrections/"))
    first = client.get("/corrections/?show=taken-back")
    assert "Reason 26." in text_of(first)
    [older] = re.findall(r'rel="next"\s+href="([^"]+)"', first.content.decode())
    assert "Reason 01." in text_of(client.get("/corrections/" + older.replace("&amp;", "&")))


def test_without_any_the_page_says_so(client):
    assert "Nothing had to be corrected so far." in text_of(client.get("/corrections/"))


def test_its_cost_does_not_grow_with_its_rows(client):
    costs = []
    for _size in range(2):
        for _number in range(3):
            CorrectionFactory(claim=published("A", said_where="A speech."))
            withdraw(published("B", said_where="A speech."), reason="It was wrong.")
        costs.append(queries_for(client, "/corrections/"))
    assert costs[0] == costs[1]


def test_what_a_statement_said_before_stays_readable(client):
    claim = published("The bridge is safe", said_where="A speech.")
    restate(claim, "The bridge is closed", note="It was closed in May.", by=UserFactory())
    for address in ("/corrections/", f"/claims/{claim.slug}/"):
        response = client.get(address)
        assert "It was closed in May." in text_of(response)
        assert "What changed The bridge is [removed: safe ] [added: closed ]" in text_of(response)
        assert "<del>" in response.content.decode()
    withdraw(claim, reason="It was wrong.")
    assert "The bridge is" not in text_of(client.get("/corrections/"))


def test_a_small_fix_is_told_on_the_page_of_its_claim_only(client):
    claim = published("The brigde is safe", said_where="A speech.")
    restate(claim, "The bridge is safe", note="A letter.", by=UserFactory(), kind=Correction.Kind.SMALL_FIX)
    assert "Nothing had to be corrected so far." in text_of(client.get("/corrections/"))
    text = text_of(client.get(f"/claims/{claim.slug}/"))
    assert "One small fix of spelling" in text
    assert "What changed The [removed: brigde ] [added: bridge ] is safe" in text
