"""Browsers and telephones find an icon, whether or not a page names it."""

from io import BytesIO

import pytest
from PIL import Image

ICONS = {
    "/favicon.ico": ("image/x-icon", 32),
    "/apple-touch-icon.png": ("image/png", 180),
    "/apple-touch-icon-precomposed.png": ("image/png", 180),
}


@pytest.mark.parametrize("address", ICONS)
def test_it_answers_without_a_page_and_may_be_kept(client, address):
    kind, size = ICONS[address]
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, kind)
    assert "max-age=86400" in answer["Cache-Control"]
    assert Image.open(BytesIO(answer.content)).size == (size, size)
    assert client.head(address).status_code == 200


@pytest.mark.django_db
def test_every_page_names_them(client):
    for address in ("/", "/es/about/", "/nowhere/"):
        page = client.get(address).text
        assert '<link rel="icon" href="/favicon.ico" sizes="32x32">' in page
        assert '<link rel="apple-touch-icon" href="/apple-touch-icon.png">' in page
