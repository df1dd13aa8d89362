"""The OpenAPI document: whole, and of every address that gives data."""

import re

import pytest
from django.urls import get_resolver

from tests.claims.pages.test_nothing_leaks import patterns
from tests.claims.pages.whole_site import fill

pytestmark = pytest.mark.django_db


@pytest.fixture
def document(client):
    response = client.get("/openapi.json")
    assert response.status_code == 200
    return response.json()


def parts_of(node):
    yield node
    for part in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from parts_of(part)


def test_every_reference_in_it_leads_somewhere(document):
    names = {part["$ref"] for part in parts_of(document) if isinstance(part, dict) and "$ref" in part}
    assert names
    for name in names:
        assert name.removeprefix("#/components/schemas/") in document["components"]["schemas"]


def test_each_operation_reads_and_has_a_name_of_its_own(document):
    operations = [operation for path in document["paths"].values() for operation in path.items()]
    assert {method for method, _operation in operations} == {"get"}
    ids = [operation["operationId"] for _method, operation in operations]
    assert len(ids) == len(set(ids))


def test_every_address_of_data_is_described(document):
    routes = {str(pattern) for pattern in _data_patterns()}
    described = {re.sub(r"\{(\w+)\}", r"<slug:\1>", path.removeprefix("/")) for path in document["paths"]}
    assert routes - {"", "openapi.json"} == described
    assert "data:claims" in dict(patterns(get_resolver()))


def _data_patterns():
    _prefix, data = get_resolver().namespace_dict["data"]
    return [pattern.pattern for pattern in data.url_patterns]


def test_every_described_address_answers(client, document):
    fill()
    slugs = {"claims": "the-bridge-is-safe", "actors": "ana-ruiz", "articles": "whole"}
    for path in document["paths"]:
        room = path.split("/")[1].split(".")[0]
        address = path.replace("{slug}", slugs.get(room, ""))
        assert client.get(address).status_code == 200, address


def test_what_a_list_can_be_asked_is_described(document):
    [parameters] = [
        operation["get"]["parameters"] for path, operation in document["paths"].items() if path == "/claims.json"
    ]
    narrowing = {"speaker", "against", "about", "topic", "outlet", "rating", "year", "kind"}
    names = {parameter["name"] for parameter in parameters}
    assert names == {"after", "before", "limit", "q", "order", *narrowing}
    assert all(parameter["description"] for parameter in parameters)
