"""App configuration and subscriptions to events of the record."""

from django.apps import AppConfig


class CpsExchangeConfig(AppConfig):
    """See the package's docstring."""

    name = "cps_exchange"
