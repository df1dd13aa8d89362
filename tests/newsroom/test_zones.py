"""Every time that editors see or enter names its zone, which is the newsroom's."""

from datetime import UTC, datetime

import pytest
from django.contrib import admin
from django.db.models import DateTimeField
from django.urls import reverse
from django.utils.translation import override

from claims.models import Claim
from newsroom.zones import timed, written, zone_name
from tests.claims.pages.whole_site import fill
from tests.factories import ClaimFactory

NOON = datetime(2026, 12, 24, 12, 30, tzinfo=UTC)


def test_a_zone_has_its_name_and_its_distance(settings):
    assert zone_name() == "UTC"
    settings.TIME_ZONE = "America/Caracas"
    assert zone_name() == "America/Caracas (UTC-04:00)"
    settings.TIME_ZONE = "Asia/Kathmandu"
    assert zone_name() == "Asia/Kathmandu (UTC+05:45)"


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "Dec. 24, 2026, 1:30 p.m. CET"), ("es", "24 de diciembre de 2026 a las 13:30 CET")],
)
def test_a_time_is_written_with_its_zone(settings, language, words):
    settings.TIME_ZONE = "Europe/Madrid"
    with override(language):
        assert written(NOON) == words
        assert timed(NOON) == f'<time datetime="2026-12-24T13:30:00+01:00">{words}</time>'


def screens_with_times():
    """Return the forms that have a time to be entered: the model's label, and how many there are."""
    for model, screen in admin.site._registry.items():
        if model._meta.app_label in ("articles", "claims"):
            yield pytest.param(screen, id=model._meta.label)


@pytest.mark.django_db
@pytest.mark.parametrize("screen", screens_with_times())
def test_every_form_names_the_zone_of_the_times_that_are_entered_in_it(admin_client, settings, screen):
    settings.TIME_ZONE = "America/Caracas"
    page = admin_client.get(reverse(f"admin:{screen.opts.app_label}_{screen.opts.model_name}_add"))
    if page.status_code == 403:
        pytest.skip("Nothing is added here.")
    text = page.content.decode()
    entered = text.count("vTimeField")
    assert text.count('<span class="zone"') == entered == text.count('data-zone="America/Caracas"')
    assert text.count("America/Caracas (UTC-04:00)") == entered
    own = [field for field in screen.opts.fields if isinstance(field, DateTimeField) and field.editable]
    assert entered >= sum(f'name="{field.name}_0"' in text for field in own)


@pytest.mark.django_db
def test_a_schedule_says_by_whose_clock(admin_client, settings):
    settings.TIME_ZONE = "America/Caracas"
    claim = ClaimFactory(said_where="A speech.")
    page = admin_client.get(reverse("admin:claims_claim_verb", args=[claim.pk, "schedule"]))
    assert "When, by the newsroom’s clock: America/Caracas (UTC-04:00)" in page.content.decode()


@pytest.mark.django_db
def test_times_in_lists_and_among_what_cannot_be_changed_are_marked_up(admin_client):
    fill()
    claim = Claim.objects.public().first()
    for address in (reverse("admin:claims_claim_changelist"), reverse("admin:claims_claim_change", args=[claim.pk])):
        at = claim.first_published_at.isoformat(timespec="seconds")
        assert f'<time datetime="{at}">{written(claim.first_published_at)}</time>' in admin_client.get(address).text


@pytest.mark.django_db
def test_machines_read_on_the_pages_of_readers_in_which_zone_a_day_was(client):
    fill()
    page = client.get("/corrections/").text
    assert 'datetime="2026' in page
    assert "+00:00" in page
