"""Pages of the desk about what came from tablets, under /desk/tablets/."""

from django.urls import path

from casefile.capture.pages import imports, notebook, waiting

app_name = "tablets"
urlpatterns = [
    path("", waiting.waiting, name="waiting"),
    path("notebook/", notebook.notebook, name="notebook"),
    path("import/", imports.import_page, name="import"),
    path("set-aside/<uuid:pk>/", waiting.set_aside, name="set_aside"),
    path("stray/<uuid:pk>/", waiting.stray, name="stray"),
    path("<uuid:pk>/", waiting.entry, name="entry"),
    path("<uuid:pk>/choose/<uuid:conflict>/", waiting.choose, name="choose"),
    path("<uuid:pk>/again/", waiting.try_again, name="try_again"),
]
