"""A revision's text never changes, and its hash is the hash of its text."""

import hashlib

import pytest
from django.apps import apps
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from articles.models import Paragraph, Revision
from tests.factories import ArticleFactory, ParagraphFactory, QuoteFactory, RevisionFactory
from tests.rules import refused, sql

pytestmark = pytest.mark.django_db

NEVER = "A revision never changes"


def by_save(revision):
    revision.text = "Something else"
    revision.save()


def by_update(revision):
    Revision.objects.filter(pk=revision.pk).update(text="Something else")


def by_bulk_update(revision):
    revision.text = "Something else"
    Revision.objects.bulk_update([revision], ["text"])


def by_sql(revision):
    sql("UPDATE articles_revision SET text = 'Something else' WHERE id = %s", revision.pk)


@pytest.mark.parametrize("change", [by_save, by_update, by_bulk_update, by_sql])
def test_text_never_changes(change):
    revision = RevisionFactory()
    with refused(NEVER):
        change(revision)
    assert Revision.objects.get().text == RevisionFactory.text


def test_nothing_else_of_it_changes_either():
    revision = RevisionFactory()
    with refused(NEVER):
        Revision.objects.update(number=2)
    with refused(NEVER):
        Revision.objects.update(article=ArticleFactory())
    assert Revision.objects.get() == revision


def test_hash_is_given_by_the_database_alone():
    with refused("sha256"):
        sql(
            "INSERT INTO articles_revision (article_id, number, text, encoding, received_at, sha256)"
            " VALUES (%s, 1, 'Text', 'utf-8', now(), 'forged')",
            ArticleFactory().pk,
        )


def test_bulk_created_revisions_are_hashed():
    Revision.objects.bulk_create([Revision(article=ArticleFactory(), number=1, text="naïve 😀")])
    assert Revision.objects.get().sha256 == hashlib.sha256("naïve 😀".encode()).hexdigest()


class HashOfAnyText(TestCase):
    @given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1))
    def test_hash_is_the_hash_of_the_text(self, text):
        revision = RevisionFactory(text=text)
        revision.refresh_from_db()
        assert revision.text == text
        assert revision.sha256 == hashlib.sha256(text.encode()).hexdigest()


def test_numbers_are_unique_in_an_article_and_start_at_one():
    revision = RevisionFactory()
    with refused("revision_number_is_unique"):
        RevisionFactory(article=revision.article, number=1)
    with refused("revision_numbers_start_at_one"):
        RevisionFactory(number=0)


def test_a_revision_needs_text():
    with refused("revision_has_text"):
        RevisionFactory(text="")


def test_layout_never_changes():
    ParagraphFactory()
    with refused("The layout of a revision never changes"):
        Paragraph.objects.update(start=1)


def test_a_revision_cannot_be_emptied_away():
    RevisionFactory()
    connection.check_constraints()
    with refused("can't be emptied"):
        sql("TRUNCATE articles_revision CASCADE")
    ParagraphFactory()
    connection.check_constraints()
    with refused("can't be emptied"):
        sql("TRUNCATE articles_section, articles_paragraph")


def test_a_deleted_revision_is_on_record_and_comes_back_with_no_other_text():
    revision = RevisionFactory(text="He said so.")
    kept = apps.get_model("articles", "RevisionEvent").objects
    Revision.objects.all().delete()
    assert kept.get(pgh_obj_id=revision.pk).text == "He said so."
    with refused("doesn’t come back"):
        Revision(pk=revision.pk, article=revision.article, number=1, text="He never did.").save(force_insert=True)


def test_the_text_under_a_quotation_is_not_exchanged():
    quote = QuoteFactory()
    connection.check_constraints()
    with refused("doesn’t come back"):
        sql("DELETE FROM articles_revision")
        sql(
            "INSERT INTO articles_revision (id, article_id, number, text, encoding, received_at)"
            " VALUES (%s, %s, 1, 'Nobody said it.', 'utf-8', now())",
            quote.revision_id,
            quote.revision.article_id,
        )
