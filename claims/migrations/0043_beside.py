"""Evidence and replies that readers see, and whom a public claim is about, change only together with a correction.

What was empty and is filled is only added. A row that goes to another claim (a merge, and its undoing) or to another
actor goes with the notes of those acts.
"""

from django.db import migrations

IS_PUBLIC = """
CREATE FUNCTION claims_is_public(claim bigint) RETURNS boolean
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    SELECT EXISTS (SELECT FROM claims_claim WHERE id = claim AND status = 'published')
$$
"""

CHECK = """
CREATE FUNCTION claims_beside_is_told() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM claims_check_correction(OLD.claim_id);
    RETURN NULL;
END
$$
"""

# Words that readers see, by table; and moments.
WORDS = {
    "claims_evidence": (["bearing", "title", "source", "interests", "link", "summary"], []),
    "claims_reply": (["asked_how", "answer", "waived_reason"], ["asked_at", "deadline", "answered_at"]),
}


def triggers():
    """Return what makes each trigger."""
    for table, (words, moments) in WORDS.items():
        said = [f"OLD.{name} <> '' AND OLD.{name} <> NEW.{name}" for name in words]
        said += [f"OLD.{name} IS NOT NULL AND OLD.{name} IS DISTINCT FROM NEW.{name}" for name in moments]
        yield f"""
            CREATE CONSTRAINT TRIGGER claims_is_told AFTER UPDATE ON {table} DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
            WHEN (OLD.claim_id = NEW.claim_id AND ({" OR ".join(said)}) AND claims_is_public(OLD.claim_id))
            EXECUTE FUNCTION claims_beside_is_told()
        """
    for table in [*WORDS, "claims_claimsubject"]:
        yield f"""
            CREATE CONSTRAINT TRIGGER claims_is_told_it_went AFTER DELETE ON {table}
            DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
            WHEN (claims_is_public(OLD.claim_id)) EXECUTE FUNCTION claims_beside_is_told()
        """


class Migration(migrations.Migration):
    dependencies = [("claims", "0042_reviewed_words_on_record")]

    operations = [
        migrations.RunSQL(IS_PUBLIC, "DROP FUNCTION claims_is_public(bigint)"),
        migrations.RunSQL(CHECK, "DROP FUNCTION claims_beside_is_told() CASCADE"),
        *[migrations.RunSQL(makes, migrations.RunSQL.noop) for makes in triggers()],
    ]
