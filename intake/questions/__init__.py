"""The forms that the public answers: one module per form, each a table of rows.

Adding a form is adding a module with a `ReportForm` and naming it here; no page is written for it.
"""

from intake.questions.robbery import ROBBERY
from intake.questions.rows import ReportForm

FORMS: dict[str, ReportForm] = {form.code: form for form in (ROBBERY,)}
