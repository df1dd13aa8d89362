"""What the database's own rules say when they refuse something, marked for translation.

The rules themselves (triggers in `models/`, functions in `migrations/`) write in English, with what they name in the
place of each "%s". A test finds every sentence of theirs in here.
"""

from django.utils.translation import gettext_noop

SENTENCES = [
    gettext_noop("A rating can't be approved before it was given."),
    gettext_noop("An approval is never changed or deleted."),
    gettext_noop("The claim was rated anew since: the newest review is the one to approve."),
    gettext_noop("The statement was changed since it was rated: it must be reviewed anew."),
    gettext_noop("What has happened has no date in the future: look at the date of the approval."),
    gettext_noop("What has happened has no date in the future: look at the date of the review."),
    gettext_noop("Who gave a rating can't approve it: that takes a second person."),
    gettext_noop("A claim that was merged keeps its address: it leads to the other."),
    gettext_noop("A claim that was public can't be deleted. Withdraw it with a reason; its address says it."),
    gettext_noop("A claim that was public keeps its address and the date of its first publication."),
    gettext_noop("A correction can't be dated ahead: it tells what was changed."),
    gettext_noop(
        "A correction keeps its claim, its kind, its note, its date, and what was said before and since: readers were "
        "told so. Add another one."
    ),
    gettext_noop("A quotation keeps the time it was confirmed, also when it is rejected or orphaned later."),
    gettext_noop("A quotation needs at least one passage of its article."),
    gettext_noop("A quotation never moves to another article. Reject it and add it there."),
    gettext_noop("A quotation that was confirmed can't be deleted. Reject it instead."),
    gettext_noop("A review is never changed or deleted. Add a new one; the newest counts."),
    gettext_noop("A claim that accuses somebody is published at an address that says nothing of it."),
    gettext_noop("An address needs a letter: a number alone leads to the claim of that number."),
    gettext_noop("Claims were rated so: another name or value would change their reviews."),
    gettext_noop("Confirmed quotations stand in an older text of this article: find them again in the new one."),
    gettext_noop("Merge into the claim that stands: one of the two was itself merged with another."),
    gettext_noop("Only to the reason of a claim that is withdrawn now can something be added."),
    gettext_noop("Quotations and claims are changed in transactions of the isolation level “read committed” only."),
    gettext_noop("Readers can see this correction, so it can't be deleted. Add another one."),
    gettext_noop("Readers have read the claim “%s”: its change needs a correction that is stored together with it."),
    gettext_noop(
        "Readers have read the claim “%s”: its change needs a correction, or a note on a small fix, "
        "that is stored together with it."
    ),
    gettext_noop("Readers know the actor “%s”: what they were told of it changes only together with a note for them."),
    gettext_noop(
        "Readers know the article “%s”: what they were told of it changes only together with a note for them."
    ),
    gettext_noop("Readers know the topic “%s”: its name changes only together with a note for them."),
    gettext_noop("Readers were told why this claim went: that stays. Add to the reason instead."),
    gettext_noop("This is more than a small fix, which changes a letter within a word: it needs a correction."),
    gettext_noop("What has happened has no date in the future: look at the date of the first publication."),
    gettext_noop("What has happened has no date in the future: look at when the reply was asked and answered."),
    gettext_noop("What is told of the claim “%s” can't be public before its embargo ends."),
    gettext_noop("Readers may have met this actor, so it can't be deleted. Merge it into another instead."),
    gettext_noop("The article was changed since. Find this again in its newest text before it is confirmed."),
    gettext_noop("The claim “%s” is legally sensitive: without a sign-off nothing that is told of it can be public."),
    gettext_noop(
        "The claim “%s” waits for the answer of %s, whose time to give it is not over: say why it is not awaited."
    ),
    gettext_noop("The claim “%s” was published while you were changing it: look at it again."),
    gettext_noop("The cue from character %s to %s ends after its article does."),
    gettext_noop("The passage from character %s to %s ends after its article does."),
    gettext_noop("The relay from character %s to %s ends after its article does."),
    gettext_noop("The source from character %s to %s ends after its article does."),
    gettext_noop(
        "Readers were told of an unnamed source, or of somebody named: an actor that they know never turns from the "
        "one into the other."
    ),
    gettext_noop("What readers were told of an actor, article or topic stays told. Add another note."),
    gettext_noop(
        "The cue must be word for word what its article says: from character %s to %s the text is “%s”, not “%s”."
    ),
    gettext_noop(
        "The passage must be word for word what its article says: from character %s to %s the text is “%s”, not “%s”."
    ),
    gettext_noop(
        "The relay must be word for word what its article says: from character %s to %s the text is “%s”, not “%s”."
    ),
    gettext_noop(
        "The source must be word for word what its article says: from character %s to %s the text is “%s”, not “%s”."
    ),
    gettext_noop(
        "The passages of a quotation must stand in the order of the text and not overlap; the passage at %s does."
    ),
    gettext_noop(
        "The published claim “%s” accuses %s, so their reply must have been asked, or not asking it needs a reason."
    ),
    gettext_noop("The published claim “%s” can't be public before its embargo ends."),
    gettext_noop("The published claim “%s” is legally sensitive, so its present statement needs a sign-off."),
    gettext_noop(
        "The published claim “%s” is legally sensitive, and its quotations, or where it was said, were changed since "
        "it was signed off."
    ),
    gettext_noop("The published claim “%s” is rated, so it needs evidence."),
    gettext_noop(
        "The published claim “%s” needs at least one confirmed quotation that asserts it, or a statement of where it "
        "was said and by whom. Withdraw the claim first."
    ),
    gettext_noop(
        "The published claim “%s” was rated and published by one person; somebody else must do one of the two."
    ),
    gettext_noop("This was confirmed in other words, or as somebody else's. Confirm it anew as it is now."),
    gettext_noop("What was confirmed is noted by the database itself, when somebody confirms; nobody writes it."),
    gettext_noop("This claim was merged into another: choose that one."),
    gettext_noop("What readers were told stays: add to it instead."),
    gettext_noop("What this claim was part of was withdrawn since: it can only be published anew."),
]
