"""Whatever a header says, a visitor has an address that the database can hold, and only a proxy's word counts."""

from ipaddress import ip_address

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from newsroom.visitors import UNKNOWN, address_of, read_address


@pytest.fixture(autouse=True)
def behind_proxy(settings):
    settings.BEHIND_PROXY = True


class Asked:
    """A request as far as its address goes."""

    def __init__(self, connects, forwarded=None):
        self.META = {} if connects is None else {"REMOTE_ADDR": connects}
        self.headers = {} if forwarded is None else {"X-Forwarded-For": forwarded}


def test_without_a_proxy_nobody_says_where_they_come_from(settings):
    settings.BEHIND_PROXY = False
    assert address_of(Asked("192.0.2.1", "203.0.113.9")) == "192.0.2.1"


def test_behind_a_proxy_its_own_word_counts_and_not_the_visitors():
    assert address_of(Asked("127.0.0.1", "198.51.100.1, 203.0.113.9")) == "203.0.113.9"
    assert address_of(Asked("127.0.0.1")) == "127.0.0.1"


@pytest.mark.parametrize(
    ("forwarded", "address"),
    [
        ("1.2.3.4:5678", "1.2.3.4"),
        ("[2001:db8::1]:443", "2001:db8::1"),
        ("[2001:db8::1]", "2001:db8::1"),
        ("2001:DB8:0::1", "2001:db8::1"),
        ("::ffff:1.2.3.4", "1.2.3.4"),
        ("fe80::1%eth0", "fe80::1"),
        (" 1.2.3.4 ", "1.2.3.4"),
    ],
)
def test_an_address_is_read_with_its_port_and_in_one_form(forwarded, address):
    assert address_of(Asked("127.0.0.1", f"198.51.100.1, {forwarded}")) == address


@pytest.mark.parametrize(
    "forwarded",
    ["unknown", "_hidden", "", ",", "1.2.3.4,", "9" * 3000, "1.2.3", "1.2.3.4:", "1.2.3.4:x", "[1.2.3.4", "٣.1.1.1"],
)
def test_what_cannot_be_read_counts_as_the_proxys_own(forwarded):
    assert address_of(Asked("127.0.0.1", forwarded)) == "127.0.0.1"


def test_who_connects_without_an_address_shares_one():
    assert address_of(Asked(None)) == address_of(Asked("", "unknown")) == UNKNOWN


HEADERS = st.one_of(
    st.text(max_size=80),
    st.text(st.characters(max_codepoint=0xFF)),
    st.text("0123456789abcdef.:[]%, ", max_size=60),
    st.ip_addresses().map(str),
    st.builds("{}:{}".format, st.ip_addresses(v=4), st.integers(0, 99999)),
    st.builds("[{}]:{}".format, st.ip_addresses(v=6), st.integers(0, 99999)),
    st.builds("{}%{}".format, st.ip_addresses(v=6), st.text(max_size=9)),
)


@given(HEADERS)
def test_whatever_the_header_says_there_is_an_address(header):
    found = address_of(Asked("192.0.2.1", header))
    assert str(ip_address(found)) == found
    assert "%" not in found


@given(st.ip_addresses(), st.integers(0, 65535))
def test_every_address_is_found_with_and_without_a_port(address, port):
    written = f"[{address}]:{port}" if address.version == 6 else f"{address}:{port}"
    plain = getattr(address, "ipv4_mapped", None) or address
    assert read_address(str(address)) == read_address(written) == str(plain)


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["1.2.3.4", "2001:db8::1", "fe80::1", UNKNOWN])
def test_the_database_holds_it(address):
    with connection.cursor() as cursor:
        cursor.execute("SELECT host(%s::inet)", [address])
        assert cursor.fetchone() == (address,)


@pytest.mark.django_db
@pytest.mark.parametrize("header", ["1.2.3.4:5678", "[2001:db8::1]:443", "unknown", "9" * 3000, "fe80::1%eth0"])
def test_nobody_guesses_without_a_limit_for_what_the_header_says(client, header):
    wrong = {"username": "anna", "password": "wrong"}
    answers = [client.post("/admin/login/", wrong, headers={"x-forwarded-for": header}) for _ in range(6)]
    assert [answer.status_code for answer in answers] == [200] * 4 + [429] * 2
