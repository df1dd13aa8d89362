"""The rows of lists: drawn in one pass, and the same to the letter as the stock tag draws them."""

import re
from datetime import UTC, date, datetime

import pytest
from django.contrib import admin
from django.contrib.admin.helpers import ActionForm
from django.contrib.admin.templatetags.admin_list import results
from django.test import RequestFactory
from django.utils.safestring import mark_safe
from pytest_django.asserts import assertHTMLEqual

from articles.models import Actor, Article
from claims.models import Claim, Quote
from newsroom.admin.base import NewsroomAdmin
from newsroom.admin.rows import drawn
from newsroom.admin.widgets import Actions
from tests.factories import (
    ActorFactory,
    ArticleFactory,
    AssertionFactory,
    ClaimFactory,
    CorrectionFactory,
    QuoteFactory,
    RelayFactory,
)

pytestmark = pytest.mark.django_db
SCREENS = [screen for screen in admin.site._registry.values() if isinstance(screen, NewsroomAdmin)]


def listed(screen, user, asked=None):
    request = RequestFactory().get("/", asked or {})
    request.user = user
    changelist = screen.get_changelist_instance(request)
    changelist.formset = None  # as the view leaves a list that isn't edited in place
    return changelist


def stock(changelist):
    """Draw the rows as Django does."""
    return "\n".join(f"<tr>{''.join(cells)}</tr>" for cells in results(changelist))


@pytest.fixture
def everything():
    """Rows of most screens, with what must be escaped and with what is missing."""
    outlet = ActorFactory(name="Fish & Chips <b>Weekly</b>")
    ArticleFactory(publisher=outlet, published_on=date(2026, 3, 1), headline="“Yes” & no")
    ArticleFactory(publisher=None, published_on=None)
    quote = QuoteFactory(speaker=None)
    RelayFactory(quote=quote)
    claim = ClaimFactory(statement="<script>alert(1)</script> " + "long " * 60)
    public = datetime(2026, 3, 1, 12, 5, tzinfo=UTC)
    ClaimFactory(statement="Short & plain", status="withdrawn", first_published_at=public, withdrawn_reason="Wrong.")
    AssertionFactory(claim=claim)
    CorrectionFactory(claim=claim)


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.opts.label)
def test_every_list_is_as_django_draws_it(screen, everything, admin_user):
    changelist = listed(screen, admin_user)
    assert drawn(changelist) == stock(changelist)


@pytest.mark.usefixtures("everything")
def test_most_lists_of_that_test_have_rows(admin_user):
    assert sum(bool(listed(screen, admin_user).result_list) for screen in SCREENS) > len(SCREENS) / 2


@pytest.mark.parametrize("asked", [{"status__exact": "draft"}, {"_popup": "1"}, {"_to_field": "id"}], ids=str)
def test_a_narrowed_list_and_one_to_choose_from_too(asked, everything, admin_user):
    changelist = listed(admin.site._registry[Claim], admin_user, asked)
    assert changelist.result_list
    assert drawn(changelist) == stock(changelist)


class Odd(NewsroomAdmin):
    """Columns of all kinds."""

    list_display = ("pk", "is_sensitive", "has_words", "nothing", "modified", "twice", "marked", "published_by", "day")
    list_display_links = ("is_sensitive", "twice")

    @admin.display(boolean=True)
    def has_words(self, claim):
        return bool(claim.statement)

    @admin.display(empty_value="none & none")
    def nothing(self, claim):
        return "  "

    def twice(self, claim):
        return [claim.pk, "<b>"]

    def marked(self, claim):
        return mark_safe(f"<i>{claim.pk}</i>")

    def day(self, claim):
        return claim.created.date()


@pytest.mark.usefixtures("everything")
def test_columns_of_all_kinds(admin_user):
    changelist = listed(Odd(Claim, admin.site), admin_user)
    assert drawn(changelist) == stock(changelist)


def test_what_is_shown_is_escaped(everything, admin_user):
    for model in (Actor, Article, Claim, Quote):
        assert not re.search(r"<script|<b>", drawn(listed(admin.site._registry[model], admin_user)))


def test_rows_need_no_query_of_their_own(everything, admin_user, django_assert_num_queries):
    changelist = listed(admin.site._registry[Claim], admin_user)
    assert changelist.result_list
    with django_assert_num_queries(0):
        drawn(changelist)


@pytest.mark.parametrize("entered", [{}, {"action": "<odd>"}], ids=["new", "sent"])
def test_the_menu_of_actions_is_as_django_draws_it(entered):
    ours, stock = (form(entered, auto_id=None) for form in (Actions, ActionForm))
    for form in (ours, stock):
        form.fields["action"].choices = [("", "-----"), ("delete", "Delete"), ("<odd>", "a & b")]
    assert ours["action"].label == stock["action"].label
    assertHTMLEqual(str(ours["action"]), str(stock["action"]))
