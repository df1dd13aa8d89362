"""Whom the claims accuse that were only known to accuse somebody."""

from django.db import migrations

# Who was asked for a reply, or not asked for a reason, is whom it accuses.
ACCUSED = """
INSERT INTO claims_claimsubject (claim_id, actor_id, accused)
    SELECT DISTINCT c.id, r.actor_id, true
    FROM claims_claim c JOIN claims_reply r ON r.claim_id = c.id
    WHERE c.accuses
    ON CONFLICT (claim_id, actor_id) DO UPDATE SET accused = true
"""
# Where nobody was asked yet, an editor has to say; nothing readers see depends on it.
UNKNOWN = """
UPDATE claims_claim SET note = ltrim(note || E'\\n\\nAccuses somebody by name: say whom, under “About”.', E'\\n')
WHERE accuses AND NOT EXISTS (SELECT FROM claims_claimsubject s WHERE s.claim_id = claims_claim.id AND s.accused)
"""
ACCUSES = """
UPDATE claims_claim SET accuses = true
WHERE EXISTS (SELECT FROM claims_claimsubject s WHERE s.claim_id = claims_claim.id AND s.accused)
"""


class Migration(migrations.Migration):
    dependencies = [("claims", "0021_accused")]
    operations = [
        migrations.RunSQL(ACCUSED, ACCUSES),
        migrations.RunSQL(UNKNOWN, migrations.RunSQL.noop),
    ]
