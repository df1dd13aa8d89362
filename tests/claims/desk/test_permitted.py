"""What the desk offers to whom: the forms of what they may do to the quotation as it is, and no others."""

import re

import pytest
from django.contrib.auth.models import Group

from claims.models import Quote
from tests.claims.desk.at_the_desk import address, laid_out, proposed, send
from tests.factories import ActorFactory, AssertionFactory, UserFactory

pytestmark = pytest.mark.django_db

TO_THE_QUOTATION = {"kind", "new-speaker", "passages", "written", "relay", "new-claim"}


@pytest.fixture
def quote():
    return proposed(laid_out("Ana said “the bridge is safe” on Monday."), "the bridge is safe", speaker=ActorFactory())


@pytest.fixture
def sign_in(client):
    def sign_in(role):
        user = UserFactory()
        user.groups.add(Group.objects.get(name=role))
        client.force_login(user)
        return client

    return sign_in


def offered(client, quote):
    return set(re.findall(r'data-verb="([a-z-]+)"', client.get(address(quote)).text))


def test_a_reporter_sets_kind_and_speaker_of_a_proposal_and_decides_nothing(sign_in, quote):
    client = sign_in("reporter")
    assert offered(client, quote) >= TO_THE_QUOTATION
    assert not {"confirm", "reject", "publish"} & offered(client, quote)
    send(client, quote, "kind", kind="direct")
    quote.refresh_from_db()
    assert quote.kind == Quote.Kind.DIRECT


def test_a_reporter_is_offered_nothing_that_changes_what_was_decided(sign_in, quote):
    AssertionFactory(quote=quote)
    Quote.objects.filter(pk=quote.pk).update(state="rejected")
    assert offered(sign_in("reporter"), quote) == {"add"}
    assert TO_THE_QUOTATION | {"confirm", "stance", "untie"} <= offered(sign_in("editor"), quote)


def test_a_fact_checker_is_offered_nothing_here(sign_in, quote):
    assert offered(sign_in("fact-checker"), quote) <= {"add"}


@pytest.mark.parametrize(("many", "said"), [(0, "0 confirmadas"), (1, "1 confirmada"), (2, "2 confirmadas")])
def test_states_are_counted_in_the_number_of_the_language(admin_client, quote, many, said):
    for words in ["Ana", "Monday"][:many]:
        proposed(quote.revision, words, confirmed=True)
    page = admin_client.get(address(quote), headers={"accept-language": "es"}).text
    assert re.search(rf"\s{said}\s", page)
