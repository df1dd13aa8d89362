"""What an editor let pass is what comes out: a change of it takes a claim off the schedule, voids its sign-off, is told.

At the end of each transaction that changed something of a claim that was scheduled, signed off or handed on for review,
what it says now is compared with what it said then, part by part. So it doesn't matter through which door, in how many
steps, or in how many rows it was changed; and what comes back to what it was has not changed.
"""

from django.db import migrations

# All quotations that are tied to a claim, whatever their state, by key. White space and the forms of quotation marks
# may be others in another revision of the same article.
QUOTED = r"""
CREATE FUNCTION claims_quoted(claim bigint) RETURNS jsonb
LANGUAGE sql STABLE SET enable_seqscan = off AS $$
    SELECT coalesce(jsonb_object_agg(q.id, jsonb_build_object(
        'stance', a.stance, 'kind', q.kind, 'speaker', q.speaker_id,
        'source', q.source_text, 'cue', q.cue_text,
        'passages', (SELECT jsonb_agg(translate(regexp_replace(p.text, '\s+', ' ', 'g'), '“”„‟’‘"', '·······')
                                      ORDER BY p.number) FROM claims_passage p WHERE p.quote_id = q.id),
        'relays', (SELECT jsonb_agg(jsonb_build_array(r.kind, r.text) ORDER BY r.number)
                   FROM claims_relay r WHERE r.quote_id = q.id)
    )), '{}')
    FROM claims_assertion a JOIN claims_quote q ON q.id = a.quote_id WHERE a.claim_id = claim
$$
"""

# The same with each speaker as the registry has them now: who was merged into another is still the same.
AS_KNOWN_NOW = """
CREATE FUNCTION claims_quoted_as_known_now(quoted jsonb) RETURNS jsonb
LANGUAGE sql STABLE AS $$
    SELECT coalesce(jsonb_object_agg(said.key, said.value || jsonb_build_object(
        'speaker', coalesce(a.merged_into_id, a.id))), '{}')
    FROM jsonb_each(quoted) AS said LEFT JOIN articles_actor a ON a.id = (said.value ->> 'speaker')::bigint
$$
"""

WHAT_IS_LET = """
CREATE FUNCTION claims_let_pass(claim bigint) RETURNS jsonb
LANGUAGE sql STABLE SET enable_seqscan = off AS $$
    SELECT jsonb_build_object(
        'statement', c.statement,
        'said_where', (SELECT jsonb_object_agg(f.key, f.value) FROM jsonb_each(to_jsonb(c)) AS f
                       WHERE f.key LIKE 'said\\_%'),
        'quotations', claims_quoted(c.id),
        'confirmed', (SELECT coalesce(jsonb_agg(q.id ORDER BY q.id), '[]')
                      FROM claims_assertion a JOIN claims_quote q ON q.id = a.quote_id
                      WHERE a.claim_id = c.id AND q.state = 'confirmed'),
        'actors', (SELECT coalesce(jsonb_agg(jsonb_build_array(who.id, who.name, who.kind) ORDER BY who.id), '[]')
                   FROM articles_actor who WHERE who.id IN (
                       SELECT q.speaker_id FROM claims_assertion a JOIN claims_quote q ON q.id = a.quote_id
                       WHERE a.claim_id = c.id
                       UNION SELECT s.actor_id FROM claims_claimsubject s WHERE s.claim_id = c.id)),
        'about', (SELECT coalesce(jsonb_agg(jsonb_build_array(s.actor_id, s.accused) ORDER BY s.actor_id), '[]')
                  FROM claims_claimsubject s WHERE s.claim_id = c.id),
        'topics', (SELECT coalesce(jsonb_agg(t.topic_id ORDER BY t.topic_id), '[]')
                   FROM claims_claimtopic t WHERE t.claim_id = c.id),
        'evidence', (SELECT coalesce(jsonb_agg(to_jsonb(e) - 'created' - 'modified' ORDER BY e.id), '[]')
                     FROM claims_evidence e WHERE e.claim_id = c.id),
        'rating', (SELECT coalesce(jsonb_agg(jsonb_build_array(v.id, v.rating_id) ORDER BY v.reviewed_at DESC, v.id DESC),
                                   '[]')
                   FROM claims_review v WHERE v.claim_id = c.id),
        'replies', (SELECT coalesce(jsonb_agg(to_jsonb(r) - 'created' - 'modified' ORDER BY r.id), '[]')
                    FROM claims_reply r WHERE r.claim_id = c.id),
        'embargo', jsonb_build_array(c.embargo_until, c.is_sensitive))
    FROM claims_claim c WHERE c.id = claim
$$
"""

PARTS_CHANGED = """
CREATE FUNCTION claims_parts_changed(was jsonb, now jsonb) RETURNS text[]
LANGUAGE sql IMMUTABLE AS $$
    SELECT coalesce(array_agg(part.key ORDER BY part.key), '{}') FROM jsonb_each(was) AS part
    WHERE part.value IS DISTINCT FROM now -> part.key
$$
"""

# Who makes the present change, as the record of changes has it.
WHO = r"""
CREATE FUNCTION claims_who() RETURNS text
LANGUAGE plpgsql STABLE AS $$
DECLARE
    context jsonb := nullif(current_setting('pghistory.context_metadata', true), '')::jsonb;
    who text;
BEGIN
    IF context ->> 'user' ~ '^\d{1,18}$' THEN
        SELECT coalesce(nullif(btrim(concat_ws(' ', first_name, last_name)), ''), username) INTO who
            FROM auth_user WHERE id = (context ->> 'user')::bigint;
    END IF;
    RETURN coalesce(who, context ->> 'command', session_user::text);
END
$$
"""

KEEP = """
CREATE FUNCTION claims_keep_let_pass(claim bigint) RETURNS void
LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE
    c claims_claim;
    was claims_letpass;
    is_now jsonb;
    parts text[];
BEGIN
    IF NOT EXISTS (SELECT FROM claims_claim WHERE id = claim
                   AND (publish_at IS NOT NULL OR status = 'in_review' OR signed_off_at IS NOT NULL)) THEN
        UPDATE claims_letpass SET scheduled = NULL, handed_on = NULL, signed_off = NULL, signed_off_at = NULL
            WHERE claim_id = claim AND coalesce(scheduled, handed_on, signed_off) IS NOT NULL;
        RETURN;
    END IF;
    PERFORM claims_must_see_the_present();
    SELECT * INTO c FROM claims_claim WHERE id = claim FOR NO KEY UPDATE;
    is_now := claims_let_pass(claim);
    INSERT INTO claims_letpass (claim_id, last_read_in) VALUES (claim, '') ON CONFLICT DO NOTHING;
    SELECT * INTO was FROM claims_letpass WHERE claim_id = claim;

    IF c.publish_at IS NULL THEN
        was.scheduled := NULL;
    ELSIF was.scheduled IS NOT NULL THEN
        parts := claims_parts_changed(was.scheduled, is_now);
        IF cardinality(parts) > 0 THEN
            INSERT INTO claims_lapse (claim_id, kind, parts, by_name, why, publish_at, lapsed_at, settled)
                VALUES (claim, 'schedule', parts, claims_who(), '', c.publish_at, clock_timestamp(), false);
            UPDATE claims_claim SET publish_at = NULL, scheduled_by_id = NULL WHERE id = claim;
            was.scheduled := NULL;
        END IF;
    ELSIF EXISTS (SELECT FROM claims_lapse l WHERE l.claim_id = claim AND l.kind = 'schedule'
                  AND l.publish_at = c.publish_at AND NOT l.settled) THEN
        -- Who saves what was read before it was taken off doesn't schedule it anew; that settles the notice first.
        UPDATE claims_claim SET publish_at = NULL, scheduled_by_id = NULL WHERE id = claim;
    ELSE
        was.scheduled := is_now;
    END IF;

    IF c.status <> 'in_review' THEN
        was.handed_on := NULL;
    ELSE
        SELECT array_agg(part) INTO parts FROM unnest(claims_parts_changed(was.handed_on, is_now)) AS part
            WHERE part IN ('statement', 'said_where', 'quotations');
        IF cardinality(parts) > 0 THEN
            INSERT INTO claims_lapse (claim_id, kind, parts, by_name, why, lapsed_at, settled)
                VALUES (claim, 'review', parts, claims_who(), '', clock_timestamp(), false);
        END IF;
        was.handed_on := is_now;
    END IF;

    IF c.signed_off_at IS NULL THEN
        was.signed_off := NULL;
    ELSIF was.signed_off_at IS DISTINCT FROM c.signed_off_at THEN
        was.signed_off := is_now;
    END IF;
    UPDATE claims_letpass SET scheduled = was.scheduled, handed_on = was.handed_on, signed_off = was.signed_off,
        signed_off_at = c.signed_off_at WHERE claim_id = claim;
END
$$
"""

# What of a claim was changed since it was signed off: its statement, where it was said, the quotations that readers see.
UNSIGNED = """
CREATE FUNCTION claims_unsigned(claim bigint) RETURNS text[]
LANGUAGE sql STABLE AS $$
    SELECT ARRAY(
        SELECT 'statement' WHERE c.signed_off_statement <> c.statement
        UNION ALL SELECT part FROM unnest(ARRAY['said_where', 'quotations']) AS part
        WHERE p.signed_off_at = c.signed_off_at AND CASE part
            WHEN 'said_where' THEN p.signed_off -> part IS DISTINCT FROM claims_let_pass(c.id) -> part
            ELSE EXISTS (
                SELECT FROM claims_assertion a JOIN claims_quote q ON q.id = a.quote_id
                WHERE a.claim_id = c.id AND q.state = 'confirmed'
                    AND claims_quoted_as_known_now(p.signed_off -> part) -> q.id::text
                        IS DISTINCT FROM claims_quoted_as_known_now(claims_quoted(c.id)) -> q.id::text) END)
    FROM claims_claim c LEFT JOIN claims_letpass p ON p.claim_id = c.id
    WHERE c.id = claim AND c.signed_off_at IS NOT NULL
$$
"""

# What readers can read of a claim until now, before its row says that they can't. Within one transaction they read
# nothing: what is taken back twice in it was last read before the first time.
KEEP_READ = """
CREATE FUNCTION claims_keep_what_was_read(claim bigint) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO claims_letpass AS kept (claim_id, last_read, last_read_in)
        VALUES (claim, claims_let_pass(claim), claims_this_transaction())
        ON CONFLICT (claim_id) DO UPDATE SET last_read = excluded.last_read, last_read_in = excluded.last_read_in
        WHERE kept.last_read_in <> excluded.last_read_in;
END
$$
"""

# What a claim says otherwise than when readers last read it. What was only added needs no note.
READ_OTHERWISE = """
CREATE FUNCTION claims_read_otherwise(claim bigint) RETURNS text[]
LANGUAGE sql STABLE AS $$
    SELECT ARRAY(
        SELECT part FROM unnest(ARRAY['statement', 'said_where', 'quotations', 'rating']) AS part
        WHERE CASE part
            WHEN 'rating' THEN read.was #> '{rating,0,1}' IS NOT NULL
                AND read.was #> '{rating,0,1}' IS DISTINCT FROM read.now #> '{rating,0,1}'
            WHEN 'said_where' THEN EXISTS (
                SELECT FROM jsonb_each_text(read.was -> part) AS was
                WHERE was.value ~ '\\S' AND was.value IS DISTINCT FROM (read.now -> part ->> was.key))
            WHEN 'quotations' THEN EXISTS (
                SELECT FROM jsonb_array_elements_text(read.was -> 'confirmed') AS shown
                WHERE claims_quoted_as_known_now(read.was -> part) -> shown
                    IS DISTINCT FROM claims_quoted_as_known_now(read.now -> part) -> shown
                    OR NOT read.now -> 'confirmed' @> shown::jsonb)
            ELSE read.was -> part IS DISTINCT FROM read.now -> part END)
    FROM (SELECT p.last_read AS was, claims_let_pass(p.claim_id) AS now FROM claims_letpass p
          WHERE p.claim_id = claim AND p.last_read IS NOT NULL) AS read
$$
"""

CHECK_PUBLISHED_AGAIN = """
CREATE FUNCTION claims_check_published_again(claim bigint, status_before text) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    otherwise text[] := coalesce(claims_read_otherwise(claim), '{}');
    c claims_claim;
    was jsonb;
BEGIN
    SELECT * INTO c FROM claims_claim WHERE id = claim AND status = 'published';
    IF NOT FOUND THEN RETURN; END IF;
    IF 'statement' = ANY(otherwise) THEN
        SELECT last_read INTO was FROM claims_letpass WHERE claim_id = claim;
        PERFORM claims_check_wording(claim, was ->> 'statement', c.statement);
    END IF;
    -- What a merge moved was read with the other claim, and comes back with the undoing.
    IF 'said_where' = ANY(otherwise)
       OR (status_before <> 'merged' AND otherwise && ARRAY['quotations', 'rating']) THEN
        PERFORM claims_check_correction(claim);
    END IF;
END
$$
"""

# What was let pass in a claim that is scheduled is changed while nobody publishes it, or after: never at once.
HOLD = """
CREATE FUNCTION claims_hold_scheduled(claim bigint) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    c claims_claim;
BEGIN
    IF NOT EXISTS (SELECT FROM claims_claim WHERE id = claim AND publish_at IS NOT NULL) THEN RETURN; END IF;
    SELECT * INTO c FROM claims_claim WHERE id = claim FOR NO KEY UPDATE;
    IF c.status = 'published' THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = format(
            'The claim “%s” was published while you were changing it: look at it again.', left(c.statement, 200));
    END IF;
END
$$
"""

# As the owner of the tables, like all that is named so (``newsroom/sealing.py``).
READ = """
CREATE FUNCTION claims_claim_zz_read() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM claims_keep_what_was_read(OLD.id);
    RETURN NEW;
END
$$;
CREATE TRIGGER zz_read BEFORE UPDATE ON claims_claim
FOR EACH ROW WHEN (OLD.status = 'published' AND NEW.status <> 'published') EXECUTE FUNCTION claims_claim_zz_read()
"""

OF_QUOTE = "SELECT DISTINCT claim_id FROM claims_assertion WHERE quote_id IN (OLD.{0}, NEW.{0}) ORDER BY 1"
OWN = "SELECT DISTINCT claim FROM unnest(ARRAY[OLD.{0}, NEW.{0}]) AS claim WHERE claim IS NOT NULL ORDER BY 1"
CLAIMS_OF = {
    "claims_assertion": OWN.format("claim_id"),
    "claims_claimsubject": OWN.format("claim_id"),
    "claims_claimtopic": OWN.format("claim_id"),
    "claims_evidence": OWN.format("claim_id"),
    "claims_reply": OWN.format("claim_id"),
    "claims_review": OWN.format("claim_id"),
    "claims_quote": OF_QUOTE.format("id"),
    "claims_passage": OF_QUOTE.format("quote_id"),
    "claims_relay": OF_QUOTE.format("quote_id"),
}
SCHEDULED = "SELECT id FROM claims_claim WHERE publish_at IS NOT NULL ORDER BY 1"


def kept(table, claims, change="INSERT OR UPDATE OR DELETE"):
    """Give the operation that makes the trigger which compares the claims that a row belongs to, at commit."""
    return migrations.RunSQL(
        f"""
        CREATE FUNCTION {table}_let_pass() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE
            one bigint;
        BEGIN
            FOR one IN {claims} LOOP PERFORM claims_keep_let_pass(one); END LOOP;
            RETURN NULL;
        END
        $$;
        CREATE CONSTRAINT TRIGGER zz_let_pass AFTER {change} ON {table}
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION {table}_let_pass()
        """,
        f"DROP FUNCTION {table}_let_pass() CASCADE",
    )


def held(table, claims):
    """Give the operation that makes the trigger which waits for whoever publishes one of those claims now."""
    return migrations.RunSQL(
        f"""
        CREATE FUNCTION {table}_held() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE
            one bigint;
        BEGIN
            FOR one IN {claims} LOOP PERFORM claims_hold_scheduled(one); END LOOP;
            RETURN coalesce(NEW, OLD);
        END
        $$;
        CREATE TRIGGER a_held BEFORE INSERT OR UPDATE OR DELETE ON {table}
        FOR EACH ROW EXECUTE FUNCTION {table}_held()
        """,
        f"DROP FUNCTION {table}_held() CASCADE",
    )


# What is scheduled, in review and signed off as it stands now; of what was taken back, what readers last read, as far
# as it is still known: the words are on record, and the quotations are those of today.
NOW = """
UPDATE claims_claim SET publish_at = NULL, scheduled_by_id = NULL WHERE status = 'merged' AND publish_at IS NOT NULL;
INSERT INTO claims_letpass (claim_id, scheduled, handed_on, signed_off, signed_off_at, last_read, last_read_in)
SELECT c.id, CASE WHEN c.publish_at IS NOT NULL THEN claims_let_pass(c.id) END,
    CASE WHEN c.status = 'in_review' THEN claims_let_pass(c.id) END,
    CASE WHEN c.signed_off_at IS NOT NULL THEN claims_let_pass(c.id) END, c.signed_off_at,
    CASE WHEN read.said IS NOT NULL THEN claims_let_pass(c.id) || read.said END, ''
FROM claims_claim c LEFT JOIN LATERAL (
    SELECT jsonb_build_object('statement', e.statement, 'said_where', jsonb_build_object('said_where', e.said_where))
        AS said
    FROM claims_claimevent e WHERE e.pgh_obj_id = c.id AND e.status = 'published' ORDER BY e.pgh_id DESC LIMIT 1
) read ON c.status <> 'published' AND c.first_published_at IS NOT NULL
WHERE c.publish_at IS NOT NULL OR c.status = 'in_review' OR c.signed_off_at IS NOT NULL OR read.said IS NOT NULL;
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
"""


class Migration(migrations.Migration):
    dependencies = [("claims", "0034_lapses")]
    operations = [
        migrations.RunSQL(QUOTED, "DROP FUNCTION claims_quoted(bigint)"),
        migrations.RunSQL(AS_KNOWN_NOW, "DROP FUNCTION claims_quoted_as_known_now(jsonb)"),
        migrations.RunSQL(WHAT_IS_LET, "DROP FUNCTION claims_let_pass(bigint)"),
        migrations.RunSQL(PARTS_CHANGED, "DROP FUNCTION claims_parts_changed(jsonb, jsonb)"),
        migrations.RunSQL(WHO, "DROP FUNCTION claims_who()"),
        migrations.RunSQL(KEEP, "DROP FUNCTION claims_keep_let_pass(bigint)"),
        migrations.RunSQL(UNSIGNED, "DROP FUNCTION claims_unsigned(bigint)"),
        migrations.RunSQL(KEEP_READ, "DROP FUNCTION claims_keep_what_was_read(bigint)"),
        migrations.RunSQL(READ_OTHERWISE, "DROP FUNCTION claims_read_otherwise(bigint)"),
        migrations.RunSQL(CHECK_PUBLISHED_AGAIN, "DROP FUNCTION claims_check_published_again(bigint, text)"),
        migrations.RunSQL(HOLD, "DROP FUNCTION claims_hold_scheduled(bigint)"),
        migrations.RunSQL(NOW, migrations.RunSQL.noop),
        *(kept(table, claims) for table, claims in CLAIMS_OF.items()),
        *(held(table, claims) for table, claims in CLAIMS_OF.items()),
        kept("claims_claim", OWN.format("id"), "INSERT OR UPDATE"),
        migrations.RunSQL(READ, "DROP FUNCTION claims_claim_zz_read() CASCADE"),
        kept("articles_actor", SCHEDULED, "UPDATE OF name, kind"),
    ]
