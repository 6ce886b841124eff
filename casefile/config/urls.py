"""Every URL prefix of the product; each app holds its own pages."""

from django.urls import include, path

urlpatterns = [
    path("", include("casefile.manage.urls")),
    path("manage/devices/", include("casefile.capture.manage_urls")),
    path("desk/reports/new/", include("intake.taking_urls")),
    path("desk/reports/", include("intake.desk_urls")),
    path("desk/complaints/", include("intake.complaint_urls")),
    path("desk/tablets/", include("casefile.capture.desk_urls")),
    path("desk/", include("casefile.desk.urls")),
    path("desk/", include("casefile.mg.urls")),
    path("capture/", include("casefile.capture.urls")),
    path("report/", include("intake.urls")),
    path("prosecute/", include("cps_exchange.urls")),
    path("api/v1/exchange/", include("cps_exchange.api_urls")),
    path("api/v1/uploads/", include("casefile.uploads.urls")),
    path("api/v1/capture/", include("casefile.capture.api_urls")),
    path("api/v1/intake/", include("intake.api_urls")),
    path("api/", include("casefile.api_urls")),
    path("track/", include("victims.urls")),
]

handler400 = "casefile.manage.views.errors.bad_request"
handler403 = "casefile.manage.views.errors.forbidden"
handler404 = "casefile.manage.views.errors.not_found"
handler500 = "casefile.manage.views.errors.server_error"
