"""Pages where staff take a report down for somebody, under /desk/reports/new/.

Those that a page of questions leads to are named as at the public's door (intake/urls.py).
"""

from django.urls import path

from intake.desk import taking

app_name = "take"
urlpatterns = [
    path("", taking.start, name="start"),
    path("<uuid:pk>/first/", taking.first, name="first"),
    path("<uuid:pk>/first/note/", taking.elsewhere, name="elsewhere"),
    path("<uuid:pk>/asked/", taking.asked, name="asked"),
    path("<uuid:pk>/q/<int:number>/", taking.question, name="question"),
    path("<uuid:pk>/q/<int:number>/note/<slug:advice>/", taking.advice, name="advice"),
    path("<uuid:pk>/files/<uuid:file>/remove/", taking.remove_file, name="remove_file"),
    path("<uuid:pk>/check/", taking.check, name="check"),
    path("<uuid:pk>/delete/", taking.drop, name="drop"),
    path("<uuid:pk>/receipt/", taking.receipt, name="receipt"),
]
