"""What tells whether a page that was kept still shows what is on record (``claims/keeping.py``)."""

from django.db import migrations, models

# One word for all that the page of a published claim shows; NULL where no published claim has the address. It is made of
# each row that the page is made from: its id and the transaction that wrote it last (``xmin``), which is another after
# every change, whoever made it and whether or not triggers fired. Every row is found by an index, and the plan is made
# once: 0.3 ms for most claims, growing with how often a claim was told.
STATE_OF_PAGE = r"""
CREATE FUNCTION claims_state_of_page(asked text) RETURNS text
LANGUAGE plpgsql STABLE
SET plan_cache_mode = force_generic_plan SET jit = off
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
    shown bigint;
BEGIN
    SELECT id INTO shown FROM claims_claim WHERE slug = asked AND status = 'published';
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    RETURN (
        WITH claims AS MATERIALIZED (
            SELECT id, xmin FROM claims_claim WHERE id = shown
            UNION ALL SELECT id, xmin FROM claims_claim WHERE merged_into_id = shown
        ),
        ties AS MATERIALIZED (SELECT id, xmin, quote_id FROM claims_assertion WHERE claim_id = shown),
        evidence AS MATERIALIZED (
            SELECT id, xmin, publisher_id, quote_id FROM claims_evidence WHERE claim_id = shown
        ),
        quotes AS MATERIALIZED (
            SELECT q.id, q.xmin, q.speaker_id, q.revision_id FROM claims_quote q
            WHERE q.id IN (SELECT quote_id FROM ties UNION SELECT quote_id FROM evidence)
        ),
        revisions AS MATERIALIZED (
            SELECT r.id, r.xmin, r.article_id FROM articles_revision r
            WHERE r.id IN (SELECT revision_id FROM quotes)
        ),
        articles AS MATERIALIZED (
            SELECT a.id, a.xmin, a.publisher_id FROM articles_article a
            WHERE a.id IN (SELECT article_id FROM revisions)
        ),
        relays AS MATERIALIZED (
            SELECT r.id, r.xmin FROM claims_relay r WHERE r.quote_id IN (SELECT id FROM quotes)
        ),
        between AS MATERIALIZED (
            SELECT b.id, b.xmin, b.actor_id FROM claims_relayactor b WHERE b.relay_id IN (SELECT id FROM relays)
        ),
        reviews AS MATERIALIZED (
            SELECT v.id, v.xmin, v.reviewer_id FROM claims_review v WHERE v.claim_id IN (SELECT id FROM claims)
        ),
        replies AS MATERIALIZED (SELECT id, xmin, actor_id FROM claims_reply WHERE claim_id = shown),
        subjects AS MATERIALIZED (SELECT id, xmin, actor_id FROM claims_claimsubject WHERE claim_id = shown),
        filed AS MATERIALIZED (SELECT id, xmin, topic_id FROM claims_claimtopic WHERE claim_id = shown),
        actors AS MATERIALIZED (
            SELECT speaker_id AS id FROM quotes UNION SELECT publisher_id FROM articles
            UNION SELECT actor_id FROM between UNION SELECT actor_id FROM subjects
            UNION SELECT actor_id FROM replies UNION SELECT publisher_id FROM evidence
        ),
        rows (part, id, version) AS (
            SELECT 1, id, xmin::text FROM claims
            UNION ALL SELECT 2, id, xmin::text FROM ties
            UNION ALL SELECT 3, id, xmin::text FROM quotes
            UNION ALL SELECT 4, id, xmin::text FROM revisions
            UNION ALL SELECT 5, id, xmin::text FROM articles
            UNION ALL SELECT 6, id, xmin::text FROM claims_passage WHERE quote_id IN (SELECT id FROM quotes)
            UNION ALL SELECT 7, id, xmin::text FROM articles_paragraph
                WHERE revision_id IN (SELECT id FROM revisions)
            UNION ALL SELECT 8, id, xmin::text FROM relays
            UNION ALL SELECT 9, id, xmin::text FROM between
            UNION ALL SELECT 10, id, xmin::text FROM evidence
            UNION ALL SELECT 11, id, xmin::text FROM reviews
            UNION ALL SELECT 12, id, xmin::text FROM replies
            UNION ALL SELECT 13, id, xmin::text FROM subjects
            UNION ALL SELECT 14, id, xmin::text FROM filed
            UNION ALL SELECT 15, id, xmin::text FROM claims_correction WHERE claim_id = shown
            UNION ALL SELECT 16, pgh_id, xmin::text FROM claims_claimevent WHERE pgh_obj_id = shown
            UNION ALL SELECT 17, a.id, a.xmin::text FROM actors JOIN articles_actor a USING (id)
            UNION ALL SELECT 18, t.id, t.xmin::text FROM filed f JOIN claims_topic t ON t.id = f.topic_id
            UNION ALL SELECT 19, id, xmin::text FROM claims_rating
            -- Logging in changes the row of a user, so its names stand for it.
            UNION ALL SELECT 20, u.id, u.first_name || E'\n' || u.last_name
                FROM reviews v JOIN auth_user u ON u.id = v.reviewer_id
            -- Whether readers may see what evidence quotes depends on the claims that it bears.
            UNION ALL SELECT 21, t.id, t.xmin || c.status
                FROM evidence e JOIN claims_assertion t ON t.quote_id = e.quote_id
                JOIN claims_claim c ON c.id = t.claim_id
        )
        SELECT md5(string_agg(part || ':' || id || ':' || version, ' ' ORDER BY part, id)) FROM rows r
    );
END
$$
"""

# How often what the lists of readers show was changed, in all. Each transaction counts in a row that no other is
# writing to, so none waits for another; the sum grows with every one that is committed and never comes back.
COUNTED = """
CREATE FUNCTION claims_count_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM changed) THEN
        UPDATE claims_changecount SET changes = changes + 1
        WHERE id = (SELECT id FROM claims_changecount LIMIT 1 FOR UPDATE SKIP LOCKED);
        IF NOT FOUND THEN
            INSERT INTO claims_changecount (changes) VALUES (1);
        END IF;
    END IF;
    RETURN NULL;
END
$$
"""

# What lists show stands in listings (which follow quotations, ties, reviews, subjects, topics and the dates and
# publishers of articles) and here. A new actor, article or topic is in no list before a listing names it.
EVERY = ("INSERT", "UPDATE", "DELETE")
CHANGES = {
    "claims_listing": EVERY,
    "claims_actortally": EVERY,
    "claims_actorlisting": EVERY,
    "claims_articlelisting": EVERY,
    "articles_actor": ("UPDATE", "DELETE"),
    "articles_actorname": EVERY,
    "articles_article": ("UPDATE", "DELETE"),
    "articles_byline": EVERY,
    "claims_relay": EVERY,
    "claims_relayactor": EVERY,
    "claims_topic": ("UPDATE", "DELETE"),
    "claims_rating": EVERY,
}


def triggers():
    """Give what makes each, and what takes it away again."""
    for table, changes in CHANGES.items():
        for change in changes:
            name, rows = f"zz_count_{change.lower()}", "OLD" if change == "DELETE" else "NEW"
            yield (
                f"CREATE TRIGGER {name} AFTER {change} ON {table} REFERENCING {rows} TABLE AS changed "
                "FOR EACH STATEMENT EXECUTE FUNCTION claims_count_change()",
                f"DROP TRIGGER {name} ON {table}",
            )


class Migration(migrations.Migration):
    dependencies = [("articles", "0003_searching"), ("claims", "0017_articles_listed")]

    operations = [
        migrations.RunSQL(STATE_OF_PAGE, "DROP FUNCTION claims_state_of_page(text)"),
        migrations.CreateModel(
            name="ChangeCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("changes", models.PositiveBigIntegerField(verbose_name="changes")),
            ],
            options={
                "verbose_name": "count of changes",
                "verbose_name_plural": "counts of changes",
                "default_permissions": (),
            },
        ),
        migrations.RunSQL(COUNTED, "DROP FUNCTION claims_count_change()"),
        *[migrations.RunSQL(makes, takes_away) for makes, takes_away in triggers()],
    ]
