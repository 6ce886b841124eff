"""Pages of this app: neutral addresses for victims, and the officer's page under staff/."""

from django.urls import path

from victims import signing_views, staff_views, views

app_name = "victims"
ACCOUNT = "staff/<uuid:pk>/<uuid:account_id>"
urlpatterns = [
    path("", views.start, name="start"),
    path("enter/<slug:token>/", views.enter, name="enter"),
    path("in/<slug:handle>/", views.come_back, name="return"),
    path("updates/", views.updates, name="updates"),
    path("updates/<uuid:pk>/", views.update, name="update"),
    path("checklist/", views.checklist, name="checklist"),
    path("dates/", views.dates, name="dates"),
    path("sign-out/", views.sign_out, name="sign_out"),
    path("sign/", signing_views.open_link, name="sign_open"),
    path("sign/read/", signing_views.read, name="sign_read"),
    path("sign/pages/<int:number>/", signing_views.page_image, name="sign_page"),
    path("sign/done/", signing_views.signed, name="signed"),
    path("exit/", views.leave, name="exit"),
    path("staff/<uuid:pk>/", staff_views.case_page, name="staff"),
    path(f"{ACCOUNT}/code/", staff_views.give_code, name="staff_code"),
    path(f"{ACCOUNT}/invitation/", staff_views.send_invitation, name="staff_invitation"),
    path(f"{ACCOUNT}/self-service/", staff_views.switch, name="staff_switch"),
    path("staff/<uuid:pk>/duties/<uuid:duty_id>/", staff_views.told, name="staff_told"),
]
