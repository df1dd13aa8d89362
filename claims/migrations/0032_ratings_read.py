"""Which rating readers read: the newest that a second person stands behind, while its statement stands."""

from importlib import import_module

from django.db import migrations

from newsroom.following import follow

entries = import_module("claims.migrations.0019_entries")
languages = import_module("claims.migrations.0025_languages_of_claims")
states = import_module("claims.migrations.0018_states")


def replaced(text: str, old: str, new: str) -> str:
    """Return ``text`` with ``new`` in the place of ``old``, which must be there once."""
    if text.count(old) != 1:
        raise AssertionError(old)
    return text.replace(old, new)


# The one rule, for a claim with its present statement: the review that counts, NULL where there is none; and whether
# there is one of other words: of an earlier statement, or of a once public claim that is part of this one now.
READ = """
CREATE FUNCTION claims_rating_read(claim bigint, statement text) RETURNS TABLE (review bigint, otherwise boolean)
LANGUAGE sql STABLE AS $$
    SELECT CASE WHEN r.holds THEN r.id END,
        CASE WHEN r.id IS NOT NULL THEN NOT r.holds ELSE EXISTS (
            SELECT FROM claims_claim m JOIN claims_review v ON v.claim_id = m.id
            JOIN claims_approval a ON a.review_id = v.id
            WHERE m.merged_into_id = claim AND m.first_published_at IS NOT NULL
        ) END
    FROM (SELECT 1) AS one
    LEFT JOIN LATERAL (
        SELECT v.id, v.wording = statement OR claims_reads_on(claim, v.wording, statement) AS holds
        FROM claims_review v
        WHERE v.claim_id = claim AND EXISTS (SELECT FROM claims_approval a WHERE a.review_id = v.id)
        ORDER BY v.reviewed_at DESC, v.id DESC LIMIT 1
    ) r ON true
$$
"""

# As before, with that rule in the place of the newest review of all.
LISTED_BEFORE = languages.LISTED
LISTED = replaced(
    LISTED_BEFORE,
    """coalesce((
                SELECT v.rating_id::text FROM claims_review v WHERE v.claim_id = c.id
                ORDER BY v.reviewed_at DESC, v.id DESC LIMIT 1), 'none')) AS facets""",
    """(
                SELECT coalesce(v.rating_id::text, CASE WHEN read.otherwise THEN 'other-words' ELSE 'none' END)
                FROM claims_rating_read(c.id, c.statement) AS read
                LEFT JOIN claims_review v ON v.id = read.review)) AS facets""",
)
ENTRIES_BEFORE = entries.ENTRIES
ENTRIES = replaced(
    replaced(ENTRIES_BEFORE, "against bigint, ", "against bigint, otherwise boolean, "),
    "told.against,\n",
    "told.against, read.otherwise,\n",
)
ENTRIES = replaced(
    ENTRIES,
    """LEFT JOIN LATERAL (
        SELECT * FROM claims_review w WHERE w.claim_id = c.id ORDER BY w.reviewed_at DESC, w.id DESC LIMIT 1
    ) v ON true""",
    """CROSS JOIN LATERAL claims_rating_read(c.id, c.statement) AS read
    LEFT JOIN claims_review v ON v.id = read.review""",
)
STATE_BEFORE = states.STATE_OF_PAGE.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
STATE = replaced(
    STATE_BEFORE,
    "            -- Whether readers may see",
    "            UNION ALL SELECT 22, a.id, a.xmin::text FROM reviews v JOIN claims_approval a ON a.review_id = v.id\n"
    "            -- Whether readers may see",
)
DROP_ENTRIES = "DROP FUNCTION claims_entries(bigint[])"

# Listed anew: a claim whose rating was approved, or kept by a small fix; one that another was merged into or parted from.
CHANGES = {
    "claims_approval": [
        (
            "INSERT",
            "true",
            "PERFORM claims_relist(ARRAY(SELECT unnest(ARRAY[c.id, c.merged_into_id]) FROM claims_review v "
            "JOIN claims_claim c ON c.id = v.claim_id WHERE v.id = NEW.review_id));",
        ),
    ],
    "claims_correction": [
        (
            "INSERT",
            "NEW.kind = 'small_fix' AND NEW.said_before <> ''",
            "PERFORM claims_relist(ARRAY[NEW.claim_id]);",
        ),
    ],
}
MERGED = {
    "claims_claim": [
        (
            "UPDATE OF merged_into_id, first_published_at",
            "(OLD.merged_into_id, OLD.first_published_at) IS DISTINCT FROM (NEW.merged_into_id, NEW.first_published_at)"
            " AND coalesce(OLD.merged_into_id, NEW.merged_into_id) IS NOT NULL",
            "PERFORM claims_relist(ARRAY[OLD.merged_into_id, NEW.merged_into_id]);",
        ),
    ],
}


class Migration(migrations.Migration):
    dependencies = [("claims", "0031_approvals")]

    operations = [
        migrations.RunSQL(READ, "DROP FUNCTION claims_rating_read(bigint, text)"),
        migrations.RunSQL(LISTED, LISTED_BEFORE),
        migrations.RunSQL([DROP_ENTRIES, ENTRIES], [DROP_ENTRIES, ENTRIES_BEFORE]),
        migrations.RunSQL(STATE, STATE_BEFORE),
        *follow("relist", CHANGES),
        *follow("relist_merged", MERGED),
        migrations.RunSQL("SELECT claims_relist_all()", migrations.RunSQL.noop),
    ]
