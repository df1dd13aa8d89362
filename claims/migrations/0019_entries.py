"""What lists show of claims, gathered in one statement whose plan is made once."""

from django.db import migrations

# By the name that the query has for it: a table, and its columns that are given, in the order of the table.
PARTS = {
    "first": ("claims_assertion", "id quote_id claim_id stance"),
    "q": ("claims_quote", "id revision_id kind speaker_id"),
    "s": ("articles_actor", "id kind name slug description wikidata_id authority_link"),
    "r": ("articles_revision", "id article_id"),
    "a": ("articles_article", "id file_name publisher_id headline slug published_on link language display"),
    "p": ("articles_actor", "id kind name slug description wikidata_id authority_link"),
    "v": ("claims_review", "id claim_id rating_id explanation reviewer_id reviewer_name reviewed_at"),
    "g": ("claims_rating", "id name slug value position explanation"),
}
GIVEN = ", ".join(f"{part}.{column}" for part, (_table, columns) in PARTS.items() for column in columns.split())
TYPES = ", ".join(
    f"{part}_{column} {table}.{column}%TYPE" for part, (table, columns) in PARTS.items() for column in columns.split()
)

# Of each public claim: its first telling (those that assert it before others, then by time), how often it is told, and the
# review that counts; the columns as ``claims/pages/entries.py`` reads them. Asked as Django writes it, it is three
# statements, and to plan them takes longer than to answer them.
ENTRIES = f"""
CREATE FUNCTION claims_entries(asked bigint[]) RETURNS TABLE (
    listed bigint, times bigint, articles bigint, against bigint, {TYPES}
)
LANGUAGE plpgsql STABLE
SET plan_cache_mode = force_generic_plan SET jit = off
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    SELECT c.id, told.times, told.articles, told.against,
        {GIVEN}
    FROM claims_claim c
    CROSS JOIN LATERAL (
        SELECT count(*) FILTER (WHERE t.stance = 'asserts') AS times,
            count(DISTINCT ta.id) FILTER (WHERE t.stance = 'asserts') AS articles,
            count(*) FILTER (WHERE t.stance <> 'asserts') AS against,
            (array_agg(t.id ORDER BY t.stance <> 'asserts', ta.published_on NULLS LAST, ta.id,
                (SELECT w.start FROM claims_passage w WHERE w.quote_id = tq.id ORDER BY w.number LIMIT 1), tq.id
            ))[1] AS first
        FROM claims_assertion t
        JOIN claims_quote tq ON tq.id = t.quote_id AND tq.state = 'confirmed' AND tq.speaker_id IS NOT NULL
        JOIN articles_revision tr ON tr.id = tq.revision_id
        JOIN articles_article ta ON ta.id = tr.article_id
        WHERE t.claim_id = c.id
    ) told
    LEFT JOIN claims_assertion first ON first.id = told.first
    LEFT JOIN claims_quote q ON q.id = first.quote_id
    LEFT JOIN articles_actor s ON s.id = q.speaker_id
    LEFT JOIN articles_revision r ON r.id = q.revision_id
    LEFT JOIN articles_article a ON a.id = r.article_id
    LEFT JOIN articles_actor p ON p.id = a.publisher_id
    LEFT JOIN LATERAL (
        SELECT * FROM claims_review w WHERE w.claim_id = c.id ORDER BY w.reviewed_at DESC, w.id DESC LIMIT 1
    ) v ON true
    LEFT JOIN claims_rating g ON g.id = v.rating_id
    WHERE c.id = ANY(asked) AND c.status = 'published';
END
$$
"""  # noqa: S608 - made of constants


class Migration(migrations.Migration):
    dependencies = [("claims", "0018_states")]

    operations = [migrations.RunSQL(ENTRIES, "DROP FUNCTION claims_entries(bigint[])")]
