"""One order for all locks: quotations, claims, articles, actors; so whoever publishes and whoever rejects wait in turn.

A statement that changes a quotation holds that one before any trigger can speak, and one that publishes a claim holds the
claim; each then needed the other's, the one to see its claims stand, the other to see its quotations stay, and
PostgreSQL ended one of them. Now only the former waits: it locks every claim that the quotation is tied to, public or
not, in the very statement, and judges them when their editors are done. The latter reads the quotations as they are:
none can change under it without that lock. What is not yet seen to be tied (the tie is new) can't lock its claims, so
whoever ties a quotation, or changes its parts, locks the quotation first.
"""

from django.db import migrations

from newsroom.following import follow

# As it was, but for the claims: all are locked, since those that are published meanwhile are listed anew as well.
LOCK = """
CREATE OR REPLACE FUNCTION claims_lock_around(claims bigint[], quotes bigint[]) RETURNS void
LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE
    listed bigint[];
BEGIN
    PERFORM FROM claims_claim WHERE id = ANY(claims) ORDER BY id FOR NO KEY UPDATE;
    listed := ARRAY(SELECT c.id FROM claims_claim c WHERE c.id = ANY(claims) AND (
        c.status = 'published' OR EXISTS (SELECT FROM claims_listing l WHERE l.claim_id = c.id)));
    PERFORM FROM articles_article WHERE id = ANY(ARRAY(
        SELECT r.article_id FROM claims_quote q JOIN articles_revision r ON r.id = q.revision_id
        WHERE q.id = ANY(quotes)
    )) ORDER BY id FOR NO KEY UPDATE;
    PERFORM FROM articles_actor WHERE id = ANY(ARRAY(
        SELECT ra.actor_id FROM claims_relay r JOIN claims_relayactor ra ON ra.relay_id = r.id
        WHERE r.quote_id = ANY(quotes)
        UNION SELECT s.actor_id FROM claims_claimsubject s WHERE s.claim_id = ANY(listed)
        UNION SELECT unnest(ARRAY[q.speaker_id, p.publisher_id])
        FROM claims_assertion a JOIN claims_quote q ON q.id = a.quote_id
        JOIN articles_revision r ON r.id = q.revision_id JOIN articles_article p ON p.id = r.article_id
        WHERE a.claim_id = ANY(listed)
        UNION SELECT fact.actor_id FROM claims_listing l CROSS JOIN LATERAL claims_actor_facts(l.facets) AS fact
        WHERE l.claim_id = ANY(listed)
    )) ORDER BY id FOR NO KEY UPDATE;
END
$$
"""
# As 0024_locking_in_order made it.
LOCK_BEFORE = """
CREATE OR REPLACE FUNCTION claims_lock_around(claims bigint[], quotes bigint[]) RETURNS void
LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE
    listed bigint[] := ARRAY(SELECT c.id FROM claims_claim c WHERE c.id = ANY(claims) AND (
        c.status = 'published' OR EXISTS (SELECT FROM claims_listing l WHERE l.claim_id = c.id)));
BEGIN
    PERFORM FROM claims_claim WHERE id = ANY(listed) ORDER BY id FOR NO KEY UPDATE;
    PERFORM FROM articles_article WHERE id = ANY(ARRAY(
        SELECT r.article_id FROM claims_quote q JOIN articles_revision r ON r.id = q.revision_id
        WHERE q.id = ANY(quotes)
    )) ORDER BY id FOR NO KEY UPDATE;
    PERFORM FROM articles_actor WHERE id = ANY(ARRAY(
        SELECT ra.actor_id FROM claims_relay r JOIN claims_relayactor ra ON ra.relay_id = r.id
        WHERE r.quote_id = ANY(quotes)
        UNION SELECT s.actor_id FROM claims_claimsubject s WHERE s.claim_id = ANY(listed)
        UNION SELECT unnest(ARRAY[q.speaker_id, p.publisher_id])
        FROM claims_assertion a JOIN claims_quote q ON q.id = a.quote_id
        JOIN articles_revision r ON r.id = q.revision_id JOIN articles_article p ON p.id = r.article_id
        WHERE a.claim_id = ANY(listed)
        UNION SELECT fact.actor_id FROM claims_listing l CROSS JOIN LATERAL claims_actor_facts(l.facets) AS fact
        WHERE l.claim_id = ANY(listed)
    )) ORDER BY id FOR NO KEY UPDATE;
END
$$
"""

# What judges a published claim keeps its other words, whichever they are: only its lock on a quotation goes.
LETS_QUOTATIONS_BE = r"""
DO $do$
DECLARE
    made text := pg_get_functiondef('claims_check_claim(bigint)'::regprocedure);
BEGIN
    EXECUTE regexp_replace(made, '\n\s*LIMIT 1 FOR SHARE OF q;[^\n]*', ' LIMIT 1;');
END
$do$
"""
HOLDS_THEM_AGAIN = """
DO $do$
DECLARE
    made text := pg_get_functiondef('claims_check_claim(bigint)'::regprocedure);
BEGIN
    EXECUTE replace(made, 'q.speaker_id IS NOT NULL LIMIT 1;', E'q.speaker_id IS NOT NULL\n        LIMIT 1 FOR SHARE OF q;');
END
$do$
"""


def holding(*rows):
    """Return the statement that locks the quotations that these rows are of."""
    named = ", ".join(f"{row}.quote_id" for row in rows)
    return f"PERFORM FROM claims_quote WHERE id IN ({named}) ORDER BY id FOR NO KEY UPDATE;"


# By table: when, on what condition, and what follows. By their names these come before "zz_lock" and "zz_relist".
CHANGES = {
    table: [
        ("INSERT", "true", holding("NEW")),
        ("UPDATE", "true", holding("OLD", "NEW")),
        ("DELETE", "true", holding("OLD")),
    ]
    for table in ("claims_assertion", "claims_passage", "claims_relay")
}


class Migration(migrations.Migration):
    dependencies = [("claims", "0025_languages_of_claims")]

    operations = [
        migrations.RunSQL(LOCK, LOCK_BEFORE),
        migrations.RunSQL(LETS_QUOTATIONS_BE, HOLDS_THEM_AGAIN),
        *follow("hold", CHANGES),
    ]
