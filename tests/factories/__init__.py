"""Rows of the record for tests: `make_<model>(**overrides)`, valid by default, saved.

A state has a name of its own: `make_charged_case`. Everybody and everything here is invented.

The makers stand by subject in the modules of this package, and are called from here.
"""

from tests.factories.base import *  # noqa: F403
from tests.factories.cases import *  # noqa: F403
from tests.factories.exhibits import *  # noqa: F403
from tests.factories.organisations import *  # noqa: F403
from tests.factories.people import *  # noqa: F403
from tests.factories.prosecution import *  # noqa: F403
from tests.factories.work import *  # noqa: F403
