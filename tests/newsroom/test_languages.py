"""Which language answers, and how dates and numbers are written in it."""

from datetime import UTC, date, datetime

import pytest
from django.utils.translation import gettext, override

from claims.finding.counting import Count
from claims.models import Rating
from claims.templatetags.pages import day
from newsroom.admin.telling import moment
from newsroom.languages import same_page
from tests.admin_forms import fields_of, messages_of
from tests.factories import ActorFactory


@pytest.mark.parametrize(
    ("address", "language", "other"),
    [
        ("/", "es", "/es/"),
        ("/claims/?q=a", "es", "/es/claims/?q=a"),
        ("/es/claims/?q=a", "en", "/claims/?q=a"),
        ("/es/", "en", "/"),
        ("/es/claims/", "es", "/es/claims/"),
        ("/essay/", "es", "/es/essay/"),
        ("/claims/es/", "en", "/claims/es/"),
    ],
)
def test_the_same_page_in_another_language(address, language, other):
    assert same_page(address, language) == other
    assert same_page(other, "en") == same_page(address, "en")


def test_dates_and_numbers_are_written_as_the_language_does():
    told = date(2026, 3, 4)
    assert "March 4, 2026" in day(told)
    assert str(Count(2000, more=True)) == "2,000+"
    with override("es"):
        assert "4 de marzo de 2026" in day(told)
        assert str(Count(2000, more=True)) == "2\xa0000+"
        assert "4 de marzo de 2026, 05:06" in moment(datetime(2026, 3, 4, 5, 6, tzinfo=UTC))
    assert "4 March 2026, 05:06" in moment(datetime(2026, 3, 4, 5, 6, tzinfo=UTC))


@pytest.mark.django_db
def test_the_scale_that_comes_along_is_translated_and_a_newsrooms_own_words_are_not():
    with override("es"):
        for rating in Rating.objects.all():
            assert (rating.label, rating.meaning) != (rating.name, rating.explanation)
            assert rating.label == gettext(rating.name)
        assert Rating(name="Four Pinocchios", explanation="").label == "Four Pinocchios"
        assert Rating(name="x", explanation="").meaning == ""
    assert [rating.label for rating in Rating.objects.all()] == [rating.name for rating in Rating.objects.all()]


@pytest.mark.django_db
class TestAdmin:
    def test_it_speaks_the_browsers_language(self, client):
        page = client.get("/admin/login/", headers={"Accept-Language": "es-VE,en;q=0.5"})
        assert page["Content-Language"] == "es"
        assert {"Accept-Language", "Cookie"} <= set(page["Vary"].split(", "))
        assert client.get("/admin/login/")["Content-Language"] == "en"

    def test_an_editor_chooses_another(self, admin_client):
        assert 'lang="es">español</button>' in admin_client.get("/admin/").content.decode()
        answer = admin_client.post("/admin/language/", {"language": "es", "next": "/admin/claims/claim/"})
        assert answer["Location"] == "/admin/claims/claim/"
        page = admin_client.get("/admin/")
        assert page["Content-Language"] == "es"
        assert "Mis borradores" in page.content.decode()

    def test_readers_pages_do_not_follow_that_choice(self, admin_client):
        admin_client.post("/admin/language/", {"language": "es", "next": "/admin/"})
        assert admin_client.get("/claims/")["Content-Language"] == "en"
        assert admin_client.get("/")["Content-Language"] == "en"


@pytest.mark.django_db
def test_what_was_stored_is_said_without_an_article_for_the_thing(admin_client):
    actor = ActorFactory(name="Ana Ruiz")
    page = f"/admin/articles/actor/{actor.pk}/change/"
    for language, said in [("es", "Se guardó: actor «"), ("en", "The actor “")]:
        sent = fields_of(admin_client, page) | {"description": language, "_save": "1"}
        answer = admin_client.post(page, sent, headers={"accept-language": language})
        assert messages_of(answer)[-1].startswith(said)
