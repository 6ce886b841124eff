"""What all machine clients share: the token, the OpenAPI schema, and its page."""

from typing import Any

from csp.decorators import csp_update
from django.urls import path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from oauth2_provider.views import TokenView

from casefile.gates import Gate


class Token(TokenView):  # type: ignore[misc]
    """Gives a client a token for its id and secret; no other grant is served."""

    gate = Gate("public")


class Schema(SpectacularAPIView):
    """The OpenAPI document: it holds nothing of any case."""

    gate = Gate("public")


class Docs(SpectacularSwaggerSplitView):
    """The schema as a page, with scripts of our own host only."""

    gate = Gate("public")
    url_name = "api:schema"
    template_name = "api_docs.html"


app_name = "api"
urlpatterns: list[Any] = [
    path("v1/oauth/token/", Token.as_view(), name="token"),
    path("schema/", Schema.as_view(), name="schema"),
    # The page's own style sheet draws its icons from data addresses.
    path("docs/", csp_update({"img-src": ["data:"]})(Docs.as_view()), name="docs"),
]
