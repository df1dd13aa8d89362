"""Who denies or doubts a claim is none of those who said it: told apart wherever lists are narrowed."""

from django.db import migrations

# In the functions as they stand: what is there, and what comes in its place.
CHANGES = {
    "claims_listed(bigint[])": [
        (
            "'speaker:' || q.speaker_id",
            "CASE a.stance WHEN 'asserts' THEN 'speaker:' ELSE 'against:' END || q.speaker_id",
        ),
    ],
    "claims_actor_facts(text[])": [
        ("WHEN 'speaker' THEN 'role:said'", "WHEN 'speaker' THEN 'role:said' WHEN 'against' THEN 'role:said'"),
        ("IN ('speaker', 'about', 'outlet')", "IN ('speaker', 'against', 'about', 'outlet')"),
        ("OR who.name = 'about'", "OR who.name IN ('about', 'against')"),
    ],
}
RELIST = """
    SELECT claims_relist(array_agg(claim_id)) FROM (
        SELECT DISTINCT a.claim_id FROM claims_assertion a JOIN claims_listing l ON l.claim_id = a.claim_id
        WHERE a.stance <> 'asserts'
    ) AS others GROUP BY claim_id / 1000
"""


def tell_apart(apps, schema_editor):
    """Write the functions anew, as they stand but for what changes."""
    _replace(schema_editor, lambda old, new: (old, new))


def take_together(apps, schema_editor):
    """Write them as they were."""
    _replace(schema_editor, lambda old, new: (new, old))


def _replace(schema_editor, turned):
    with schema_editor.connection.cursor() as cursor:
        for name, changes in CHANGES.items():
            cursor.execute("SELECT pg_get_functiondef(%s::regprocedure)", [name])
            written = cursor.fetchone()[0]
            for old, new in (turned(*change) for change in changes):
                if old not in written:
                    message = f"{name} does not say {old}"
                    raise ValueError(message)
                written = written.replace(old, new)
            cursor.execute(written)


class Migration(migrations.Migration):
    dependencies = [("claims", "0036_confirmations")]

    operations = [
        migrations.RunPython(tell_apart, take_together),
        migrations.RunSQL(RELIST, RELIST),
    ]
