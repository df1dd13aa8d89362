import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from newsroom.links import check_web_link


@pytest.mark.parametrize(
    "link",
    [
        "https://example.org",
        "http://example.org:8080/a?b=c#d",
        "HTTPS://EXAMPLE.ORG/",
        "https://example.org/@jo/é",
        "https://[2001:db8::1]/x",
    ],
)
def test_links_of_the_web_are_taken(link):
    check_web_link(link)


@pytest.mark.parametrize(
    ("link", "words"),
    [
        ("javascript:alert(1)", "begins with https://"),
        ("ftp://example.org/", "begins with https://"),
        ("example.org/report", "begins with https://"),
        ("data:text/html,x", "begins with https://"),
        ("https:///report", "names a host"),
        ("https://", "names a host"),
        ("https://exa mple.org/", "names a host"),
        ("https://example.org/a b", "has no spaces"),
        ("https://jo:secret@example.org/", "no name and password"),
        ("https://jo@example.org/", "no name and password"),
        ("https://example.org:port/", "can't be read"),
        ("https://[::1/", "can't be read"),
    ],
)
def test_others_are_refused_in_plain_words(link, words):
    with pytest.raises(ValidationError) as refusal:
        check_web_link(link)
    assert words in refusal.value.messages[0]


@given(st.text())
def test_whatever_is_typed_is_taken_or_refused(text):
    try:
        check_web_link(text)
    except ValidationError:
        return
    assert text.lower().startswith(("http://", "https://"))
