"""The scale of ratings that comes with the software, marked for translation.

The scale itself lies in the database, where a newsroom changes it; what it wrote itself is shown as it wrote it.
"""

from django.utils.translation import gettext_noop

STOCK = {
    gettext_noop("True"): gettext_noop("The statement is accurate and nothing significant is missing."),
    gettext_noop("Mostly true"): gettext_noop("The statement is accurate but needs clarification or more information."),
    gettext_noop("Half true"): gettext_noop("The statement is partly accurate but leaves out important details."),
    gettext_noop("Mostly false"): gettext_noop(
        "The statement holds some truth but ignores facts that change its meaning."
    ),
    gettext_noop("False"): gettext_noop("The statement is not accurate."),
    gettext_noop("Unproven"): gettext_noop(
        "The evidence that could be found neither bears the statement out nor refutes it."
    ),
}
