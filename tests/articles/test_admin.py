"""What an editor can do with articles and actors."""

import pytest
from django.urls import reverse

from articles.models import Actor, Article
from tests.admin_forms import add_row, delete, do_to, errors_of, fields_of, messages_of, send
from tests.factories import (
    ActorFactory,
    ActorNameFactory,
    ArticleFactory,
    BylineFactory,
    ParagraphFactory,
    QuoteFactory,
    RevisionFactory,
)

pytestmark = pytest.mark.django_db


def page_of(thing):
    return reverse(f"admin:articles_{thing._meta.model_name}_change", args=[thing.pk])


def test_article_with_bylines_in_order(admin_client):
    article = ArticleFactory()
    sent = fields_of(admin_client, page_of(article))
    sent = add_row(add_row(sent, "bylines", name="Ana Ruiz"), "bylines", name="Bo Li")
    assert admin_client.post(page_of(article), sent).status_code == 302
    assert list(Article.objects.get().bylines.values_list("number", "name")) == [(1, "Ana Ruiz"), (2, "Bo Li")]


def test_articles_are_not_added_here_and_the_list_says_how(admin_client):
    page = admin_client.get("/admin/articles/article/").content.decode()
    assert "/admin/articles/article/add/" not in page
    assert "import_seeds" in page
    assert admin_client.get("/admin/articles/article/add/").status_code == 403


def test_a_link_that_readers_are_promised_and_that_is_missing_is_warned_of(admin_client):
    article = ArticleFactory()
    warning, _saved = messages_of(send(admin_client, page_of(article), display="link_only"))
    assert "there is no link" in warning
    [_saved] = messages_of(send(admin_client, page_of(article), link="https://example.org/bridges"))


def test_bylines_change_places(admin_client):
    article = ArticleFactory()
    first, second = (BylineFactory(article=article, number=n, name=f"Name {n}") for n in (1, 2))
    changes = {"bylines-0-number": "2", "bylines-1-number": "1"}
    assert send(admin_client, page_of(article), **changes).status_code == 302
    assert list(article.bylines.all()) == [second, first]


def test_two_bylines_in_one_place_are_refused(admin_client):
    article = BylineFactory(number=1).article
    BylineFactory(article=article, number=2)
    answer = send(admin_client, page_of(article), **{"bylines-1-number": "1"})
    assert answer.status_code == 200
    assert [byline.number for byline in article.bylines.all()] == [1, 2]


def test_article_links_its_revisions(admin_client):
    revision = RevisionFactory()
    page = admin_client.get(page_of(revision.article)).content.decode()
    assert page_of(revision) in page
    assert revision.sha256 in page


def test_revision_shows_its_paragraphs(admin_client):
    paragraph = ParagraphFactory()
    page = admin_client.get(page_of(paragraph.revision)).content.decode()
    assert "The minister spoke on Monday." in page
    assert f"/admin/claims/quote/?revision={paragraph.revision.pk}" in page


def test_article_without_quotations_goes_with_its_texts(admin_client):
    article = ParagraphFactory().revision.article
    assert delete(admin_client, reverse("admin:articles_article_delete", args=[article.pk])).status_code == 302
    assert not Article.objects.exists()


def test_article_with_quotations_stays_and_says_why(admin_client):
    article = QuoteFactory().revision.article
    page = admin_client.get(page_of(article)).content.decode()
    assert 'class="deletelink"' not in page
    assert "This can’t be deleted: Quotations rest on it." in page
    assert admin_client.get(reverse("admin:articles_article_delete", args=[article.pk])).status_code == 403
    answer = do_to(admin_client, "/admin/articles/article/", "delete_selected", [article])
    assert "Quotations rest on it" in messages_of(answer)[0]
    assert Article.objects.exists()


def test_article_without_quotations_has_a_delete_button(admin_client):
    page = admin_client.get(page_of(RevisionFactory().article)).content.decode()
    assert 'class="deletelink"' in page
    assert "be deleted" not in page


@pytest.mark.parametrize("typed", ["jose mujica", "JOSÉ", "el  pepe", "Q9545"])
def test_actor_is_found_by_any_name_without_case_and_accents(admin_client, typed):
    wanted = ActorFactory(name="José Mujica", wikidata_id="Q9545")
    ActorNameFactory(actor=wanted, name="El Pepe")
    ActorFactory(name="Somebody Else")
    assert list(admin_client.get("/admin/articles/actor/", {"q": typed}).context["cl"].queryset) == [wanted]


def test_name_that_the_actor_has_already_is_refused_in_plain_words(admin_client):
    """The actor's own name is entered by a trigger, so that only the database knows it is there."""
    sent = fields_of(admin_client, "/admin/articles/actor/add/") | {"name": "Padrino", "kind": "person"}
    sent = add_row(sent, "names", name="PADRINO")
    answer = admin_client.post("/admin/articles/actor/add/", sent)
    assert "has that name already" in errors_of(answer)
    assert "PADRINO" in answer.content.decode()
    assert not Actor.objects.exists()


def test_actor_that_is_quoted_stays(admin_client):
    actor = QuoteFactory(confirmed=True).speaker
    page = admin_client.get(page_of(actor)).content.decode()
    assert 'class="deletelink"' not in page
    assert "be deleted: Quotations rest on it." in page


def test_history_of_an_article(admin_client):
    article = ArticleFactory(headline="Bridges")
    answer = send(admin_client, page_of(article), headline="Old bridges", display="whole")
    assert messages_of(answer)
    page = admin_client.get(reverse("admin:articles_article_history", args=[article.pk]))
    changes = {change.name: (change.before, change.after) for change in page.context["acts"][0].told[0].changes}
    assert changes == {
        "headline": ("Bridges", "Old bridges"),
        "readers may see": ("the paragraphs with quotations", "the whole text"),
    }
