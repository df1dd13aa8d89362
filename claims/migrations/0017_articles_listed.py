"""What keeps the listings of articles true, with the words of what readers may read of them and no others."""

from django.db import migrations

from newsroom.following import follow, follow_at_once

# What readers may read of articles beside headline and byline, in pieces, quoted words first: the passages of public
# quotations; by the article's display, of the newest text the paragraphs they stand in; or all that its page shows
# (``claims.pages.article_text``).
READABLE = """
CREATE FUNCTION claims_readable(asked bigint[]) RETURNS TABLE(article_id bigint, place integer, words text)
LANGUAGE sql STABLE AS $$
    WITH said AS MATERIALIZED (
        SELECT DISTINCT r.article_id, r.id AS revision_id, w.start, w."end", w.text
        FROM articles_revision r
        JOIN claims_quote q ON q.revision_id = r.id AND q.state = 'confirmed' AND q.speaker_id IS NOT NULL
        JOIN claims_assertion t ON t.quote_id = q.id
        JOIN claims_claim c ON c.id = t.claim_id AND c.status = 'published'
        JOIN claims_passage w ON w.quote_id = q.id
        WHERE r.article_id = ANY(asked)
    ),
    newest AS (
        SELECT DISTINCT ON (r.article_id) r.id, r.article_id, r.text, a.display, a.copyright_notice
        FROM articles_revision r JOIN articles_article a ON a.id = r.article_id
        WHERE r.article_id = ANY(asked) AND a.display <> 'link_only' ORDER BY r.article_id, r.number DESC
    ),
    paragraphs AS (
        SELECT p.id, n.article_id, n.id AS revision_id, n.display, n.copyright_notice, p.kind, p.start, p."end",
            substr(n.text, p.start + 1, p."end" - p.start) AS words
        FROM newest n JOIN articles_paragraph p ON p.revision_id = n.id
    )
    SELECT article_id, start - 1000000000, text FROM said
    UNION ALL
    SELECT p.article_id, p.start, p.words FROM paragraphs p
    WHERE p.id IN (
        SELECT q.id FROM paragraphs q JOIN said s ON s.revision_id = q.revision_id
            AND s.start < q."end" AND s."end" > q.start
    ) OR (
        p.display = 'whole' AND p.words <> p.copyright_notice
        AND p.kind NOT IN ('publisher', 'headline', 'repeated', 'dateline', 'placeholder')
    )
$$
"""

# The articles are locked first, so that of two transactions that change parts of one the second sees what the first did.
# A word list may not pass a megabyte; what is shown beyond the first 100,000 characters is not searched. Between two
# pieces stand words that are counted and then left out, so that no phrase is found where one ends and the next begins.
RELIST = """
CREATE FUNCTION claims_relist_articles(asked bigint[]) RETURNS void
LANGUAGE plpgsql SET enable_seqscan = off AS $$
BEGIN
    PERFORM FROM articles_article WHERE id = ANY(asked) ORDER BY id FOR NO KEY UPDATE;
    DELETE FROM claims_articlelisting l WHERE article_id = ANY(asked) AND NOT EXISTS (
        SELECT FROM articles_revision r
        JOIN claims_quote q ON q.revision_id = r.id AND q.state = 'confirmed' AND q.speaker_id IS NOT NULL
        JOIN claims_assertion t ON t.quote_id = q.id
        JOIN claims_claim c ON c.id = t.claim_id AND c.status = 'published'
        WHERE r.article_id = l.article_id);
    INSERT INTO claims_articlelisting (article_id, published_on, times, facets, stemming, words)
    SELECT a.id, coalesce(a.published_on, '0001-01-01'), told.times,
        told.speakers || array_remove(ARRAY[
            'publisher:' || a.publisher_id, 'year:' || extract(year FROM a.published_on), 'display:' || a.display,
            'language:' || nullif(substring(lower(a.language) FROM '^[a-z]*'), '')], NULL),
        stems.name,
        setweight(to_tsvector(stems.name::regconfig, coalesce(nullif(a.headline, ''), a.file_name)), 'A')
        || setweight(ts_delete(
            to_tsvector(stems.name::regconfig, repeat('0gap0 ', 20) || left(shown.words, 100000)), '0gap0'), 'B')
        || setweight(ts_delete(
            to_tsvector(stems.name::regconfig, repeat('0gap0 ', 20) || bylines.words), '0gap0'), 'C')
    FROM articles_article a
    CROSS JOIN LATERAL (SELECT newsroom_stemming(a.language) AS name) stems
    CROSS JOIN LATERAL (
        SELECT count(DISTINCT q.id)::integer AS times, array_agg(DISTINCT 'speaker:' || q.speaker_id) AS speakers
        FROM articles_revision r
        JOIN claims_quote q ON q.revision_id = r.id AND q.state = 'confirmed' AND q.speaker_id IS NOT NULL
        JOIN claims_assertion t ON t.quote_id = q.id
        JOIN claims_claim c ON c.id = t.claim_id AND c.status = 'published'
        WHERE r.article_id = a.id
    ) told
    JOIN (
        SELECT r.article_id, string_agg(r.words, ' ' || repeat('0gap0 ', 20) ORDER BY r.place) AS words
        FROM claims_readable(asked) r GROUP BY r.article_id
    ) shown ON shown.article_id = a.id
    CROSS JOIN LATERAL (
        SELECT coalesce(string_agg(b.name, ' ' || repeat('0gap0 ', 20) ORDER BY b.number), '') AS words
        FROM articles_byline b WHERE b.article_id = a.id
    ) bylines
    WHERE a.id = ANY(asked) AND told.times > 0
    ON CONFLICT (article_id) DO UPDATE SET published_on = EXCLUDED.published_on, times = EXCLUDED.times,
        facets = EXCLUDED.facets, stemming = EXCLUDED.stemming, words = EXCLUDED.words;
END
$$;
CREATE FUNCTION claims_relist_articles_of(quotes bigint[]) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    articles bigint[] := ARRAY(SELECT DISTINCT r.article_id FROM claims_quote q
        JOIN articles_revision r ON r.id = q.revision_id WHERE q.id = ANY(quotes));
BEGIN
    IF cardinality(articles) > 0 THEN
        PERFORM claims_relist_articles(articles);
    END IF;
END
$$
"""

# For whoever filled tables past the triggers: ``load_sample``, and this migration.
RELIST_ALL = """
CREATE FUNCTION claims_relist_articles_all() RETURNS void
LANGUAGE sql AS $$
    SELECT claims_relist_articles(array_agg(id)) FROM articles_article GROUP BY id / 1000
$$
"""


def of_article(article):
    """Give the statement that lists ``article`` anew, if it is public."""
    return f"""IF EXISTS (SELECT FROM claims_articlelisting WHERE article_id = {article}) THEN
        PERFORM claims_relist_articles(ARRAY[{article}]); END IF;"""


def of_quotes(quotes):
    """Give the statement that lists the articles of ``quotes`` anew."""
    return f"PERFORM claims_relist_articles_of({quotes});"


def of_tied(tie):
    """Give the statement that lists the article of a quotation anew where it is, or was, tied to a public claim."""
    return of_quotes(
        f"ARRAY(SELECT q.id FROM claims_quote q, claims_claim c WHERE q.id = {tie}.quote_id AND q.state = 'confirmed' "  # noqa: S608
        f"AND c.id = {tie}.claim_id AND c.status = 'published')"
    )


def of_passage(passage):
    """Give the statement that lists the article of a passage anew where its quotation is public."""
    return of_quotes(
        f"ARRAY(SELECT q.id FROM claims_quote q WHERE q.id = {passage}.quote_id AND q.state = 'confirmed' AND EXISTS ("  # noqa: S608
        "SELECT FROM claims_assertion t JOIN claims_claim c ON c.id = t.claim_id WHERE t.quote_id = q.id "
        "AND c.status = 'published'))"
    )


# By table: when, on what condition, and what follows.
CHANGES = {
    "claims_claim": [
        (
            "UPDATE OF status",
            "OLD.status <> NEW.status AND 'published' IN (OLD.status, NEW.status)",
            of_quotes("ARRAY(SELECT quote_id FROM claims_assertion WHERE claim_id = NEW.id)"),
        ),
    ],
    "claims_quote": [
        (
            "UPDATE OF state, speaker_id, revision_id",
            "(OLD.state, OLD.speaker_id, OLD.revision_id) IS DISTINCT FROM "
            "(NEW.state, NEW.speaker_id, NEW.revision_id)",
            """PERFORM claims_relist_articles(ARRAY(SELECT DISTINCT article_id FROM articles_revision
                WHERE id IN (OLD.revision_id, NEW.revision_id)));""",
        ),
    ],
    "claims_assertion": [
        ("INSERT", "true", of_tied("NEW")),
        ("UPDATE OF quote_id, claim_id", "true", of_quotes("ARRAY[OLD.quote_id, NEW.quote_id]")),
        ("DELETE", "true", of_tied("OLD")),
    ],
    "claims_passage": [
        ("INSERT", "true", of_passage("NEW")),
        ("UPDATE", "true", of_quotes("ARRAY[OLD.quote_id, NEW.quote_id]")),
        ("DELETE", "true", of_passage("OLD")),
    ],
    "articles_article": [
        (
            "UPDATE OF publisher_id, headline, file_name, published_on, language, display, copyright_notice",
            "true",
            of_article("NEW.id"),
        ),
    ],
    "articles_revision": [("INSERT", "true", of_article("NEW.article_id"))],
    "articles_byline": [
        ("INSERT", "true", of_article("NEW.article_id")),
        ("UPDATE OF name, article_id", "true", of_article("OLD.article_id") + of_article("NEW.article_id")),
        ("DELETE", "true", of_article("OLD.article_id")),
    ],
}


def of_paragraphs(rows):
    """Give the statement that lists the public ones of the articles anew that these paragraphs are of."""
    return f"""PERFORM claims_relist_articles(array_agg(DISTINCT l.article_id)) FROM {rows} p
        JOIN articles_revision r ON r.id = p.revision_id JOIN claims_articlelisting l ON l.article_id = r.article_id
        HAVING count(*) > 0;"""


class Migration(migrations.Migration):
    dependencies = [("claims", "0016_actors_listed")]

    operations = [
        migrations.RunSQL(READABLE, "DROP FUNCTION claims_readable(bigint[])"),
        migrations.RunSQL(
            RELIST, "DROP FUNCTION claims_relist_articles_of(bigint[]); DROP FUNCTION claims_relist_articles(bigint[])"
        ),
        migrations.RunSQL(RELIST_ALL, "DROP FUNCTION claims_relist_articles_all()"),
        *follow("relist_articles", CHANGES),
        follow_at_once("relist_articles", "articles_paragraph", "INSERT", of_paragraphs("added")),
        follow_at_once("relist_articles", "articles_paragraph", "DELETE", of_paragraphs("taken")),
        migrations.RunSQL("SELECT claims_relist_articles_all()", migrations.RunSQL.noop),
    ]
