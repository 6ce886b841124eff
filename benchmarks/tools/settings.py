"""The product's settings with one page more: the minimal page that others are held against."""

from casefile.config.settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks.tools.urls"
