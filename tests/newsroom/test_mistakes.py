"""Requests that can't be read are answered as such."""

import pytest

TOO_MANY = "?" + "a=b&" * 1_100  # more parameters than Django reads


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["/", "/claims/", "/actors/", "/claims.json", "/claims.atom", "/claims.csv", "/nowhere"]
)
def test_too_many_parameters_are_no_fault_of_ours(client, address):
    client.raise_request_exception = False
    answer = client.get(address + TOO_MANY)
    assert answer.status_code == 400
    assert "Error 400" in answer.text


@pytest.mark.django_db
def test_it_is_said_in_the_language_of_the_address(client):
    client.raise_request_exception = False
    assert '<html lang="es">' in client.get("/es/claims/" + TOO_MANY).text


@pytest.mark.django_db
@pytest.mark.parametrize("host", ["evil.example", "evil.example:99", "a b", "[::1", "x" * 300])
def test_a_host_that_is_not_ours_is_no_fault_of_ours(client, host):
    client.raise_request_exception = False
    for address in ("/", "/claims/", "/nowhere", "/claims.json", "/sitemap.xml", "/admin/login/"):
        answer = client.get(address, headers={"host": host})
        assert answer.status_code == 400, address
        assert host not in answer.text
