"""What keeps the listings of claims true: gathered anew by the statement that changes what stands in them."""

from django.db import migrations

# What stands in the listings of these claims. A query, not a view: a view would forbid to change the columns it names.
# Between statement and passages, and between two passages, stand words that the search leaves out but counts, so that
# no phrase is found where one ends and the next begins.
# A word list may not pass a megabyte; what was quoted beyond the first 100,000 characters is not searched.
LISTED = r"""
CREATE FUNCTION claims_listed(asked bigint[]) RETURNS SETOF claims_listing
LANGUAGE sql STABLE AS $$
    SELECT c.id, c.first_published_at, told.times, told.facets || further.facets,
        setweight(to_tsvector('newsroom', c.statement), 'A')
        || setweight(to_tsvector('newsroom', repeat('the ', 10) || left(said.words, 100000)), 'B')
    FROM claims_claim c
    CROSS JOIN LATERAL (
        SELECT count(DISTINCT a.id) FILTER (WHERE a.stance = 'asserts')::integer AS times,
            coalesce(array_agg(DISTINCT facet) FILTER (WHERE facet IS NOT NULL), '{}') AS facets
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
    CROSS JOIN LATERAL (
        SELECT ARRAY(SELECT 'about:' || s.actor_id FROM claims_claimsubject s WHERE s.claim_id = c.id)
            || ARRAY(SELECT 'topic:' || t.topic_id FROM claims_claimtopic t WHERE t.claim_id = c.id)
            || ('rating:' || coalesce((
                SELECT v.rating_id::text FROM claims_review v WHERE v.claim_id = c.id
                ORDER BY v.reviewed_at DESC, v.id DESC LIMIT 1), 'none')) AS facets
    ) further
    CROSS JOIN LATERAL (
        SELECT coalesce(string_agg(text, E'\n' || repeat('the ', 10)), '') AS words FROM (
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

# The claims are locked first, so that of two transactions that change parts of one the second sees what the first did.
# A plan made while the tables were empty would read them whole for every claim: hence no such scans.
RELIST = """
CREATE FUNCTION claims_relist(asked bigint[]) RETURNS void
LANGUAGE plpgsql SET enable_seqscan = off AS $$
BEGIN
    PERFORM FROM claims_claim WHERE id = ANY(asked) ORDER BY id FOR NO KEY UPDATE;
    DELETE FROM claims_listing WHERE claim_id = ANY(asked)
        AND NOT EXISTS (SELECT FROM claims_claim c WHERE c.id = claim_id AND c.status = 'published');
    INSERT INTO claims_listing SELECT * FROM claims_listed(asked)
    ON CONFLICT (claim_id) DO UPDATE SET published_at = EXCLUDED.published_at, times = EXCLUDED.times,
        facets = EXCLUDED.facets, words = EXCLUDED.words;
END
$$
"""

# For whoever filled tables past the triggers: ``load_sample``, and this migration.
RELIST_ALL = """
CREATE FUNCTION claims_relist_all() RETURNS void
LANGUAGE sql AS $$
    SELECT claims_relist(array_agg(id)) FROM claims_claim WHERE status = 'published' GROUP BY id / 1000
$$
"""

# By table: when, and which claims.
CHANGES = {
    "claims_claim": [
        ("INSERT", "NEW.status = 'published'", "ARRAY[NEW.id]"),
        (
            "UPDATE OF status, statement, first_published_at",
            "OLD.status = 'published' OR NEW.status = 'published'",
            "ARRAY[NEW.id]",
        ),
    ],
    "claims_quote": [
        (
            "UPDATE OF state, kind, speaker_id, revision_id",
            "(OLD.state, OLD.kind, OLD.speaker_id, OLD.revision_id) IS DISTINCT FROM "
            "(NEW.state, NEW.kind, NEW.speaker_id, NEW.revision_id)",
            "ARRAY(SELECT a.claim_id FROM claims_assertion a WHERE a.quote_id = NEW.id)",
        ),
    ],
    "articles_article": [
        (
            "UPDATE OF publisher_id, published_on",
            "(OLD.publisher_id, OLD.published_on) IS DISTINCT FROM (NEW.publisher_id, NEW.published_on)",
            "ARRAY(SELECT DISTINCT a.claim_id FROM claims_assertion a JOIN claims_quote q ON q.id = a.quote_id "
            "JOIN articles_revision r ON r.id = q.revision_id WHERE r.article_id = NEW.id)",
        ),
    ],
    "claims_passage": [
        (
            change,
            "true",
            f"ARRAY(SELECT a.claim_id FROM claims_assertion a WHERE a.quote_id = {row}.quote_id)",  # noqa: S608
        )
        for change, row in [("INSERT", "NEW"), ("UPDATE OF text, quote_id", "NEW"), ("DELETE", "OLD")]
    ],
    **{
        table: [
            ("INSERT", "true", "ARRAY[NEW.claim_id]"),
            ("UPDATE", "true", "ARRAY[OLD.claim_id, NEW.claim_id]"),
            ("DELETE", "true", "ARRAY[OLD.claim_id]"),
        ]
        for table in ("claims_assertion", "claims_claimsubject", "claims_claimtopic", "claims_review")
    },
}


def triggers():
    """Give what makes each, and what takes it away again; named so that they come after all others of their table."""
    for table, changes in CHANGES.items():
        for change, condition, claims in changes:
            name = f"{table}_zz_relist_{change.split()[0].lower()}"
            yield (
                f"""
                CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    PERFORM claims_relist({claims});
                    RETURN NULL;
                END
                $$;
                CREATE TRIGGER zz_relist_{change.split()[0].lower()} AFTER {change} ON {table}
                FOR EACH ROW WHEN ({condition}) EXECUTE FUNCTION {name}()
                """,
                f"DROP FUNCTION {name}() CASCADE",
            )


class Migration(migrations.Migration):
    dependencies = [("claims", "0012_listing")]

    operations = [
        migrations.RunSQL(LISTED, "DROP FUNCTION claims_listed(bigint[])"),
        migrations.RunSQL(RELIST, "DROP FUNCTION claims_relist(bigint[])"),
        migrations.RunSQL(RELIST_ALL, "DROP FUNCTION claims_relist_all()"),
        *[migrations.RunSQL(makes, takes_away) for makes, takes_away in triggers()],
        migrations.RunSQL("SELECT claims_relist_all()", migrations.RunSQL.noop),
    ]
