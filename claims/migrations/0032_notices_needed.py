"""What readers were told of actors, articles and topics changes only together with a note for them."""

from django.db import migrations

# Whether readers see it, or once could: they were met with a public claim. Ties since cut count.
MET_QUOTE = """
CREATE FUNCTION claims_met_quote(quote bigint) RETURNS boolean
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    SELECT EXISTS (SELECT FROM claims_quote q WHERE q.id = quote AND q.confirmed_at IS NOT NULL)
        AND EXISTS (SELECT FROM claims_assertionevent a JOIN claims_claim c ON c.id = a.claim_id
                    WHERE a.quote_id = quote AND c.first_published_at IS NOT NULL)
$$
"""
MET_ARTICLE = """
CREATE FUNCTION claims_met_article(article bigint) RETURNS boolean
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    SELECT EXISTS (SELECT FROM claims_articlelisting WHERE article_id = article)
        OR EXISTS (SELECT FROM articles_revision r JOIN claims_quote q ON q.revision_id = r.id
                   WHERE r.article_id = article AND claims_met_quote(q.id))
$$
"""
# As speaker, publisher or subject, between; and by name alone where asked for a reply, or as source of evidence.
MET_ACTOR = """
CREATE FUNCTION claims_met_actor(actor bigint) RETURNS boolean
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    SELECT EXISTS (SELECT FROM claims_actorlisting WHERE actor_id = actor)
        OR EXISTS (SELECT FROM claims_quoteevent
                   WHERE speaker_id = actor AND state = 'confirmed' AND claims_met_quote(pgh_obj_id))
        OR EXISTS (SELECT FROM articles_articleevent WHERE publisher_id = actor AND claims_met_article(pgh_obj_id))
        OR EXISTS (SELECT FROM claims_relayactorevent a JOIN claims_relayevent r ON r.pgh_obj_id = a.relay_id
                   WHERE a.actor_id = actor AND claims_met_quote(r.quote_id))
        OR EXISTS (SELECT FROM (SELECT claim_id FROM claims_claimsubjectevent WHERE actor_id = actor
                                UNION ALL SELECT claim_id FROM claims_replyevent WHERE actor_id = actor
                                UNION ALL SELECT claim_id FROM claims_evidenceevent WHERE publisher_id = actor) AS named
                   JOIN claims_claim c ON c.id = named.claim_id WHERE c.first_published_at IS NOT NULL)
$$
"""
MET_TOPIC = """
CREATE FUNCTION claims_met_topic(topic bigint) RETURNS boolean
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    SELECT EXISTS (SELECT FROM claims_claimtopicevent t JOIN claims_claim c ON c.id = t.claim_id
                   WHERE t.topic_id = topic AND c.first_published_at IS NOT NULL)
$$
"""

# Whether it is met is asked when it changes (that is how WHEN goes), for a note when the transaction ends: what is
# changed and then published in one transaction tells nobody anything else.
CHECK_ACTOR = """
CREATE FUNCTION claims_actor_tells_readers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (OLD.kind = 'unnamed') <> (NEW.kind = 'unnamed') THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE =
            'Readers were told of an unnamed source, or of somebody named: an actor that they know never turns from '
            'the one into the other.';
    END IF;
    IF NOT EXISTS (SELECT FROM claims_correction
                   WHERE actor_id = NEW.id AND made_in = claims_this_transaction()) THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = format(
            'Readers know the actor “%s”: what they were told of it changes only together with a note for them.',
            OLD.name);
    END IF;
    RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER claims_tells_readers AFTER UPDATE ON articles_actor
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
WHEN ((OLD.name <> NEW.name OR OLD.kind <> NEW.kind
      OR OLD.description <> '' AND OLD.description <> NEW.description
      OR OLD.wikidata_id <> '' AND OLD.wikidata_id <> NEW.wikidata_id
      OR OLD.authority_link <> '' AND OLD.authority_link <> NEW.authority_link)
      AND claims_met_actor(NEW.id))
EXECUTE FUNCTION claims_actor_tells_readers()
"""

# Where actors are merged, parted or split, the note is on one of the two publishers.
CHECK_ARTICLE = """
CREATE FUNCTION claims_note_on_article(article bigint, said text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM claims_correction WHERE article_id = article AND made_in = claims_this_transaction()
    ) THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = format(
            'Readers know the article “%s”: what they were told of it changes only together with a note for them.',
            said);
    END IF;
END
$$;
CREATE FUNCTION claims_article_tells_readers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.headline IS DISTINCT FROM NEW.headline OR OLD.published_on IS DISTINCT FROM NEW.published_on
       OR NOT EXISTS (SELECT FROM claims_correction WHERE actor_id IN (OLD.publisher_id, NEW.publisher_id)
                      AND made_in = claims_this_transaction()) THEN
        PERFORM claims_note_on_article(NEW.id, OLD.headline);
    END IF;
    RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER claims_tells_readers AFTER UPDATE ON articles_article
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
WHEN ((OLD.headline <> '' AND OLD.headline <> NEW.headline
      OR OLD.published_on <> NEW.published_on OR OLD.published_on IS NOT NULL AND NEW.published_on IS NULL
      OR OLD.publisher_id <> NEW.publisher_id OR OLD.publisher_id IS NOT NULL AND NEW.publisher_id IS NULL)
      AND claims_met_article(NEW.id))
EXECUTE FUNCTION claims_article_tells_readers();

CREATE FUNCTION claims_byline_tells_readers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM claims_note_on_article(OLD.article_id,
        coalesce((SELECT headline FROM articles_article WHERE id = OLD.article_id), ''));
    RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER claims_tells_readers AFTER UPDATE ON articles_byline
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
WHEN ((OLD.name <> NEW.name OR OLD.article_id <> NEW.article_id) AND claims_met_article(OLD.article_id))
EXECUTE FUNCTION claims_byline_tells_readers();
CREATE CONSTRAINT TRIGGER claims_tells_readers_it_went AFTER DELETE ON articles_byline
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
WHEN (claims_met_article(OLD.article_id)) EXECUTE FUNCTION claims_byline_tells_readers()
"""

CHECK_TOPIC = """
CREATE FUNCTION claims_topic_tells_readers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM claims_correction WHERE topic_id = NEW.id AND made_in = claims_this_transaction()
    ) THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = format(
            'Readers know the topic “%s”: its name changes only together with a note for them.', OLD.name);
    END IF;
    RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER claims_tells_readers AFTER UPDATE ON claims_topic
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
WHEN (OLD.name <> NEW.name AND claims_met_topic(NEW.id)) EXECUTE FUNCTION claims_topic_tells_readers()
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0003_searching"), ("claims", "0031_notices")]

    operations = [
        migrations.RunSQL(MET_QUOTE, "DROP FUNCTION claims_met_quote(bigint)"),
        migrations.RunSQL(MET_ARTICLE, "DROP FUNCTION claims_met_article(bigint)"),
        migrations.RunSQL(MET_ACTOR, "DROP FUNCTION claims_met_actor(bigint)"),
        migrations.RunSQL(MET_TOPIC, "DROP FUNCTION claims_met_topic(bigint)"),
        migrations.RunSQL(CHECK_ACTOR, "DROP FUNCTION claims_actor_tells_readers() CASCADE"),
        migrations.RunSQL(
            CHECK_ARTICLE,
            "DROP FUNCTION claims_byline_tells_readers() CASCADE; DROP FUNCTION claims_article_tells_readers() CASCADE;"
            "DROP FUNCTION claims_note_on_article(bigint, text)",
        ),
        migrations.RunSQL(CHECK_TOPIC, "DROP FUNCTION claims_topic_tells_readers() CASCADE"),
    ]
