"""Which rating readers read: the newest that a second person stands behind, while its statement stands."""

from django.db import migrations

from newsroom.following import follow

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

# In the functions as they stand: what is there, and what comes in its place. Of the state of a claim's page, besides: the
# approvals; and the corrections, the additions and the past of claims that are part of it, which the page tells.
CHANGES = {
    "claims_listed(bigint[])": [
        (
            """coalesce((
                SELECT v.rating_id::text FROM claims_review v WHERE v.claim_id = c.id
                ORDER BY v.reviewed_at DESC, v.id DESC LIMIT 1), 'none')) AS facets""",
            """(
                SELECT coalesce(v.rating_id::text, CASE WHEN read.otherwise THEN 'other-words' ELSE 'none' END)
                FROM claims_rating_read(c.id, c.statement) AS read
                LEFT JOIN claims_review v ON v.id = read.review)) AS facets""",
        ),
    ],
    "claims_entries(bigint[])": [
        ("against bigint, ", "against bigint, otherwise boolean, "),
        ("told.against,\n", "told.against, read.otherwise,\n"),
        (
            """LEFT JOIN LATERAL (
        SELECT * FROM claims_review w WHERE w.claim_id = c.id ORDER BY w.reviewed_at DESC, w.id DESC LIMIT 1
    ) v ON true""",
            """CROSS JOIN LATERAL claims_rating_read(c.id, c.statement) AS read
    LEFT JOIN claims_review v ON v.id = read.review""",
        ),
    ],
    "claims_state_of_page(text)": [
        (
            "FROM claims_correction WHERE claim_id = shown",
            "FROM claims_correction WHERE claim_id IN (SELECT id FROM claims)",
        ),
        (
            "FROM claims_claimevent WHERE pgh_obj_id = shown",
            "FROM claims_claimevent WHERE pgh_obj_id IN (SELECT id FROM claims)",
        ),
        (
            "            -- Whether readers may see",
            "            UNION ALL SELECT 22, a.id, a.xmin::text FROM reviews v "
            "JOIN claims_approval a ON a.review_id = v.id\n"
            "            UNION ALL SELECT 23, id, xmin::text FROM claims_addendum "
            "WHERE claim_id IN (SELECT id FROM claims)\n"
            "            -- Whether readers may see",
        ),
    ],
}


def read_the_rule(apps, schema_editor):
    """Write the functions anew, as they stand but for what changes."""
    _replace(schema_editor, lambda old, new: (old, new))


def read_the_newest(apps, schema_editor):
    """Write them as they were."""
    _replace(schema_editor, lambda old, new: (new, old))


def _replace(schema_editor, turned):
    with schema_editor.connection.cursor() as cursor:
        for name, changes in CHANGES.items():
            cursor.execute("SELECT pg_get_functiondef(%s::regprocedure)", [name])
            written = cursor.fetchone()[0]
            for old, new in (turned(*change) for change in changes):
                if written.count(old) != 1:
                    message = f"{name} does not say {old}"
                    raise ValueError(message)
                written = written.replace(old, new)
            if name == "claims_entries(bigint[])":  # it gives another table now
                cursor.execute("DROP FUNCTION claims_entries(bigint[])")
            cursor.execute(written)


# Listed anew: a claim whose rating was approved, or kept by a small fix; one that another was merged into or parted from.
FOLLOWED = {
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
    dependencies = [("claims", "0040_approvals")]

    operations = [
        migrations.RunSQL(READ, "DROP FUNCTION claims_rating_read(bigint, text)"),
        migrations.RunPython(read_the_rule, read_the_newest),
        *follow("relist", FOLLOWED),
        *follow("relist_merged", MERGED),
        migrations.RunSQL("SELECT claims_relist_all()", migrations.RunSQL.noop),
    ]
