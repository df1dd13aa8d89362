"""The two rules that need more than one table, as functions that the models' triggers call at commit."""

from django.db import migrations

# "Always true" 1: every part of a quotation is exactly the stretch of its revision that its offsets name.
# The row is locked so that two transactions that each change a part can't both pass on an old view.
# Counting characters in a long text is what costs, so the stretch around all parts is cut out once.
# A plan made while the tables were empty would read them whole for every row of a long import: hence no such scans.
CHECK_QUOTATION = """
CREATE FUNCTION claims_check_quotation(quotation bigint) RETURNS void
LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE
    quote claims_quote;
    first integer;
    around text;
    part record;
    passages integer := 0;
BEGIN
    PERFORM claims_must_see_the_present();
    SELECT * INTO quote FROM claims_quote WHERE id = quotation FOR NO KEY UPDATE;
    IF NOT FOUND THEN RETURN; END IF;
    SELECT min(p.start), substr(
        (SELECT r.text FROM articles_revision r WHERE r.id = quote.revision_id), min(p.start) + 1, max(p."end") - min(p.start)
    ) INTO first, around FROM claims_parts(quote) p;
    FOR part IN SELECT * FROM claims_parts(quote) LOOP
        IF part.what = 'passage' THEN
            passages := passages + 1;
            IF part.start < part.previous_end THEN
                RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = format(
                    'The passages of a quotation must stand in the order of the text and not overlap; '
                    'the passage at %s does.', part.start);
            END IF;
        END IF;
        IF part.text IS DISTINCT FROM substr(around, part.start - first + 1, part."end" - part.start) THEN
            RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = format(
                'The %s must be word for word what its article says: from character %s to %s the text is “%s”, not “%s”.',
                part.what, part.start, part."end",
                left(substr(around, part.start - first + 1, part."end" - part.start), 200), left(part.text, 200));
        END IF;
        IF char_length(part.text) <> part."end" - part.start THEN
            RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = format(
                'The %s from character %s to %s ends after its article does.', part.what, part.start, part."end");
        END IF;
    END LOOP;
    IF passages = 0 THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation',
            MESSAGE = 'A quotation needs at least one passage of its article.';
    END IF;
END
$$
"""

# Everything of a quotation that stands in its article; a passage also with where the one before it ends.
PARTS = """
CREATE FUNCTION claims_parts(quote claims_quote)
RETURNS TABLE (what text, start integer, "end" integer, text text, previous_end integer)
LANGUAGE sql STABLE AS $$
    SELECT 'passage', p.start, p."end", p.text, lag(p."end", 1, 0) OVER (ORDER BY p.number)
    FROM claims_passage p WHERE p.quote_id = quote.id
    UNION ALL
    SELECT 'relay', r.start, r."end", r.text, 0 FROM claims_relay r WHERE r.quote_id = quote.id
    UNION ALL
    SELECT 'source', quote.source_start, quote.source_end, quote.source_text, 0 WHERE quote.source_start IS NOT NULL
    UNION ALL
    SELECT 'cue', quote.cue_start, quote.cue_end, quote.cue_text, 0 WHERE quote.cue_start IS NOT NULL
$$
"""

# A transaction that sees the tables as they were when it began would pass on an old view, lock or no lock.
SEES_THE_PRESENT = """
CREATE FUNCTION claims_must_see_the_present() RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('transaction_isolation') NOT IN ('read committed', 'read uncommitted') THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation',
            MESSAGE = 'Quotations and claims are changed in transactions of the isolation level “read committed” only.';
    END IF;
END
$$
"""

# "Always true" 3 and 4: what a published claim needs. Locked for the same reason.
CHECK_CLAIM = """
CREATE FUNCTION claims_check_claim(claim bigint) RETURNS void
LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE
    checked claims_claim;
BEGIN
    PERFORM claims_must_see_the_present();
    SELECT * INTO checked FROM claims_claim WHERE id = claim FOR NO KEY UPDATE;
    IF NOT FOUND OR checked.status <> 'published' THEN RETURN; END IF;
    PERFORM FROM claims_assertion a JOIN claims_quote q ON q.id = a.quote_id
        WHERE a.claim_id = claim AND a.stance = 'asserts' AND q.state = 'confirmed' AND q.speaker_id IS NOT NULL
        LIMIT 1 FOR SHARE OF q;  -- so that it isn't rejected by somebody who can't see this tie yet
    IF NOT FOUND AND checked.said_where !~ '\\S' THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = format(
            'The published claim “%s” needs at least one confirmed quotation that asserts it, '
            'or a statement of where it was said. Withdraw the claim first.', left(checked.statement, 200));
    END IF;
    IF EXISTS (SELECT FROM claims_review WHERE claim_id = claim)
       AND NOT EXISTS (SELECT FROM claims_evidence WHERE claim_id = claim) THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = format(
            'The published claim “%s” is rated, so it needs evidence.', left(checked.statement, 200));
    END IF;
END
$$
"""

# "Always true" 5: whom readers may have met keeps an address. Here, since articles know nothing of claims.
ACTOR_STAYS = """
CREATE FUNCTION claims_actor_stays() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM claims_quoteevent WHERE speaker_id = OLD.id AND state = 'confirmed')
       OR EXISTS (SELECT FROM claims_claimsubjectevent s JOIN claims_claim c ON c.id = s.claim_id
                  WHERE s.actor_id = OLD.id AND c.first_published_at IS NOT NULL)
       OR EXISTS (SELECT FROM claims_relayactorevent a JOIN claims_relayevent r ON r.pgh_obj_id = a.relay_id
                  JOIN claims_quote q ON q.id = r.quote_id
                  WHERE a.actor_id = OLD.id AND q.confirmed_at IS NOT NULL)
       OR EXISTS (SELECT FROM articles_articleevent a JOIN articles_revision r ON r.article_id = a.pgh_obj_id
                  JOIN claims_quote q ON q.revision_id = r.id
                  WHERE a.publisher_id = OLD.id AND q.confirmed_at IS NOT NULL) THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation',
            MESSAGE = 'Readers may have met this actor, so it can''t be deleted. Merge it into another instead.';
    END IF;
    RETURN OLD;
END
$$;
CREATE TRIGGER claims_actor_stays BEFORE DELETE ON articles_actor FOR EACH ROW EXECUTE FUNCTION claims_actor_stays()
"""
ACTOR_GOES = "DROP TRIGGER claims_actor_stays ON articles_actor; DROP FUNCTION claims_actor_stays()"


class Migration(migrations.Migration):
    """Makes them; the models' triggers look them up by name when they first run."""

    dependencies = [("claims", "0001_models")]
    operations = [
        migrations.RunSQL(SEES_THE_PRESENT, "DROP FUNCTION claims_must_see_the_present()"),
        migrations.RunSQL(PARTS, "DROP FUNCTION claims_parts(claims_quote)"),
        migrations.RunSQL(CHECK_QUOTATION, "DROP FUNCTION claims_check_quotation(bigint)"),
        migrations.RunSQL(CHECK_CLAIM, "DROP FUNCTION claims_check_claim(bigint)"),
        migrations.RunSQL(ACTOR_STAYS, ACTOR_GOES),
    ]
