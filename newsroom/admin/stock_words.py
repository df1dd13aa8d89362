"""Words of the stock admin that our catalogues say otherwise.

Django's translations put an article before whatever a thing is called ("El afirmación … fue agregado"). Marked here, a
text has a place in our catalogues, which come before Django's; English keeps Django's own words.
"""

from django.utils.translation import gettext_noop

SAID_OTHERWISE = (
    gettext_noop("The {name} “{obj}” was added successfully."),
    gettext_noop("The {name} “{obj}” was added successfully. You may add another {name} below."),
    gettext_noop("The {name} “{obj}” was changed successfully."),
    gettext_noop("The {name} “{obj}” was changed successfully. You may edit it again below."),
    gettext_noop("The {name} “{obj}” was changed successfully. You may add another {name} below."),
    gettext_noop("The %(name)s “%(obj)s” was deleted successfully."),
    gettext_noop("Add another %(verbose_name)s"),
)
