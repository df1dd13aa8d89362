"""What is kept of a page is never out of date: every row that a page shows is walked, not those we thought of."""

from dataclasses import dataclass
from datetime import date
from threading import Thread

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.db import DatabaseError, connection, models, transaction
from django.test import RequestFactory
from django.urls import resolve

from claims.keeping import state_of_lists, state_of_page
from claims.merging import merge
from claims.models import Claim, Rating
from claims.pages import claims as pages
from claims.publishing import withdraw
from tests.claims.pages.building import article_with, published, quotation, text_of
from tests.claims.pages.whole_site import fill
from tests.factories import (
    AssertionFactory,
    BylineFactory,
    ClaimFactory,
    EvidenceFactory,
    RelayActorFactory,
    RelayFactory,
    ReviewFactory,
    UserFactory,
)
from tests.rules import sql

LISTS = ("/", "/claims/?q=bridge&order=times", "/actors/", "/articles/")
PAGE = "/claims/the-bridge-is-safe/"
MODELS = [
    model
    for model in [
        *(model for app in ("articles", "claims") for model in apps.get_app_config(app).get_models()),
        get_user_model(),
    ]
    if model._meta.managed and not hasattr(model, "pgh_tracked_model") and model._meta.label != "claims.ChangeCount"
]


@dataclass(frozen=True)
class Change:
    """One change that raw SQL can make."""

    what: str
    statement: str
    row: int


def changes_of(model):
    """Give the changes of every value of every row, and the deletion of every row."""
    table, key = model._meta.db_table, model._meta.pk.column
    fields = [field for field in model._meta.concrete_fields if not field.primary_key and not field.generated]
    for row in model._default_manager.values_list("pk", flat=True):
        yield Change(f"{table} {row} gone", f'DELETE FROM "{table}" WHERE "{key}" = %s', row)
        for field in fields:
            to = other(field)
            if to:
                what = f'UPDATE "{table}" SET "{field.column}" = {to} WHERE "{key}" = %s'
                yield Change(f"{table} {row} {field.column}", what, row)


def other(field):
    """Give SQL for another value of a field; empty for kinds of which no page shows any."""
    column = f'"{field.column}"'
    if isinstance(field, models.ForeignKey):
        return f'(SELECT max(id) FROM "{field.related_model._meta.db_table}" WHERE id IS DISTINCT FROM {column})'
    if field.choices:
        first, second, *_more = [value for value, _label in field.flatchoices]
        return f"CASE {column} WHEN '{first}' THEN '{second}' ELSE '{first}' END"
    if isinstance(field, models.CharField | models.TextField):
        return f"left({column} || 'x', {field.max_length or 1000})"
    if isinstance(field, models.BooleanField):
        return f"NOT {column}"
    if isinstance(field, models.DateTimeField):
        return f"coalesce({column}, now()) + interval '400 days'"
    if isinstance(field, models.DateField):
        return f"coalesce({column}, '2020-01-01') + 400"
    if isinstance(field, models.IntegerField | models.FloatField):
        return f"coalesce({column}, 0) + 1"
    return ""


def page_of(address):
    """Make a page anew, past everything kept; what it answers and says."""
    path, _sign, asked = address.partition("?")
    request = RequestFactory().get(path, dict(pair.split("=") for pair in asked.split("&") if pair))
    request.resolver_match = match = resolve(path)
    try:
        answer = match.func(request, *match.args, **match.kwargs)
    except Exception as error:
        return type(error)
    return answer.status_code, answer.content


def everything():
    """Fill the site; the claim on the bridge has everything that a claim's page can show."""
    fill()
    claim = Claim.objects.get(slug="the-bridge-is-safe")
    mayor = article_with("The mayor said “it may hold”.", headline="The mayor", published_on=date(2026, 3, 1))
    BylineFactory(article=mayor.article)
    doubt = quotation(
        mayor, "“it may hold”", speaker="Max Mayor", source_text="The mayor", source_start=0, source_end=9
    )
    AssertionFactory(claim=claim, quote=doubt, stance="doubts")
    RelayActorFactory(relay=RelayFactory(quote=doubt, text="The mayor"))
    elsewhere = article_with("Bea said “steel lasts”.", headline="Steel")
    steel = quotation(elsewhere, "“steel lasts”", speaker="Bea Brand")
    published("Steel lasts", steel)
    EvidenceFactory(claim=claim, quote=steel, publisher=elsewhere.article.publisher)
    twin = published("The bridge stands", quotation(article_with("Cy said “it stands”."), "“it stands”", speaker="Cy"))
    EvidenceFactory(claim=twin)
    ReviewFactory(claim=twin, rating=Rating.objects.get(slug="false"), reviewer=UserFactory(first_name="Rae"))
    merge(twin, into=claim, reason="They say the same.")
    ClaimFactory(statement="A draft about the bridge")


@pytest.mark.django_db
def test_no_change_of_any_row_alters_a_claims_page_but_not_its_state():
    """Triggers are off: it must not matter who wrote a row, and how."""
    everything()
    connection.check_constraints()
    sql("SET LOCAL session_replication_role = replica")
    state, page = state_of_page("the-bridge-is-safe"), page_of(PAGE)
    assert state is not None
    unnoticed = []
    for change in [change for model in MODELS for change in changes_of(model)]:
        with transaction.atomic():
            try:
                with transaction.atomic():
                    sql(change.statement, change.row)
            except DatabaseError:  # a constraint forbids it
                continue
            if state_of_page("the-bridge-is-safe") == state and page_of(PAGE) != page:
                unnoticed.append(change.what)
            transaction.set_rollback(True)
    assert unnoticed == []
    assert (state_of_page("the-bridge-is-safe"), page_of(PAGE)) == (state, page)


@pytest.mark.django_db
def test_no_change_of_any_row_alters_a_list_but_not_the_state_of_lists():
    everything()
    connection.check_constraints()
    state, pages = state_of_lists(), [page_of(address) for address in LISTS]
    unnoticed = []
    for change in [change for model in MODELS for change in changes_of(model)]:
        with transaction.atomic():
            try:
                with transaction.atomic():
                    sql(change.statement, change.row)
                    connection.check_constraints()
            except DatabaseError:  # a rule of ours forbids it
                continue
            if state_of_lists() == state and [page_of(address) for address in LISTS] != pages:
                unnoticed.append(change.what)
            transaction.set_rollback(True)
    assert unnoticed == []


@pytest.fixture
def kept(transactional_db):
    """Begin with nothing kept, and committed changes."""
    cache.clear()
    yield
    cache.clear()


def said(words="“it holds”"):
    return quotation(article_with(f"She said {words} then."), words)


@pytest.mark.usefixtures("kept")
class TestTheClaimsPage:
    def test_it_is_made_once_while_other_claims_change(self, client, django_assert_num_queries):
        claim, neighbour = published("The bridge is safe", said()), published("The road is safe", said())
        first = client.get(claim.get_absolute_url())
        withdraw(neighbour, reason="It was somebody else.")
        ClaimFactory()
        with django_assert_num_queries(1):
            assert client.get(claim.get_absolute_url()).content == first.content

    def test_it_goes_with_the_claim(self, client):
        claim = published("The bridge is safe", said())
        assert client.get(claim.get_absolute_url()).status_code == 200
        withdraw(claim, reason="It was somebody else.")
        gone = client.get(claim.get_absolute_url(), follow=True)
        assert gone.redirect_chain == [(f"/claims/{claim.pk}/", 302)]  # which says nothing of it
        assert gone.status_code == 410
        assert "bridge is safe" not in text_of(gone)

    def test_what_came_and_went_while_it_was_made_is_not_kept(self, client, monkeypatch):
        """The state is the same before and after; the page made in between must not be that of neither."""
        claim, quote = published("The bridge is safe", said()), said("“not to be told”")
        made, tied = [], []

        def meddle(*arguments):
            def tie():
                tied.append(AssertionFactory(claim=claim, quote=quote))
                connection.close()

            if not made:
                thread = Thread(target=tie)
                thread.start()
                thread.join()
            made.append(1)
            return original(*arguments)

        original = pages.tellings_of
        monkeypatch.setattr(pages, "tellings_of", meddle)
        client.get(claim.get_absolute_url())
        tied[0].delete()
        assert "not to be told" not in text_of(client.get(claim.get_absolute_url()))

    def test_each_language_day_and_host_has_its_own(self, client, settings, monkeypatch):
        settings.ALLOWED_HOSTS = ["*"]
        claim = published("The bridge is safe", said())
        here = client.get(claim.get_absolute_url()).content
        assert client.get(claim.get_absolute_url(), headers={"host": "other.example"}).content != here
        monkeypatch.setattr("django.utils.timezone.localdate", lambda *_zone: date(2031, 5, 6))
        cache_before = len(cache._cache)
        client.get(claim.get_absolute_url())
        assert len(cache._cache) == cache_before + 1

    def test_addresses_with_what_nobody_reads_fill_no_memory(self, client):
        claim = published("The bridge is safe", said())
        for number in range(3):
            assert client.get(claim.get_absolute_url(), {"utm": number}).status_code == 200
        assert not cache._cache

    def test_who_has_it_already_gets_304_without_it_being_made(self, client, django_assert_num_queries):
        claim = published("The bridge is safe", said())
        tag = client.get(claim.get_absolute_url())["ETag"]
        with django_assert_num_queries(1):
            assert client.get(claim.get_absolute_url(), headers={"if-none-match": tag}).status_code == 304


@pytest.mark.usefixtures("kept")
class TestLists:
    def test_they_are_made_once_while_drafts_change(self, client, django_assert_num_queries):
        published("The bridge is safe", said())
        draft = ClaimFactory()
        first = client.get("/claims/")
        draft.note = "Look again."
        draft.save()
        with django_assert_num_queries(1):
            assert client.get("/claims/").content == first.content

    def test_they_lose_what_is_taken_back_at_once(self, client):
        quote = said("“it holds well”")
        claim, other_one = published("The bridge is safe", quote), published("The road is safe", quote, said())
        addresses = ["/claims/", "/claims/?q=holds", "/articles/", "/actors/"]
        before = [text_of(client.get(address)) for address in addresses]
        withdraw(claim, reason="It was somebody else.")
        after = [text_of(client.get(address)) for address in addresses]
        assert "bridge" in before[0]
        assert not any("bridge" in text for text in after)
        assert other_one.statement in after[0]

    def test_a_change_that_is_undone_counts_nothing_and_each_committed_one_counts(self):
        claim = published("The bridge is safe", said())
        before = state_of_lists()
        with transaction.atomic():
            Claim.objects.filter(pk=claim.pk).update(statement="The bridge is sound")
            transaction.set_rollback(True)
        assert state_of_lists() == before
        withdraw(claim, reason="It was somebody else.")
        assert int(state_of_lists()) > int(before)
