"""The import diagram of the house style as a table, and the sizes that code must keep to."""

import ast
import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
APPS = ("casefile", "intake", "cps_exchange", "victims")

BASE = {
    "casefile.rules",
    "casefile.clock",
    "casefile.crashpoints",
    "casefile.verify",
    "casefile.merkle",
}
RECORD = BASE | {
    "casefile.models",
    "casefile.services",
    "casefile.selectors",
    "casefile.store",
    "casefile.sandbox",
    "casefile.pdf",
    "casefile.gates",
    "casefile.forms",
    "casefile.formfields",
    "casefile.api",
    "casefile.uploads",
    "casefile.worker",
    "casefile.middleware",
    "casefile.words",
    "casefile.wording",
}
NESTED = RECORD | {"casefile.templatetags"}

# A package may import itself, what stands here, and everything that is not ours.
MAY_IMPORT: dict[str, set[str]] = {
    # know nothing of cases
    "casefile.rules": set(),
    "casefile.clock": set(),
    "casefile.crashpoints": set(),
    "casefile.verify": set(),
    "casefile.merkle": {"casefile.verify"},
    "casefile.store": set(),
    "casefile.sandbox": set(),
    "casefile.pdf": {"casefile.sandbox"},
    # the record
    "casefile.models": {"casefile.rules"},
    "casefile.migrations": {"casefile.models", "casefile.rules"},
    "casefile.services": BASE
    | {"casefile.models", "casefile.store", "casefile.sandbox", "casefile.pdf"},
    "casefile.selectors": BASE | {"casefile.models", "casefile.services"},
    # its shared edges
    "casefile.gates": BASE | {"casefile.models", "casefile.services", "casefile.selectors"},
    "casefile.words": {"casefile.rules"},
    "casefile.wording": {"casefile.rules"},
    "casefile.formfields": {"casefile.rules", "casefile.words"},
    "casefile.templatetags": {"casefile.rules", "casefile.formfields", "casefile.words"},
    "casefile.forms": RECORD,
    "casefile.middleware": RECORD,
    "casefile.api": RECORD,
    "casefile.api_urls": RECORD,
    "casefile.uploads": RECORD,
    "casefile.worker": RECORD,
    "casefile.apps": RECORD,
    "casefile.management": NESTED | {"casefile.demonstration"},
    "casefile.demonstration": BASE | {"casefile.models"},
    # nested apps, strangers to each other but for bundles, which prints the forms
    "casefile.desk": NESTED,
    "casefile.manage": NESTED,
    "casefile.capture": NESTED,
    "casefile.mg": NESTED,
    "casefile.bundles": NESTED | {"casefile.mg"},
    # siblings
    **{
        app: NESTED | {"casefile.desk", "casefile.manage", "casefile.capture", "casefile.bundles"}
        for app in ("intake", "cps_exchange", "victims")
    },
}
IMPORTS_ALL = "casefile.config"

MAX_FUNCTION_LINES = 40
MAX_MODULE_LINES = 400
OTHER_CLOCKS = {"zoneinfo", "django.utils.timezone"}
DAYS_BY_THEMSELVES = {
    "casefile.rules.london": "the clock in London",
    "casefile.desk.forms.people": "a day that somebody typed, read by its shape",
    "intake.queue_filters": "the value of a date field",
}
NO_CLOCK = (
    "casefile.rules",
    "casefile.store",
    "casefile.sandbox",
    "casefile.pdf",
    "casefile.models",
)


def sources() -> list[Path]:
    files = (path for app in APPS for path in (ROOT / app).rglob("*.py"))
    return sorted(path for path in files if "node_modules" not in path.parts)


def module_name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def package_of(name: str) -> str | None:
    """The row of the diagram that our module belongs to; None for the bare top of casefile."""
    parts = name.split(".")
    if parts[0] != "casefile":
        return parts[0]
    return ".".join(parts[:2]) if len(parts) > 1 else None


def imported_modules(path: Path) -> set[str]:
    """Full names of everything imported; `from a import b` counts as a.b, which it may be."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def forbidden_imports(path: Path) -> list[str]:
    own = package_of(module_name(path))
    if own in {IMPORTS_ALL, None}:
        return []
    allowed = MAY_IMPORT[own] | {own, None}
    ours = {name for name in imported_modules(path) if name.split(".")[0] in APPS}
    return sorted(name for name in ours if package_of(name) not in allowed)


@pytest.mark.parametrize("path", sources(), ids=module_name)
def test_imports_follow_the_diagram(path):
    assert forbidden_imports(path) == []


def test_every_package_stands_in_the_diagram():
    packages = {package_of(module_name(path)) for path in sources()} - {None, IMPORTS_ALL}

    assert packages <= MAY_IMPORT.keys()


def test_siblings_and_nested_apps_are_strangers():
    for app in ("intake", "cps_exchange", "victims"):
        assert not MAY_IMPORT[app] & {"intake", "cps_exchange", "victims", IMPORTS_ALL}
    for lower, allowed in MAY_IMPORT.items():
        if lower.startswith("casefile."):
            assert not allowed & {"intake", "cps_exchange", "victims", IMPORTS_ALL}


def test_what_knows_no_time_of_its_own_is_not_given_a_clock():
    assert all("casefile.clock" not in MAY_IMPORT[package] for package in NO_CLOCK)


def test_only_the_disposal_service_can_destroy_stored_bytes():
    """EV-01: no other code path removes an original."""
    able = "casefile.store.destroy"
    holders = {
        module_name(path)
        for path in sources()
        if any(name.startswith(able) for name in imported_modules(path))
    }

    removing = {
        module_name(path)
        for path in sources()
        if ".delete_object" in path.read_text(encoding="utf-8")
    }

    assert holders == {"casefile.services.disposal"}
    # A bucket's store takes back what it was sending, which nobody was told of.
    assert removing == {able, "casefile.store.s3"}


def test_an_evidence_store_has_no_way_to_change_or_remove():
    """EV-01: what is stored is written once; the interface can add and read.

    It sweeps what a killed put() left, which never became an object.
    """
    text = (ROOT / "casefile/store/interface.py").read_text(encoding="utf-8")
    (store,) = [
        node
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.ClassDef) and node.name == "EvidenceStore"
    ]
    able = {node.name for node in store.body if isinstance(node, ast.FunctionDef)}

    reading = {"open", "open_verified", "digest", "exists", "size_of", "list"}
    assert able == {"put", "sweep_unfinished"} | reading


def days_off_the_clock(source: str) -> list[str]:
    """What takes or writes a day or a time other than off `rules/london.py`.

    What is named `on` or ends with `_on` is a date, of no zone.
    """
    return [
        ast.unparse(node)
        for node in ast.walk(ast.parse(source))
        if _takes_day(node) or (_writes_time(node) and not _is_in_london(node.value))
    ]


def _takes_day(node: ast.AST) -> bool:
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return False
    return node.func.attr == "strftime" or (node.func.attr == "date" and not node.args)


def _writes_time(node: ast.AST) -> bool:
    if not isinstance(node, ast.FormattedValue) or node.format_spec is None:
        return False
    return bool(re.search("%-?[A-Za-z]", ast.unparse(node.format_spec)))


def _is_in_london(value: ast.expr) -> bool:
    return bool(re.fullmatch(r"london\.\w+\(.+\)|([\w.]+[._])?on", ast.unparse(value)))


@pytest.mark.parametrize(
    ("source", "is_right"),
    [
        ("at.date()", False),
        ("london.time_of(at).date()", False),
        ("case.opened_at.strftime('%d')", False),
        ("f'{case.opened_at:%d}'", False),
        ("f'{at:%-d %B %Y}'", False),
        ("london.day_of(at)", True),
        ("f'{london.time_of(case.opened_at):%H:%M}'", True),
        ("f'{plan.review_on:%d} {on:%Y} {share:.1%}'", True),
        ("say.date(value, 'j F')", True),
    ],
)
def test_a_day_taken_off_another_clock_is_found(source, is_right):
    assert (days_off_the_clock(source) == []) is is_right


@pytest.mark.parametrize("path", sources(), ids=module_name)
def test_days_and_times_are_read_off_the_clock_in_london(path):
    """In summer a moment's day in UTC is the day before for an hour after midnight."""
    if "migrations" in path.parts or module_name(path) in DAYS_BY_THEMSELVES:
        return
    clocks = {name.removesuffix(".ZoneInfo") for name in imported_modules(path)} & OTHER_CLOCKS

    assert clocks == set()
    assert days_off_the_clock(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", sorted((ROOT / "casefile/rules").rglob("*.py")), ids=module_name)
def test_rules_use_the_standard_library_only(path):
    tops = {name.split(".")[0] for name in imported_modules(path)}

    assert tops <= sys.stdlib_module_names | {"casefile"}


@pytest.mark.parametrize("path", sources(), ids=module_name)
def test_modules_and_functions_stay_small(path):
    if "migrations" in path.parts:
        return
    text = path.read_text(encoding="utf-8")
    too_long = [
        f"{node.name} ({node.end_lineno - node.lineno + 1} lines)"
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno - node.lineno >= MAX_FUNCTION_LINES
    ]

    assert too_long == []
    assert len(text.splitlines()) <= MAX_MODULE_LINES
