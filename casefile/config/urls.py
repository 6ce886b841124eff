"""Every URL prefix of the product; each app holds its own pages."""

from django.urls import include, path

urlpatterns = [
    path("", include("casefile.manage.urls")),
    path("desk/reports/", include("intake.desk_urls")),
    path("desk/", include("casefile.desk.urls")),
    path("desk/", include("casefile.mg.urls")),
    path("report/", include("intake.urls")),
    path("prosecute/", include("cps_exchange.urls")),
    path("api/v1/exchange/", include("cps_exchange.api_urls")),
    path("api/", include("casefile.api_urls")),
    path("track/", include("victims.urls")),
]

handler400 = "casefile.manage.views.errors.bad_request"
handler403 = "casefile.manage.views.errors.forbidden"
handler404 = "casefile.manage.views.errors.not_found"
handler500 = "casefile.manage.views.errors.server_error"
