"""The house rules that no linter knows: who writes, who acts, how large things are, what every table has."""

import ast
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

from django.apps import apps
from django.db import models

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "riskbild"
SOURCES = sorted(path for path in PACKAGE.rglob("*.py") if "migrations" not in path.parts)
WRITES = {"save", "delete", "create", "update", "get_or_create", "update_or_create", "bulk_create", "bulk_update"}
UNHELPFUL = {"utils", "helpers", "services", "core", "common", "misc"}
OURS = [model for model in apps.get_models() if model.__module__.startswith("riskbild.")]

# What is one for the whole installation, and so has a key that does not begin with the municipality.
INSTALLATION_WIDE = {"organisation.Municipality"}
INSTALLATION_KEYS = {
    ("organisation.User", ("username",)), ("organisation.Node", ("code",)), ("publishing.PublicAddress", ("slug",)),
}  # fmt: skip

# The largest there may be. Good code bases keep to these sizes; what grows past them holds a second subject.
LONGEST_FILE = 300
LONGEST_FUNCTION = 40
LONGEST_TEST_FILE = 400
LONGEST_TEMPLATE = 120


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)))


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def may_write(path: Path) -> bool:
    # The index is written by whoever writes what it indexes, in the same transaction.
    inside = path.relative_to(PACKAGE).parts
    return inside[1:2] in {("actions",), ("actions.py",), ("record.py",)} or inside[0] == "search"


def manager_writes(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Calls that write rows: on a manager or query set, or `save`/`delete` on anything; and whoever loads `writing`."""
    for call in ast.walk(tree):
        if isinstance(call, ast.ImportFrom) and call.module == "riskbild.audit.writing":
            yield call.lineno, f"from {call.module}"
        if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute) or call.func.attr not in WRITES:
            continue
        target = ast.unparse(call.func.value)
        on_rows = (
            ".objects" in target
            or "_default_manager" in target
            or (call.func.attr in {"save", "delete"} and target not in {"self", "super()"})
        )
        if on_rows:
            yield call.lineno, f"{target}.{call.func.attr}"


def test_only_actions_write_rows() -> None:
    found = []
    for path in SOURCES:
        allowed = ALSO_WRITES.get(name_of(path).removeprefix("src/riskbild/"), frozenset())
        if not may_write(path):
            found += [
                f"{name_of(path)}:{line} {call}" for line, call in manager_writes(parsed(path)) if call not in allowed
            ]
    assert not found, "\n".join(found)


# What is called the same and writes no row: a form that asks an action, a client that sends a form.
ALSO_WRITES = {
    "web/method/editing.py": frozenset({"sheet.save"}),
    "publishing/pdf/tagging.py": frozenset({"pdf.save"}),
    "cli/bench/register.py": frozenset({"visitor(turn).save"}),
}


ACTIONS = [path for path in SOURCES if "actions" in path.relative_to(PACKAGE).parts or path.name == "actions.py"]
# Parts of actions that actions share; they are handed what a person may already have been asked for.
SHARED_PARTS = {"taking.py", "checking.py", "indexing.py", "__init__.py"}


def action_faults(path: Path) -> Iterator[str]:
    for function in parsed(path).body:
        if not isinstance(function, ast.FunctionDef) or function.name.startswith("_"):
            continue
        name = f"{name_of(path)}:{function.name}"
        if "transaction.atomic" not in {ast.unparse(decorator) for decorator in function.decorator_list}:
            if name not in PARTS_OF_ACTIONS:
                yield f"{name} is no transaction"
            continue
        named = [argument.arg for argument in function.args.kwonlyargs]
        if function.args.args:
            yield f"{name} takes positional arguments"
        if named[:1] != ["by"]:
            yield f"{name} does not say who acts"
        if "now" not in named:
            yield f"{name} does not say when"


def test_every_public_action_says_who_acts_and_is_one_transaction() -> None:
    found = [fault for path in ACTIONS if path.name not in SHARED_PARTS for fault in action_faults(path)]
    assert not found, "\n".join(found)


PARTS_OF_ACTIONS = {
    "src/riskbild/followup/actions/deviations.py:take_deviation",
    "src/riskbild/followup/actions/deviations.py:deviation_told",
    "src/riskbild/followup/actions/deviations.py:is_secret",
    "src/riskbild/followup/actions/evidence.py:too_large",
    "src/riskbild/delivery/actions/queuing.py:queue",
    "src/riskbild/delivery/actions/queuing.py:queue_all",
    "src/riskbild/delivery/actions/sending.py:send_due",
    "src/riskbild/delivery/actions/sending.py:clear_old",
    "src/riskbild/followup/actions/asking.py:ask",
    "src/riskbild/followup/actions/drafting.py:end_drafts",
    "src/riskbild/followup/actions/falling.py:falls_in",
    "src/riskbild/followup/actions/falling.py:put_holders",
    "src/riskbild/followup/actions/falling.py:refresh_holders",
    "src/riskbild/intake/actions/receiving.py:queue",
    "src/riskbild/planning/actions/commons.py:bring_commons_up_to_date",
    "src/riskbild/planning/actions/copying.py:copy_version",
    "src/riskbild/planning/actions/life.py:begin",
    "src/riskbild/planning/actions/nominating.py:check_unanswered",
    "src/riskbild/planning/actions/profiles.py:put_in_profile",
    "src/riskbild/publishing/actions/keeping.py:put_document",
    "src/riskbild/register/actions/adding.py:year_within_reach",
    "src/riskbild/register/actions/adding.py:insert_risks",
    "src/riskbild/register/actions/adding.py:told",
    "src/riskbild/register/actions/assessing.py:counted_score",
    "src/riskbild/register/actions/assessing.py:follow_assessments",
    "src/riskbild/register/actions/measures.py:measures_follow",
    "src/riskbild/register/actions/measures.py:put_progress",
}


def too_long(paths: list[Path], most: int) -> list[str]:
    lines = {path: path.read_text(encoding="utf-8").count("\n") for path in paths}
    return [f"{name_of(path)} has {count} lines" for path, count in lines.items() if count > most]


def test_files_keep_to_their_size() -> None:
    found = too_long(SOURCES, LONGEST_FILE)
    found += too_long(sorted((ROOT / "tests").rglob("*.py")), LONGEST_TEST_FILE)
    found += too_long(sorted(PACKAGE.rglob("templates/**/*.html")), LONGEST_TEMPLATE)
    assert not found, "\n".join(found)


def test_functions_keep_to_their_size() -> None:
    found = [
        f"{name_of(path)}:{one.name} has {one.end_lineno - one.lineno + 1} lines"
        for path in SOURCES
        for one in functions(parsed(path))
        if one.end_lineno and one.end_lineno - one.lineno + 1 > LONGEST_FUNCTION
    ]
    assert not found, "\n".join(found)


def test_every_module_says_what_it_is_for_and_every_public_name_what_it_means() -> None:
    found = [name_of(path) for path in SOURCES if not ast.get_docstring(parsed(path))]
    found += [
        f"{name_of(path)}:{node.name}"
        for path in SOURCES
        for node in parsed(path).body
        if isinstance(node, (ast.FunctionDef, ast.ClassDef))
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]
    assert not found, "\n".join(found)


def test_no_module_is_a_drawer_for_odds_and_ends() -> None:
    assert not [name_of(path) for path in SOURCES if path.stem in UNHELPFUL or UNHELPFUL & set(path.parent.parts[-1:])]


def test_every_row_of_ours_has_a_key_of_our_making_and_its_municipality() -> None:
    for model in OURS:
        assert isinstance(model._meta.pk, models.UUIDField), model._meta.label
        columns = {field.attname for field in model._meta.concrete_fields}
        assert model._meta.label in INSTALLATION_WIDE or "municipality_id" in columns, model._meta.label


def keys_of(model: type[models.Model]) -> list[tuple[str, ...]]:
    keys: list[tuple[str, ...]] = [
        tuple(constraint.fields)
        for constraint in model._meta.constraints
        if isinstance(constraint, models.UniqueConstraint)
    ]
    keys += [tuple(index.fields) for index in model._meta.indexes]
    keys += [(field.name,) for field in model._meta.concrete_fields if field.unique and not field.primary_key]
    return keys + [(field.name,) for field in model._meta.concrete_fields if field.db_index and not field.unique]


def test_the_municipality_stands_first_in_every_index_and_unique_key() -> None:
    wrong = [
        (model._meta.label, key)
        for model in OURS
        for key in keys_of(model)
        if key[0] not in {"municipality", "municipality_id"} and (model._meta.label, key) not in INSTALLATION_KEYS
    ]
    assert not wrong


def test_nothing_is_hidden_in_saving_or_in_signals() -> None:
    found = [
        f"{name_of(path)}:{node.name} has logic in {one.name}"
        for path in SOURCES
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.ClassDef)
        and {ast.unparse(base) for base in node.bases} & {"models.Model", "MunicipalityRow", "AbstractBaseUser"}
        for one in node.body
        if isinstance(one, ast.FunctionDef) and one.name in {"save", "delete", "clean"}
    ]
    signals = ("django.dispatch", "db.models.signals")
    found += [name_of(path) for path in SOURCES if any(name in path.read_text(encoding="utf-8") for name in signals)]
    assert not found, "\n".join(found)


def test_every_dependency_has_its_reason_on_the_line_above() -> None:
    lines = (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    inside = False
    for above, line in pairwise(lines):
        inside = (inside or line.startswith(("dependencies = [", "test = ["))) and line != "]"
        if inside and line.strip().startswith('"'):
            assert above.strip().startswith("#"), f"no reason above {line.strip()}"
