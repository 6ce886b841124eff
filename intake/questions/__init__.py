"""The forms that the public answers: one module per form, each a table of rows.

Adding a form is adding a module with a `ReportForm` and naming it here; no page is written for it.
"""

from intake.questions.antisocial import ANTISOCIAL
from intake.questions.assault import ASSAULT
from intake.questions.damage import DAMAGE
from intake.questions.domestic_abuse import DOMESTIC_ABUSE
from intake.questions.fraud import FRAUD
from intake.questions.hate import HATE
from intake.questions.lost_property import PROPERTY
from intake.questions.robbery import ROBBERY
from intake.questions.rows import ReportForm
from intake.questions.sexual import SEXUAL
from intake.questions.stalking import STALKING
from intake.questions.tell_us import TELL_US
from intake.questions.theft import THEFT
from intake.questions.vehicle import VEHICLE

FORMS: dict[str, ReportForm] = {
    form.code: form
    for form in (
        ROBBERY,
        THEFT,
        VEHICLE,
        DAMAGE,
        ASSAULT,
        DOMESTIC_ABUSE,
        STALKING,
        SEXUAL,
        HATE,
        ANTISOCIAL,
        FRAUD,
        PROPERTY,
        TELL_US,
    )
}
