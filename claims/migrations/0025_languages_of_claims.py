"""Claims found in their own language: by the stems of the language in which they were told first, besides the English ones.

A claim has no language; its statement is read in that of the first article that asserts it, as its page says. Editors
may state in English what was said in another language, so such a claim is found by English stems too.
"""

from importlib import import_module

from django.db import migrations, models

before = import_module("claims.migrations.0013_listing_kept")

# The words of a claim by the stems of ``config``. Before the statement and each passage stand words that are counted and
# then left out, so that no phrase is found where one ends and the next begins.
WORDS = r"""
CREATE FUNCTION claims_words_in(config regconfig, statement text, passages text[]) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT setweight(ts_delete(to_tsvector(config, repeat('0gap0 ', 10) || statement), '0gap0'), 'A')
        || setweight(ts_delete(to_tsvector(config, repeat('0gap0 ', 10)
            || left(array_to_string(passages, E'\n' || repeat('0gap0 ', 10)), 100000)), '0gap0'), 'B')
$$
"""

# As it was, with the language; of claims in English alone, words are gathered in the very same way.
LISTED = r"""
CREATE OR REPLACE FUNCTION claims_listed(asked bigint[]) RETURNS SETOF claims_listing
LANGUAGE sql STABLE AS $$
    SELECT c.id, c.first_published_at, told.times, told.facets || further.facets,
        CASE stems.name WHEN 'newsroom' THEN setweight(to_tsvector('newsroom', c.statement), 'A')
            || setweight(to_tsvector('newsroom', repeat('the ', 10)
                || left(array_to_string(said.passages, E'\n' || repeat('the ', 10)), 100000)), 'B')
        ELSE claims_words_in(stems.name::regconfig, c.statement, said.passages)
            || claims_words_in('newsroom', c.statement, said.passages)
        END,
        stems.name
    FROM claims_claim c
    CROSS JOIN LATERAL (
        SELECT count(DISTINCT a.id) FILTER (WHERE a.stance = 'asserts')::integer AS times,
            coalesce(array_agg(DISTINCT facet) FILTER (WHERE facet IS NOT NULL), '{}') AS facets,
            (array_agg(p.language ORDER BY a.stance <> 'asserts', p.published_on NULLS LAST, p.id))[1] AS language
        FROM claims_assertion a
        JOIN claims_quote q ON q.id = a.quote_id AND q.state = 'confirmed' AND q.speaker_id IS NOT NULL
        JOIN articles_revision r ON r.id = q.revision_id
        JOIN articles_article p ON p.id = r.article_id
        CROSS JOIN LATERAL unnest(ARRAY[
            'speaker:' || q.speaker_id, 'kind:' || q.kind,
            'outlet:' || p.publisher_id, 'year:' || extract(year FROM p.published_on)
        ]) AS facet
        WHERE a.claim_id = c.id
    ) told
    CROSS JOIN LATERAL (SELECT coalesce(newsroom_stemming(nullif(told.language, '')), 'newsroom') AS name) stems
    CROSS JOIN LATERAL (
        SELECT ARRAY(SELECT 'about:' || s.actor_id FROM claims_claimsubject s WHERE s.claim_id = c.id)
            || ARRAY(SELECT 'topic:' || t.topic_id FROM claims_claimtopic t WHERE t.claim_id = c.id)
            || ('rating:' || coalesce((
                SELECT v.rating_id::text FROM claims_review v WHERE v.claim_id = c.id
                ORDER BY v.reviewed_at DESC, v.id DESC LIMIT 1), 'none')) AS facets
    ) further
    CROSS JOIN LATERAL (
        SELECT ARRAY(
            SELECT DISTINCT w.text
            FROM claims_assertion a
            JOIN claims_quote q ON q.id = a.quote_id AND q.state = 'confirmed' AND q.speaker_id IS NOT NULL
            JOIN claims_passage w ON w.quote_id = q.id
            WHERE a.claim_id = c.id
        ) AS passages
    ) said
    WHERE c.id = ANY(asked) AND c.status = 'published'
$$
"""

# Lists anew in one statement, as before, with one column more.
RELIST = before.RELIST.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
RELIST_WITH_LANGUAGE = RELIST.replace(
    "words = EXCLUDED.words;", "words = EXCLUDED.words, stemming = EXCLUDED.stemming;"
)

# An article whose language is put right: its claims are listed anew.
FOLLOW = """
CREATE FUNCTION articles_article_zz_relist_language() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM claims_relist(ARRAY(SELECT DISTINCT a.claim_id FROM claims_assertion a
        JOIN claims_quote q ON q.id = a.quote_id
        JOIN articles_revision r ON r.id = q.revision_id WHERE r.article_id = NEW.id));
    RETURN NULL;
END
$$;
CREATE TRIGGER zz_relist_language AFTER UPDATE OF language ON articles_article
FOR EACH ROW WHEN (OLD.language <> NEW.language) EXECUTE FUNCTION articles_article_zz_relist_language()
"""

# Of those there are, all in English are listed rightly already.
RELIST_OTHERS = """
    SELECT claims_relist(array_agg(claim_id)) FROM (
        SELECT DISTINCT a.claim_id FROM claims_assertion a
        JOIN claims_listing l ON l.claim_id = a.claim_id
        JOIN claims_quote q ON q.id = a.quote_id
        JOIN articles_revision r ON r.id = q.revision_id
        JOIN articles_article p ON p.id = r.article_id
        WHERE p.language <> '' AND newsroom_stemming(p.language) <> 'newsroom'
    ) AS others GROUP BY claim_id / 1000
"""


class Migration(migrations.Migration):
    dependencies = [("claims", "0024_locking_in_order"), ("newsroom", "0004_languages")]

    operations = [
        # The old function fits the table only without the new column: on the way back it comes last.
        migrations.RunSQL(
            migrations.RunSQL.noop, before.LISTED.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
        ),
        migrations.AddField(
            "listing",
            "stemming",
            models.TextField("the text search configuration of its language", default="newsroom"),
            preserve_default=False,
        ),
        migrations.AddIndex("listing", models.Index(fields=["stemming"], name="listing_by_language")),
        migrations.RunSQL(WORDS, "DROP FUNCTION claims_words_in(regconfig, text, text[])"),
        migrations.RunSQL(LISTED, migrations.RunSQL.noop),
        migrations.RunSQL(RELIST_WITH_LANGUAGE, RELIST),
        migrations.RunSQL(FOLLOW, "DROP FUNCTION articles_article_zz_relist_language() CASCADE"),
        migrations.RunSQL(RELIST_OTHERS, migrations.RunSQL.noop),
    ]
