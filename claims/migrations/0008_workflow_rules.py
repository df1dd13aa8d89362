"""What stands between a claim and its readers, as functions that the models' triggers call at commit."""

from django.db import migrations

# Whatever changes, a public claim has passed the gate: embargo, legal sign-off, right of reply, second person.
CHECK_GATE = """
CREATE FUNCTION claims_check_gate(claim bigint) RETURNS void
LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE
    checked claims_claim;
    rated_by bigint;
    lacks text;
BEGIN
    PERFORM claims_must_see_the_present();
    SELECT * INTO checked FROM claims_claim WHERE id = claim FOR NO KEY UPDATE;
    IF NOT FOUND OR checked.status <> 'published' THEN RETURN; END IF;
    SELECT reviewer_id INTO rated_by FROM claims_review WHERE claim_id = claim
        ORDER BY reviewed_at DESC, id DESC LIMIT 1;
    IF checked.embargo_until > clock_timestamp() THEN
        lacks := 'can''t be public before its embargo ends';
    ELSIF checked.is_sensitive AND (checked.signed_off_at IS NULL
                                    OR checked.signed_off_statement <> checked.statement) THEN
        lacks := 'is legally sensitive, so its present statement needs a sign-off';
    ELSIF checked.accuses AND NOT EXISTS (SELECT FROM claims_reply WHERE claim_id = claim) THEN
        lacks := 'accuses somebody by name, so a reply must have been asked, or not asking it needs a reason';
    ELSIF rated_by = checked.published_by_id AND NOT checked.published_alone THEN
        lacks := 'was rated and published by one person; somebody else must do one of the two';
    END IF;
    IF lacks IS NOT NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation',
            MESSAGE = format('The published claim “%s” %s.', left(checked.statement, 200), lacks);
    END IF;
END
$$
"""

# The number of a transaction alone would come again in a database that was restored elsewhere: hence the time too.
THIS_TRANSACTION = """
CREATE FUNCTION claims_this_transaction() RETURNS text
LANGUAGE sql STABLE AS $$
    SELECT pg_current_xact_id()::text || ' at ' || extract(epoch FROM transaction_timestamp())::text
$$
"""

# What readers have read changes only together with a note that says so.
CHECK_CORRECTION = """
CREATE FUNCTION claims_check_correction(claim bigint) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM claims_correction
                   WHERE claim_id = claim AND made_in = claims_this_transaction()) THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = format(
            'Readers have read the claim “%s”: its change needs a correction, or a note on a small fix, '
            'that is stored together with it.',
            (SELECT left(statement, 200) FROM claims_claim WHERE id = claim));
    END IF;
END
$$
"""

# What one person rated and published before this rule is recorded as such, so that it can still be changed.
PUBLISHED_ALONE = """
UPDATE claims_claim c SET published_alone = true
WHERE status = 'published' AND published_by_id = (
    SELECT reviewer_id FROM claims_review r WHERE r.claim_id = c.id ORDER BY reviewed_at DESC, id DESC LIMIT 1)
"""


class Migration(migrations.Migration):
    dependencies = [("claims", "0007_workflow")]
    operations = [
        migrations.RunSQL(THIS_TRANSACTION, "DROP FUNCTION claims_this_transaction()"),
        migrations.RunSQL(CHECK_GATE, "DROP FUNCTION claims_check_gate(bigint)"),
        migrations.RunSQL(CHECK_CORRECTION, "DROP FUNCTION claims_check_correction(bigint)"),
        migrations.RunSQL(PUBLISHED_ALONE, migrations.RunSQL.noop),
    ]
