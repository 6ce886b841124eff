from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse


@pytest.fixture
def desk(client: Client, robbery: Any) -> Callable[..., Any]:
    """`desk("desk:page", subject, **fields)` posts to a page as the officer in the case."""
    client.force_login(robbery.officer)

    def post(page: str, subject: Any, **fields: Any) -> Any:
        return client.post(reverse(page, args=[subject.pk]), fields)

    return post
