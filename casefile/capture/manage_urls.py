"""Pages of administrators about tablets, under /manage/devices/."""

from django.urls import path

from casefile.capture.pages import devices

app_name = "devices"
urlpatterns = [
    path("", devices.device_list, name="list"),
    path("code/", devices.make_code, name="code"),
    path("<uuid:pk>/", devices.device, name="device"),
]
