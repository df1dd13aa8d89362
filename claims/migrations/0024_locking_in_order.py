"""Who changes what readers see locks it in one order: claims, articles, actors; so nobody waits for each other in a circle.

What keeps the listings true locks what it lists anew. Each trigger does that for its own list, one after the other: two
editors who published at once could each hold an actor that the other needed, and PostgreSQL ended one of them. This
takes all those locks first: its triggers come before those by name. Of a transaction with several such statements the
later ones lock more, in whatever order they come; there PostgreSQL may still have to end one.
"""

from django.db import migrations

from newsroom.following import follow

# Claims that are listed or will be; the articles of the quotations; whoever is named in those claims or passed those
# quotations on. A plan made while the tables were empty would read them whole: hence no such scans.
LOCK = """
CREATE FUNCTION claims_lock_around(claims bigint[], quotes bigint[]) RETURNS void
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


def around_quote(quote):
    """Give the statement that locks what is listed of a quotation, where it bears a claim."""
    return f"""IF EXISTS (SELECT FROM claims_assertion WHERE quote_id = {quote}) THEN
        PERFORM claims_lock_around(
            ARRAY(SELECT claim_id FROM claims_assertion WHERE quote_id = {quote}), ARRAY[{quote}]); END IF;"""  # noqa: S608


CHANGES = {
    "claims_claim": [
        (
            "UPDATE OF status, statement, first_published_at",
            "OLD.status = 'published' OR NEW.status = 'published'",
            "PERFORM claims_lock_around("
            "ARRAY[NEW.id], ARRAY(SELECT quote_id FROM claims_assertion WHERE claim_id = NEW.id));",
        ),
    ],
    "claims_quote": [
        (
            "UPDATE OF state, kind, speaker_id, revision_id",
            "(OLD.state, OLD.kind, OLD.speaker_id, OLD.revision_id) IS DISTINCT FROM "
            "(NEW.state, NEW.kind, NEW.speaker_id, NEW.revision_id)",
            "PERFORM claims_lock_around("
            "ARRAY(SELECT claim_id FROM claims_assertion WHERE quote_id = NEW.id), ARRAY[NEW.id]);",
        ),
    ],
    "claims_assertion": [
        ("INSERT", "true", "PERFORM claims_lock_around(ARRAY[NEW.claim_id], ARRAY[NEW.quote_id]);"),
        (
            "UPDATE",
            "true",
            "PERFORM claims_lock_around(ARRAY[OLD.claim_id, NEW.claim_id], ARRAY[OLD.quote_id, NEW.quote_id]);",
        ),
        ("DELETE", "true", "PERFORM claims_lock_around(ARRAY[OLD.claim_id], ARRAY[OLD.quote_id]);"),
    ],
    "claims_passage": [
        ("INSERT", "true", around_quote("NEW.quote_id")),
        ("UPDATE OF text, quote_id", "true", around_quote("NEW.quote_id")),
        ("DELETE", "true", around_quote("OLD.quote_id")),
    ],
}


class Migration(migrations.Migration):
    dependencies = [("claims", "0023_accused_by_name")]

    operations = [
        migrations.RunSQL(LOCK, "DROP FUNCTION claims_lock_around(bigint[], bigint[])"),
        *follow("lock", CHANGES),
    ]
