"""What an editor let pass has the rating that readers read, and who approved it; what readers last read has that too."""

from importlib import import_module

from django.db import migrations

let_pass = import_module("claims.migrations.0035_let_pass")

BEFORE = let_pass.WHAT_IS_LET.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
START = BEFORE.index("        'rating', ")
END = BEFORE.index("        'replies', ")
# First the rating that readers read, with its review; then all reviews, and all approvals of them.
NOW = (
    BEFORE[:START]  # noqa: S608 - made of constants
    + """        'rating', jsonb_build_array(
            (SELECT jsonb_build_array(v.id, v.rating_id) FROM claims_rating_read(c.id, c.statement) AS r
             JOIN claims_review v ON v.id = r.review),
            (SELECT coalesce(jsonb_agg(v.id ORDER BY v.id), '[]') FROM claims_review v WHERE v.claim_id = c.id),
            (SELECT coalesce(jsonb_agg(a.id ORDER BY a.id), '[]') FROM claims_approval a
             JOIN claims_review v ON v.id = a.review_id WHERE v.claim_id = c.id)),
"""
    + BEFORE[END:]
)

# Who said it came to the fields of a claim meanwhile, beside where it was said.
AS_IT_IS = """
UPDATE claims_letpass SET scheduled = scheduled || part.now, handed_on = handed_on || part.now,
    signed_off = signed_off || part.now
FROM (SELECT p.claim_id, jsonb_build_object('rating', let.now -> 'rating', 'said_where', let.now -> 'said_where') AS now
      FROM claims_letpass p CROSS JOIN LATERAL (SELECT claims_let_pass(p.claim_id) AS now) AS let) AS part
WHERE part.claim_id = claims_letpass.claim_id
"""

OF_REVIEW = "SELECT claim_id FROM claims_review WHERE id = NEW.review_id"


class Migration(migrations.Migration):
    dependencies = [("claims", "0045_approvals_on_record")]

    operations = [
        migrations.RunSQL(NOW, BEFORE),
        migrations.RunSQL(AS_IT_IS, AS_IT_IS),
        let_pass.kept("claims_approval", OF_REVIEW, "INSERT"),
    ]
