from http import HTTPStatus

import pytest
from django.utils import timezone

from claims.models import Rating
from claims.publishing import withdraw
from tests.claims.pages.building import article_with, published, quotation
from tests.factories import (
    CorrectionFactory,
    EvidenceFactory,
    RelayActorFactory,
    RelayFactory,
    ReplyFactory,
    ReviewFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

ADDRESSES = [
    "/",
    "/claims/",
    "/claims/the-bridge-is-safe/",
    "/claims/the-bridge-is-safe/embed/",
    "/claims/the-bridge-is-safe.json",
    "/claims.json",
    "/claims.atom",
    "/quotations.json",
    "/actors/ana-ruiz/",
    "/actors/ana-ruiz.json",
    "/actors/ana-ruiz.atom",
    "/articles/on-the-bridge/annotations.json",
    "/sitemap.xml",
    "/openapi.json",
    "/robots.txt",
]
ON_THE_CLAIM = ["/claims/the-bridge-is-safe/", "/claims/the-bridge-is-safe.json"]


@pytest.fixture
def claim():
    revision = article_with("In a letter he said “it holds”.", headline="On the bridge", publisher__name="The Courier")
    claim = published("The bridge is safe", quotation(revision, "“it holds”"))
    EvidenceFactory(claim=claim)
    ReviewFactory(claim=claim)
    return claim


def again(client, address, etag, *, follow=False, **headers):
    return client.get(address, headers={"if-none-match": etag, **headers}, follow=follow)


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_is_the_same_is_not_sent_again(client, claim, address):
    etag = client.get(address)["ETag"]
    response = again(client, address, etag)
    assert response.status_code == HTTPStatus.NOT_MODIFIED
    assert response.content == b""
    assert response["ETag"] == etag
    assert response["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("address", ADDRESSES)
def test_to_ask_for_the_head_tells_the_same(client, claim, address):
    whole, head = client.get(address), client.head(address)
    assert head.status_code == HTTPStatus.OK
    assert head.content == b""
    for name in ("ETag", "Content-Type", "Cache-Control", "Vary"):
        assert head.get(name) == whole.get(name)


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_date_is_given_for_none_covers_all_that_is_shown(client, claim, address):
    assert "Last-Modified" not in client.get(address).headers
    tomorrow = "Tue, 01 Jan 2999 00:00:00 GMT"
    assert client.get(address, headers={"if-modified-since": tomorrow}).status_code == HTTPStatus.OK


def rename_speaker(claim):
    speaker = claim.quotes.get().speaker
    CorrectionFactory(claim=None, actor=speaker)  # readers know the name
    speaker.name = "Ana María Ruiz"
    speaker.save()


def rename_publisher(claim):
    publisher = claim.quotes.get().revision.article.publisher
    CorrectionFactory(claim=None, actor=publisher)
    publisher.name = "The Messenger"
    publisher.save()


def add_relay(claim):
    RelayActorFactory(relay=RelayFactory(quote=claim.quotes.get(), text="In a letter"))


CHANGES = {
    "rating": lambda claim: ReviewFactory(claim=claim, rating=Rating.objects.get(slug="false")),
    "correction": lambda claim: CorrectionFactory(claim=claim),
    "evidence": lambda claim: EvidenceFactory(claim=claim),
    "reply": lambda claim: ReplyFactory(claim=claim, answer="No.", answered_at=timezone.now()),
    "speaker": rename_speaker,
    "publisher": rename_publisher,
    "relay": add_relay,
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("address", ON_THE_CLAIM)
def test_whatever_is_shown_changes_it_is_sent_again(client, claim, address, change):
    etag = client.get(address)["ETag"]
    CHANGES[change](claim)
    assert again(client, address, etag).status_code == HTTPStatus.OK


@pytest.mark.parametrize("address", ON_THE_CLAIM)
def test_what_editors_note_for_themselves_changes_nothing(client, claim, address):
    etag = client.get(address)["ETag"]
    claim.note = "Look again."
    claim.save()
    assert again(client, address, etag).status_code == HTTPStatus.NOT_MODIFIED


@pytest.mark.parametrize("address", ON_THE_CLAIM)
def test_what_was_taken_back_is_gone_for_those_who_had_it_too(client, claim, address):
    etag = client.get(address)["ETag"]
    withdraw(claim, reason="It was misheard.")
    response = again(client, address, etag, follow=True)  # to an address that says nothing of what was withdrawn
    assert response.status_code == HTTPStatus.GONE


@pytest.mark.parametrize("address", ADDRESSES)
def test_who_is_signed_in_gets_what_everybody_gets(client, claim, address):
    everybody = client.get(address)
    client.force_login(UserFactory(is_superuser=True))
    response = client.get(address)
    assert response.content == everybody.content
    for answer in (everybody, response):
        assert "Cookie" not in answer.get("Vary", "")
        assert not answer.cookies


def test_redirects_and_mistakes_still_answer(client, claim):
    assert client.get("/claims").status_code == HTTPStatus.MOVED_PERMANENTLY
    assert client.get("/nowhere/").status_code == HTTPStatus.NOT_FOUND
    assert client.post("/claims.json").status_code == HTTPStatus.METHOD_NOT_ALLOWED


def test_the_admin_is_kept_by_nobody(client):
    client.force_login(UserFactory(is_superuser=True))
    response = client.get("/admin/")
    assert "no-store" in response["Cache-Control"]
    assert "ETag" not in response.headers
