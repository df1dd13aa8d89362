"""What keeps the listings of actors true: tallied from the listings of claims, and from who passed words on."""

from django.db import migrations

from newsroom.following import follow, follow_at_once

# What the listing of one claim tells of each actor in it, once each.
FACTS = """
CREATE FUNCTION claims_actor_facts(facets text[]) RETURNS TABLE(actor_id bigint, fact text)
LANGUAGE sql IMMUTABLE AS $$
    WITH facet AS (
        SELECT split_part(key, ':', 1) AS name, split_part(key, ':', 2) AS value, key FROM unnest(facets) AS key
    )
    SELECT value::bigint, CASE name WHEN 'speaker' THEN 'role:said' WHEN 'about' THEN 'role:about'
        ELSE 'role:published' END FROM facet WHERE name IN ('speaker', 'about', 'outlet')
    UNION
    SELECT who.value::bigint, what.key FROM facet who, facet what
    WHERE who.name = 'speaker' AND what.name IN ('rating', 'topic') OR who.name = 'about' AND what.name = 'topic'
$$
"""

# An actor is locked before it is listed: of two transactions that tell of one, the second sees what the first told.
# A plan made while the tables were empty would read them whole for every actor: hence no such scans.
RELIST = r"""
CREATE FUNCTION claims_relist_actors(asked bigint[]) RETURNS void
LANGUAGE plpgsql SET enable_seqscan = off AS $$
BEGIN
    PERFORM FROM articles_actor WHERE id = ANY(asked) ORDER BY id FOR NO KEY UPDATE;
    DELETE FROM claims_actorlisting l WHERE actor_id = ANY(asked) AND NOT EXISTS (
        SELECT FROM articles_actor a WHERE a.id = l.actor_id AND a.merged_into_id IS NULL AND EXISTS (
            SELECT FROM claims_actortally t WHERE t.actor_id = a.id AND t.fact LIKE 'role:%'));
    INSERT INTO claims_actorlisting (actor_id, sorts_as, times, facets, words)
    SELECT a.id, newsroom_search_key(a.name), told.times, 'kind:' || a.kind || told.facets,
        setweight(ts_delete(to_tsvector('newsroom_simple', names.words), '0gap0'), 'A')
        || setweight(to_tsvector('newsroom_simple', a.description), 'B')
    FROM articles_actor a
    CROSS JOIN LATERAL (
        SELECT coalesce(max(t.times) FILTER (WHERE t.fact = 'role:said'), 0) AS times,
            array_agg(t.fact ORDER BY t.fact) AS facets
        FROM claims_actortally t WHERE t.actor_id = a.id HAVING bool_or(t.fact LIKE 'role:%')
    ) told
    CROSS JOIN LATERAL (
        SELECT coalesce(string_agg(n.key, ' 0gap0 ' ORDER BY n.key), '') || ' 0gap0 ' AS words
        FROM articles_actorname n WHERE n.actor_id = a.id
    ) names
    WHERE a.id = ANY(asked) AND a.merged_into_id IS NULL
    ON CONFLICT (actor_id) DO UPDATE SET sorts_as = EXCLUDED.sorts_as, times = EXCLUDED.times,
        facets = EXCLUDED.facets, words = EXCLUDED.words;
END
$$
"""

# Only who is told something new of, or nothing any more, is listed anew; of all others, the number alone changes.
TALLY = """
CREATE FUNCTION claims_tally(actors bigint[], facts text[], changes integer[]) RETURNS void
LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE
    begun bigint[];
    ended bigint[];
BEGIN
    PERFORM FROM articles_actor WHERE id = ANY(actors) ORDER BY id FOR NO KEY UPDATE;
    WITH change AS (SELECT * FROM unnest(actors, facts, changes) AS c(actor_id, fact, change) WHERE change > 0),
    told AS (
        INSERT INTO claims_actortally AS t (actor_id, fact, times) SELECT * FROM change
        ON CONFLICT (actor_id, fact) DO UPDATE SET times = t.times + EXCLUDED.times
        RETURNING t.actor_id, t.fact, t.times
    )
    SELECT array_agg(DISTINCT actor_id) INTO begun
    FROM told JOIN change USING (actor_id, fact) WHERE told.times = change.change;
    UPDATE claims_actortally t SET times = t.times + c.change
    FROM unnest(actors, facts, changes) AS c(actor_id, fact, change)
    WHERE c.change < 0 AND t.actor_id = c.actor_id AND t.fact = c.fact;
    WITH gone AS (
        DELETE FROM claims_actortally WHERE actor_id = ANY(actors) AND times = 0 RETURNING actor_id
    )
    SELECT array_agg(DISTINCT actor_id) INTO ended FROM gone;
    PERFORM claims_relist_actors(coalesce(begun, '{}') || coalesce(ended, '{}'));
    UPDATE claims_actorlisting l SET times = t.times FROM claims_actortally t
    WHERE l.actor_id = ANY(actors) AND t.actor_id = l.actor_id AND t.fact = 'role:said' AND l.times <> t.times;
END
$$
"""

# By what happens to listings of claims, the facts that come and go with it.
FACTS_OF = "SELECT fact.*, {one} AS one FROM {rows} CROSS JOIN LATERAL claims_actor_facts({row}.facets) AS fact"
CHANGED = "added JOIN taken ON taken.claim_id = added.claim_id AND taken.facets <> added.facets"
TALLIED = {
    "INSERT": [FACTS_OF.format(one=1, rows="added", row="added")],
    "UPDATE": [FACTS_OF.format(one=one, rows=CHANGED, row=row) for one, row in [(1, "added"), (-1, "taken")]],
    "DELETE": [FACTS_OF.format(one=-1, rows="taken", row="taken")],
}

# Who stands between speaker and article is in no listing of a claim: one public quotation is looked for.
RELIST_RELAYS = """
CREATE FUNCTION claims_relist_relays(asked bigint[]) RETURNS void
LANGUAGE plpgsql SET enable_seqscan = off AS $$
BEGIN
    PERFORM FROM articles_actor WHERE id = ANY(asked) ORDER BY id FOR NO KEY UPDATE;
    DELETE FROM claims_actortally WHERE actor_id = ANY(asked) AND fact = 'role:relayed';
    INSERT INTO claims_actortally (actor_id, fact, times)
    SELECT a.id, 'role:relayed', 1 FROM unnest(asked) AS given(id) JOIN articles_actor a ON a.id = given.id
    WHERE EXISTS (
        SELECT FROM claims_relayactor ra JOIN claims_relay r ON r.id = ra.relay_id
        JOIN claims_quote q ON q.id = r.quote_id AND q.state = 'confirmed' AND q.speaker_id IS NOT NULL
        JOIN claims_assertion t ON t.quote_id = q.id
        JOIN claims_claim c ON c.id = t.claim_id AND c.status = 'published'
        WHERE ra.actor_id = a.id OFFSET 0)
    ON CONFLICT DO NOTHING;
    PERFORM claims_relist_actors(asked);
END
$$;
CREATE FUNCTION claims_relist_relays_of(quotes bigint[]) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    actors bigint[] := ARRAY(SELECT DISTINCT ra.actor_id FROM claims_relay r
        JOIN claims_relayactor ra ON ra.relay_id = r.id WHERE r.quote_id = ANY(quotes));
BEGIN
    IF cardinality(actors) > 0 THEN
        PERFORM claims_relist_relays(actors);
    END IF;
END
$$
"""

# For whoever filled tables past the triggers: ``load_sample``, and this migration. All claims at once are tallied six
# times as fast as one after another.
RELIST_ALL = """
CREATE FUNCTION claims_tally_all() RETURNS void
LANGUAGE sql AS $$
    SELECT claims_tally(array_agg(actor_id), array_agg(fact), array_agg(times)) FROM (
        SELECT fact.actor_id, fact.fact, count(*)::integer AS times
        FROM claims_listing l CROSS JOIN LATERAL claims_actor_facts(l.facets) AS fact GROUP BY 1, 2
    ) AS told GROUP BY actor_id / 1000
$$;
CREATE FUNCTION claims_relist_relays_all() RETURNS void
LANGUAGE sql AS $$
    SELECT claims_relist_relays(array_agg(actor_id)) FROM (SELECT DISTINCT actor_id FROM claims_relayactor) AS relays
    GROUP BY actor_id / 1000
$$
"""


def tallying(facts):
    """Give the statement that tallies ``facts``: of a thousand claims listed at once, each actor is told of once."""
    return f"""
        PERFORM claims_tally(array_agg(actor_id), array_agg(fact), array_agg(change)) FROM (
            SELECT actor_id, fact, sum(one)::integer AS change FROM ({" UNION ALL ".join(facts)}) AS told
            GROUP BY 1, 2 HAVING sum(one) <> 0 ORDER BY 1, 2
        ) AS changes HAVING count(*) > 0;
    """  # noqa: S608 - our own words


def of_relays(quotes):
    """Give the statement that looks again at who passed ``quotes`` on."""
    return f"PERFORM claims_relist_relays_of({quotes});"


def of_actor(actor):
    """Give the statement that lists ``actor`` anew, if anything is told of it."""
    return f"""IF EXISTS (SELECT FROM claims_actortally WHERE actor_id = {actor}) THEN
        PERFORM claims_relist_actors(ARRAY[{actor}]); END IF;"""


# By table: when, on what condition, and what follows.
CHANGES = {
    "claims_claim": [
        (
            "UPDATE OF status",
            "OLD.status <> NEW.status AND 'published' IN (OLD.status, NEW.status)",
            of_relays("ARRAY(SELECT quote_id FROM claims_assertion WHERE claim_id = NEW.id)"),
        ),
    ],
    "claims_quote": [
        (
            "UPDATE OF state, speaker_id",
            "(OLD.state, OLD.speaker_id) IS DISTINCT FROM (NEW.state, NEW.speaker_id)",
            of_relays("ARRAY[NEW.id]"),
        ),
    ],
    "claims_assertion": [
        ("INSERT", "true", of_relays("ARRAY[NEW.quote_id]")),
        ("UPDATE OF quote_id, claim_id", "true", of_relays("ARRAY[OLD.quote_id, NEW.quote_id]")),
        ("DELETE", "true", of_relays("ARRAY[OLD.quote_id]")),
    ],
    "claims_relay": [
        (
            "UPDATE OF quote_id",
            "OLD.quote_id <> NEW.quote_id",
            of_relays("ARRAY[NEW.quote_id]"),
        ),
    ],
    "claims_relayactor": [
        ("INSERT", "true", "PERFORM claims_relist_relays(ARRAY[NEW.actor_id]);"),
        ("UPDATE", "true", "PERFORM claims_relist_relays(ARRAY[OLD.actor_id, NEW.actor_id]);"),
        ("DELETE", "true", "PERFORM claims_relist_relays(ARRAY[OLD.actor_id]);"),
    ],
    "articles_actor": [
        (
            "UPDATE OF name, kind, description, merged_into_id",
            "(OLD.name, OLD.kind, OLD.description, OLD.merged_into_id) IS DISTINCT FROM "
            "(NEW.name, NEW.kind, NEW.description, NEW.merged_into_id)",
            of_actor("NEW.id"),
        ),
    ],
    "articles_actorname": [
        ("INSERT", "true", of_actor("NEW.actor_id")),
        ("UPDATE OF name, actor_id", "true", of_actor("OLD.actor_id") + of_actor("NEW.actor_id")),
        ("DELETE", "true", of_actor("OLD.actor_id")),
    ],
}


class Migration(migrations.Migration):
    dependencies = [("claims", "0015_registers"), ("newsroom", "0004_languages")]

    operations = [
        migrations.RunSQL(FACTS, "DROP FUNCTION claims_actor_facts(text[])"),
        migrations.RunSQL(RELIST, "DROP FUNCTION claims_relist_actors(bigint[])"),
        migrations.RunSQL(TALLY, "DROP FUNCTION claims_tally(bigint[], text[], integer[])"),
        migrations.RunSQL(
            RELIST_RELAYS,
            "DROP FUNCTION claims_relist_relays_of(bigint[]); DROP FUNCTION claims_relist_relays(bigint[])",
        ),
        migrations.RunSQL(RELIST_ALL, "DROP FUNCTION claims_relist_relays_all(); DROP FUNCTION claims_tally_all()"),
        *[follow_at_once("tally", "claims_listing", change, tallying(facts)) for change, facts in TALLIED.items()],
        *follow("relist_actors", CHANGES),
        migrations.RunSQL("SELECT claims_tally_all(); SELECT claims_relist_relays_all()", migrations.RunSQL.noop),
    ]
