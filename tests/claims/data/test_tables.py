import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.data import claim_rows, tables
from claims.data.series import CLAIMS
from claims.data.tables import CLAIM_COLUMNS, FORMULA_SIGNS, Written, cell
from tests.claims.pages.building import article_with, published, quotation
from tests.claims.pages.whole_site import fill
from tests.factories import ActorFactory, ClaimFactory


def rows(client, address):
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "text/csv; charset=utf-8; header=present"
    assert response.streaming
    return list(csv.DictReader(io.StringIO(response.getvalue().decode("utf-8"), newline="")))


@pytest.mark.django_db
class TestATable:
    def test_it_has_a_head_and_every_row(self, client, monkeypatch):
        monkeypatch.setattr(tables, "AT_ONCE", 2)
        for number in range(5):
            published(f"Claim {number}", said_where="A speech.")
        ClaimFactory(statement="A draft")
        found = rows(client, "/claims.csv")
        assert [row["statement"] for row in found] == [f"Claim {number}" for number in (4, 3, 2, 1, 0)]
        assert list(found[0])[:4] == ["url", "said_by", "statement", "standing"]

    @pytest.mark.parametrize(("form", "separator"), [("comma", ","), ("semicolon", ";")])
    def test_excel_knows_one_for_utf_8_and_its_columns(self, client, form, separator):
        published("Él dijo: la «señal», falló", said_where="A speech.")
        written = client.get("/claims.csv", {"excel": form}).getvalue().decode("utf-8")
        assert written.startswith(f"\ufeffurl{separator}said_by{separator}")
        [row] = csv.DictReader(io.StringIO(written.removeprefix("\ufeff"), newline=""), delimiter=separator)
        assert row["statement"] == "Él dijo: la «señal», falló"

    def test_every_table_has_that_form_and_no_other(self, client):
        for name in ("claims", "quotations", "actors", "articles", "corrections", "withdrawals"):
            assert client.get(f"/{name}.csv?excel=comma").getvalue().startswith(b"\xef\xbb\xbf")
            assert not client.get(f"/{name}.csv").getvalue().startswith(b"\xef\xbb\xbf")
            assert client.get(f"/{name}.csv?excel=tab").status_code == 400

    def test_pages_offer_it_as_the_country_of_their_readers_parts_columns(self, client):
        assert 'href="/claims.csv?excel=comma"' in client.get("/claims/").text
        assert 'href="/claims.csv?q=bridge&amp;excel=semicolon"' in client.get("/es/claims/?q=bridge").text

    def test_an_empty_one_has_its_head(self, client):
        text = client.get("/withdrawals.csv").getvalue().decode()
        assert text == "claim,published_at,taken_back_at,reason,published_again_at,additions\r\n"

    def test_letters_of_every_script_line_ends_and_quotation_marks_come_through(self, client):
        revision = article_with('He said “a, "b" قال 😀”.')
        published("It holds", quotation(revision, '“a, "b" قال 😀”', speaker="Ana\nRuiz"))
        [row] = rows(client, "/quotations.csv")
        assert row["text"] == '“a, "b" قال 😀”'
        assert row["speaker"] == "Ana\nRuiz"
        assert row["passages"] == "8-22"
        assert row["claims"] == "asserts http://testserver/claims/it-holds/"

    @pytest.mark.parametrize("sign", FORMULA_SIGNS)
    def test_no_cell_is_a_formula(self, client, sign):
        statement = f'{sign}HYPERLINK("http://example.com")'
        speaker = ActorFactory(name=f"{sign}1+1")
        published(statement, quotation(article_with("He said “it”."), "“it”", speaker=speaker))
        [row] = rows(client, "/claims.csv")
        assert row["statement"] == f"'{statement}"
        assert row["speaker"] == f"'{sign}1+1"

    def test_only_its_head_is_asked_for(self, client):
        assert client.head("/claims.csv").status_code == 200
        assert client.post("/claims.csv").status_code == 405


@given(st.text() | st.lists(st.text()))
def test_whatever_is_written_is_no_formula_and_loses_nothing(value):
    written = cell(value)
    plain = "; ".join(value) if isinstance(value, list) else value
    assert not written.startswith(FORMULA_SIGNS)
    assert written in (plain, f"'{plain}")


@pytest.mark.django_db
def test_the_table_of_claims_says_what_their_json_says(rf, monkeypatch):
    """It is made another way, for its length; every kind of claim of the whole site, two read at a time."""
    fill()
    published("The tunnel leaks", quotation(article_with("He said “it”.", headline=""), "“it”"), stance="denies")
    published("The tower leans", quotation(article_with("He said “so”."), "“so”"), stance="doubts")
    for address in ("/claims.csv", "/claims.csv?order=times", "/claims.csv?q=bridge&order=relevance"):
        monkeypatch.setattr(claim_rows, "AT_ONCE", 2)
        request = rf.get(address)
        _head, *slow = tables.rows_of(request, CLAIMS, CLAIM_COLUMNS)
        answer = b"".join(tables.claims(request, which=None, form=Written()).streaming_content).decode()
        _head, *quick = csv.reader(io.StringIO(answer, newline=""))
        assert quick == slow
        assert len(quick) > 1 or "q=" in address


@pytest.mark.django_db
def test_its_queries_grow_with_what_is_read_at_a_time_only(rf, django_assert_num_queries):
    for number in range(6):
        published(f"Claim {number}", said_where="A speech.")
    with django_assert_num_queries(2):
        b"".join(tables.claims(rf.get("/claims.csv"), which=None, form=Written()).streaming_content)
