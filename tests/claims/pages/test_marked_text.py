"""All that readers' pages say themselves is marked for translation."""

import pytest

from tests.claims.pages.whole_site import ADDRESSES, fill
from tests.marked_text import brackets, unmarked

FURTHER = ["/claims/the-bridge-is-safe/embed/", "/claims/claim-bcdfghjk/embed/", "/claims.atom", "/corrections.atom"]


@pytest.mark.django_db
def test_pages_say_nothing_that_is_not_marked(client):
    fill()
    with brackets():
        found = {address: unmarked(client.get(address).content.decode()) for address in [*ADDRESSES, *FURTHER]}
    assert [f"{address}: {words}" for address, words in found.items() if words] == []


@pytest.mark.django_db
def test_what_is_not_marked_is_found(client):
    fill()
    assert {"skip to the content", "narrow the list"} <= unmarked(client.get("/claims/").content.decode())
