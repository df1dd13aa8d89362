"""The gate that every claim passes, whichever way it becomes public; as functions that the models' triggers call."""

from django.db import migrations

# As before, but: a sign-off holds for where it was said and for the quotations too (0035_let_pass); a reply that is said
# to have been asked in the future was not asked.
CHECK_GATE = """
CREATE OR REPLACE FUNCTION claims_check_gate(claim bigint) RETURNS void
LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE
    checked claims_claim;
    rated_by bigint;
    unheard text;
    lacks text;
BEGIN
    PERFORM claims_must_see_the_present();
    SELECT * INTO checked FROM claims_claim WHERE id = claim FOR NO KEY UPDATE;
    IF NOT FOUND OR checked.status <> 'published' THEN RETURN; END IF;
    SELECT reviewer_id INTO rated_by FROM claims_review WHERE claim_id = claim
        ORDER BY reviewed_at DESC, id DESC LIMIT 1;
    SELECT a.name INTO unheard FROM claims_claimsubject s JOIN articles_actor a ON a.id = s.actor_id
        WHERE s.claim_id = claim AND s.accused
            AND NOT EXISTS (SELECT FROM claims_reply r WHERE r.claim_id = claim
                            AND r.actor_id IN (a.id, a.merged_into_id)
                            AND (r.asked_at IS NULL OR r.asked_at <= clock_timestamp() + interval '1 minute'))
        ORDER BY s.id LIMIT 1;
    IF checked.embargo_until > clock_timestamp() THEN
        lacks := 'can''t be public before its embargo ends';
    ELSIF checked.is_sensitive AND (checked.signed_off_at IS NULL
                                    OR checked.signed_off_statement <> checked.statement) THEN
        lacks := 'is legally sensitive, so its present statement needs a sign-off';
    ELSIF checked.is_sensitive AND cardinality(claims_unsigned(claim)) > 0 THEN
        lacks := 'is legally sensitive, and its quotations, or where it was said, were changed since it was signed off';
    ELSIF unheard IS NOT NULL THEN
        lacks := format('accuses %s, so their reply must have been asked, or not asking it needs a reason', unheard);
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

# As it was made in 0021_accused.
CHECK_GATE_BEFORE = """
CREATE OR REPLACE FUNCTION claims_check_gate(claim bigint) RETURNS void
LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE
    checked claims_claim;
    rated_by bigint;
    unheard text;
    lacks text;
BEGIN
    PERFORM claims_must_see_the_present();
    SELECT * INTO checked FROM claims_claim WHERE id = claim FOR NO KEY UPDATE;
    IF NOT FOUND OR checked.status <> 'published' THEN RETURN; END IF;
    SELECT reviewer_id INTO rated_by FROM claims_review WHERE claim_id = claim
        ORDER BY reviewed_at DESC, id DESC LIMIT 1;
    SELECT a.name INTO unheard FROM claims_claimsubject s JOIN articles_actor a ON a.id = s.actor_id
        WHERE s.claim_id = claim AND s.accused
            AND NOT EXISTS (SELECT FROM claims_reply r WHERE r.claim_id = claim
                            AND r.actor_id IN (a.id, a.merged_into_id))
        ORDER BY s.id LIMIT 1;
    IF checked.embargo_until > clock_timestamp() THEN
        lacks := 'can''t be public before its embargo ends';
    ELSIF checked.is_sensitive AND (checked.signed_off_at IS NULL
                                    OR checked.signed_off_statement <> checked.statement) THEN
        lacks := 'is legally sensitive, so its present statement needs a sign-off';
    ELSIF unheard IS NOT NULL THEN
        lacks := format('accuses %s, so their reply must have been asked, or not asking it needs a reason', unheard);
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

# Who was given time to answer has it, before a claim becomes public; once it is, others may be asked besides.
CHECK_DEADLINES = """
CREATE FUNCTION claims_check_deadlines(claim bigint) RETURNS void
LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE
    who text;
BEGIN
    SELECT a.name INTO who FROM claims_reply r JOIN articles_actor a ON a.id = r.actor_id
        JOIN claims_claim c ON c.id = r.claim_id
        WHERE r.claim_id = claim AND c.status = 'published' AND r.asked_at IS NOT NULL AND r.answered_at IS NULL
            AND r.deadline > clock_timestamp() AND r.unawaited_reason = ''
        ORDER BY r.id LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = format(
            'The claim “%s” waits for the answer of %s, whose time to give it is not over: say why it is not awaited.',
            (SELECT left(statement, 200) FROM claims_claim WHERE id = claim), who);
    END IF;
END
$$
"""

# Whether readers could ever see a claim; asked when a row changes.
WAS_PUBLIC = """
CREATE FUNCTION claims_was_public(claim bigint) RETURNS boolean
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    SELECT EXISTS (SELECT FROM claims_claim WHERE id = claim AND first_published_at IS NOT NULL)
$$
"""

# What is told of a claim becomes public with the one that it joins: so that one's gate isn't enough.
CHECK_JOINED = """
CREATE FUNCTION claims_check_joined(claim bigint, other bigint) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    c claims_claim;
BEGIN
    SELECT * INTO c FROM claims_claim WHERE id = claim FOR NO KEY UPDATE;
    IF NOT FOUND OR c.first_published_at IS NOT NULL
       OR NOT EXISTS (SELECT FROM claims_claim WHERE id = other AND status = 'published') THEN
        RETURN;
    END IF;
    IF c.embargo_until > clock_timestamp() THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = format(
            'What is told of the claim “%s” can''t be public before its embargo ends.', left(c.statement, 200));
    ELSIF c.is_sensitive AND (c.signed_off_at IS NULL OR c.signed_off_statement <> c.statement) THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = format(
            'The claim “%s” is legally sensitive: without a sign-off nothing that is told of it can be public.',
            left(c.statement, 200));
    END IF;
END
$$
"""


class Migration(migrations.Migration):
    dependencies = [("claims", "0032_notices_needed")]
    operations = [
        migrations.RunSQL(CHECK_GATE, CHECK_GATE_BEFORE),
        migrations.RunSQL(CHECK_DEADLINES, "DROP FUNCTION claims_check_deadlines(bigint)"),
        migrations.RunSQL(WAS_PUBLIC, "DROP FUNCTION claims_was_public(bigint)"),
        migrations.RunSQL(CHECK_JOINED, "DROP FUNCTION claims_check_joined(bigint, bigint)"),
    ]
