"""The rules that triggers hold row by row, asked of all rows at once: for rows that came in past the triggers.

Each rule is a query for what breaks it. Constraints need no query: PostgreSQL checks those itself.
``tests/claims/sample/`` holds these queries and the triggers' own functions together.
"""

from django.db.backends.utils import CursorWrapper

# Counting characters in a long text is what costs, so a text is unpacked once, and the stretch around all parts of a
# quotation is cut out of it once.
PARTS_STAND_IN_THEIR_REVISION = """
    WITH texts AS MATERIALIZED (SELECT id, text || '' AS text FROM articles_revision),
    parts AS NOT MATERIALIZED (
        SELECT quote_id, start, "end", text FROM claims_passage
        UNION ALL SELECT quote_id, start, "end", text FROM claims_relay
        UNION ALL SELECT id, source_start, source_end, source_text FROM claims_quote WHERE source_start IS NOT NULL
        UNION ALL SELECT id, cue_start, cue_end, cue_text FROM claims_quote WHERE cue_start IS NOT NULL
    ),
    bounds AS (SELECT quote_id, min(start) AS first, max("end") AS last FROM parts GROUP BY quote_id),
    around AS MATERIALIZED (
        SELECT q.id, b.first, substr(r.text, b.first + 1, b.last - b.first) AS text
        FROM bounds b JOIN claims_quote q ON q.id = b.quote_id JOIN texts r ON r.id = q.revision_id
    )
    SELECT 'quotation ' || a.id FROM parts p JOIN around a ON a.id = p.quote_id
    WHERE p.text <> substr(a.text, p.start - a.first + 1, p."end" - p.start)
        OR char_length(p.text) <> p."end" - p.start
"""
PASSAGES_STAND_IN_ORDER = """
    SELECT 'quotation ' || quote_id FROM (
        SELECT quote_id, start, lag("end", 1, 0) OVER (PARTITION BY quote_id ORDER BY number) AS previous_end
        FROM claims_passage
    ) p WHERE start < previous_end
"""
QUOTATION_HAS_A_PASSAGE = """
    SELECT 'quotation ' || id FROM claims_quote q
    WHERE NOT EXISTS (SELECT FROM claims_passage p WHERE p.quote_id = q.id)
"""
PUBLISHED_CLAIM_IS_BORNE_OUT = """
    SELECT 'claim ' || id FROM claims_claim c
    WHERE status = 'published' AND (said_where !~ '\\S' OR said_by_id IS NULL) AND NOT EXISTS (
        SELECT FROM claims_assertion a JOIN claims_quote q ON q.id = a.quote_id
        WHERE a.claim_id = c.id AND a.stance = 'asserts' AND q.state = 'confirmed' AND q.speaker_id IS NOT NULL)
"""
RATED_CLAIM_HAS_EVIDENCE = """
    SELECT 'claim ' || id FROM claims_claim c
    WHERE status = 'published' AND EXISTS (SELECT FROM claims_review r WHERE r.claim_id = c.id)
        AND NOT EXISTS (SELECT FROM claims_evidence e WHERE e.claim_id = c.id)
"""
PUBLISHED_CLAIM_PASSED_THE_GATE = """
    SELECT 'claim ' || c.id FROM claims_claim c
    WHERE status = 'published' AND (
        embargo_until > clock_timestamp()
        OR is_sensitive AND (signed_off_at IS NULL OR signed_off_statement <> statement)
        OR EXISTS (SELECT FROM claims_claimsubject s WHERE s.claim_id = c.id AND s.accused
            AND NOT EXISTS (SELECT FROM claims_reply r WHERE r.claim_id = c.id AND r.actor_id = s.actor_id))
        OR NOT published_alone AND published_by_id = (
            SELECT reviewer_id FROM claims_review WHERE claim_id = c.id ORDER BY reviewed_at DESC, id DESC LIMIT 1))
"""
ACTOR_IS_FOUND_BY_ITS_NAME = """
    SELECT 'actor ' || id FROM articles_actor a WHERE merged_into_id IS NOT NULL OR NOT EXISTS (
        SELECT FROM articles_actorname n WHERE n.actor_id = a.id AND n.key = newsroom_search_key(a.name))
"""

RULES = {
    "Every part of a quotation is word for word in its revision": PARTS_STAND_IN_THEIR_REVISION,
    "Passages stand in the order of the text": PASSAGES_STAND_IN_ORDER,
    "A quotation has a passage": QUOTATION_HAS_A_PASSAGE,
    "A published claim has a confirmed quotation that asserts it": PUBLISHED_CLAIM_IS_BORNE_OUT,
    "A rated, published claim has evidence": RATED_CLAIM_HAS_EVIDENCE,
    "A published claim passed the gate": PUBLISHED_CLAIM_PASSED_THE_GATE,
    "An actor is found by its name": ACTOR_IS_FOUND_BY_ITS_NAME,
}


def broken(cursor: CursorWrapper, query: str) -> str:
    """Give the name of one thing that breaks the rule of ``query``, or "". Reads whole tables."""
    # Looking for one row, or from row to row, PostgreSQL would take hours: it must read each table once.
    cursor.execute("SET LOCAL enable_nestloop = off")
    cursor.execute(f"SELECT min(thing) FROM ({query}) AS broken (thing)")  # noqa: S608 - our constants
    thing = cursor.fetchone()[0]
    cursor.execute("RESET enable_nestloop")
    return thing or ""
