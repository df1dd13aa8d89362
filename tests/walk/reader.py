"""What a reader sees, asked from the pages, data and feeds as anybody asks for them."""

import html
import re
from dataclasses import dataclass, field

from django.core.cache import cache
from django.test import Client

from claims.models import Claim

GONE = 410


@dataclass(frozen=True)
class Telling:
    """One quotation as a claim's page tells it."""

    quotation: str  # its place
    stance: str
    speaker: str  # address of the actor's page
    words: str


@dataclass(frozen=True)
class Seen:
    """What readers learn of one claim, from its data."""

    status: int
    statement: str = ""
    said_by: str = ""
    rating: str = ""
    standing: str = ""
    tellings: frozenset[Telling] = frozenset()
    notes: frozenset[str] = frozenset()  # corrections, small fixes and withdrawals that the page tells
    reason: str = ""

    @property
    def is_public(self) -> bool:
        return self.status == 200

    @property
    def told(self) -> tuple[str, str, str, frozenset[Telling]]:
        """What doesn't change without a note."""
        return self.statement, self.said_by, self.rating, self.tellings


@dataclass
class Reader:
    """Somebody without an account."""

    client: Client = field(default_factory=Client)

    def get(self, address: str) -> tuple[int, str]:
        answer = self.client.get(address)
        while answer.status_code in (301, 302):
            answer = self.client.get(answer.headers["Location"])
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        return answer.status_code, content.decode()

    def data(self, address: str) -> tuple[int, dict]:
        answer = self.client.get(address)
        return answer.status_code, answer.json() if answer.headers.get("Content-Type", "").startswith(
            "application/json"
        ) else {}

    def claim(self, claim: Claim) -> Seen:
        """Read a claim by its address, as page and as data, which must agree."""
        address = claim.get_absolute_url()
        answer = self.client.get(address)
        if answer.status_code == 301:
            return Seen(301, reason=answer.headers["Location"])
        if answer.status_code == 302:  # withdrawn: told at an address that does not repeat what it said
            answer = self.client.get(answer.headers["Location"])
            assert answer.status_code == GONE
        page = text_of(answer.content.decode())
        if answer.status_code != 200:
            return Seen(answer.status_code, reason=page)
        status, data = self.data(f"{address.rstrip('/')}.json")
        assert status == 200, f"page 200, data {status}"
        seen = _seen(data)
        self._agrees(seen, data, page)
        return seen

    def _agrees(self, seen: Seen, data: dict, page: str) -> None:
        assert plain(seen.statement) in page
        assert plain(seen.standing) in page
        for telling in seen.tellings:
            for passage in telling.words.split(" … "):
                assert plain(passage) in page, f"{passage!r} is in the data and not on the page"
        asserted = sum(telling.stance == "asserts" for telling in seen.tellings)
        assert data["told"]["asserted"] == asserted
        assert data["told"]["denied_or_doubted"] == len(seen.tellings) - asserted

    def notes(self) -> set[str]:
        """Return every note on the page of corrections: on claims, actors, articles."""
        return {item["note"] for item in self.list_of("corrections")}

    def list_of(self, name: str) -> list[dict]:
        """Read a whole list as data."""
        items: list[dict] = []
        address = f"/{name}.json"
        while address:
            status, data = self.data(address)
            assert status == 200, (address, status)
            items += data["items"]
            address = data.get("next") or ""
        return items

    def with_fresh_eyes(self) -> None:
        """Forget what was kept, so that all is made anew."""
        cache.clear()


def _seen(data: dict) -> Seen:
    tellings = frozenset(
        Telling(
            told["quotation"]["url"], told["stance"], told["quotation"]["speaker"]["url"], told["quotation"]["text"]
        )
        for told in data["tellings"]
    )
    notes = {f"correction: {note['note']}" for note in data["corrections"]}
    notes |= {f"withdrawal: {past['reason']}" for past in data["withdrawals"]}
    return Seen(
        status=200,
        statement=data["statement"],
        said_by=data["said_by"],
        rating=(data["rating"] or {}).get("slug", ""),
        standing=data["standing"],
        tellings=tellings,
        notes=frozenset(notes),
    )


def text_of(page: str) -> str:
    """Return the text of a page, as plain as ``plain`` makes any."""
    body = re.sub(r"<(script|style)\b.*?</\1>", " ", page, flags=re.DOTALL)
    return plain(html.unescape(re.sub(r"<[^>]+>", "", body)))


def plain(text: str) -> str:
    """Return a text without white space and marks that a page may set otherwise."""
    return re.sub(r"[\W_]+", "", text).casefold()
