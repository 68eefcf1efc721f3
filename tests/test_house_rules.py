"""The house rules that no linter knows: who writes, who acts, how large things are, what every table has."""

import ast
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
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
INSTALLATION_KEYS = {("organisation.User", ("username",)), ("organisation.Node", ("code",))}

# The largest there may be. Good code bases keep to these sizes; what grows past them holds a second subject.
LONGEST_FILE = 300
LONGEST_FUNCTION = 40
LONGEST_TEST_FILE = 400
LONGEST_TEMPLATE = 120


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
    """Calls that write rows: on a manager or query set, or `save`/`delete` on anything."""
    for call in ast.walk(tree):
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


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_only_actions_write_rows(path: Path) -> None:
    if may_write(path):
        return
    allowed = ALSO_WRITES.get(name_of(path).removeprefix("src/riskbild/"), frozenset())
    found = [(line, call) for line, call in manager_writes(parsed(path)) if call not in allowed]
    assert not found, f"{name_of(path)} writes outside an action: {found}"


# What is called the same and writes no row: a form that asks an action, a client that sends a form.
ALSO_WRITES = {
    "web/method/editing.py": frozenset({"sheet.save"}),
    "cli/bench/register.py": frozenset({"visitor(turn).save"}),
}


ACTIONS = [path for path in SOURCES if "actions" in path.relative_to(PACKAGE).parts or path.name == "actions.py"]
# Parts of actions that actions share; they are handed what a person may already have been asked for.
SHARED_PARTS = {"taking.py", "checking.py", "indexing.py", "__init__.py"}


@pytest.mark.parametrize("path", [path for path in ACTIONS if path.name not in SHARED_PARTS], ids=name_of)
def test_every_public_action_says_who_acts_and_is_one_transaction(path: Path) -> None:
    for function in parsed(path).body:
        if not isinstance(function, ast.FunctionDef) or function.name.startswith("_"):
            continue
        decorators = {ast.unparse(decorator) for decorator in function.decorator_list}
        if "transaction.atomic" not in decorators:
            assert name_of(path) + ":" + function.name in PARTS_OF_ACTIONS, f"{function.name} is no transaction"
            continue
        named = [argument.arg for argument in function.args.kwonlyargs]
        assert not function.args.args, f"{function.name} takes positional arguments"
        assert named[:1] == ["by"], f"{function.name} does not say who acts"
        assert "now" in named, f"{function.name} does not say when"


PARTS_OF_ACTIONS = {
    "src/riskbild/intake/actions/receiving.py:queue",
    "src/riskbild/planning/actions/commons.py:commons_of",
    "src/riskbild/planning/actions/commons.py:put_commons",
    "src/riskbild/planning/actions/copying.py:copy_version",
    "src/riskbild/planning/actions/life.py:begin",
    "src/riskbild/planning/actions/nominating.py:check_unanswered",
    "src/riskbild/planning/actions/profiles.py:put_in_profile",
    "src/riskbild/register/actions/adding.py:year_within_reach",
    "src/riskbild/register/actions/adding.py:insert_risks",
    "src/riskbild/register/actions/adding.py:told",
    "src/riskbild/register/actions/assessing.py:counted_score",
    "src/riskbild/register/actions/assessing.py:follow_assessments",
    "src/riskbild/register/actions/measures.py:measures_follow",
}


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_files_and_functions_keep_to_their_size(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").count("\n")
    assert lines <= LONGEST_FILE, f"{name_of(path)} has {lines} lines"
    long = [
        f"{one.name} ({one.end_lineno - one.lineno + 1})"
        for one in functions(parsed(path))
        if one.end_lineno and one.end_lineno - one.lineno + 1 > LONGEST_FUNCTION
    ]
    assert not long, f"{name_of(path)}: {long}"


@pytest.mark.parametrize("path", sorted((ROOT / "tests").rglob("*.py")), ids=name_of)
def test_test_files_keep_to_their_size(path: Path) -> None:
    assert path.read_text(encoding="utf-8").count("\n") <= LONGEST_TEST_FILE


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("templates/**/*.html")), ids=name_of)
def test_templates_keep_to_their_size(path: Path) -> None:
    assert path.read_text(encoding="utf-8").count("\n") <= LONGEST_TEMPLATE


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_every_module_says_what_it_is_for_and_every_public_name_what_it_means(path: Path) -> None:
    tree = parsed(path)
    assert ast.get_docstring(tree), f"{name_of(path)} has no head line"
    undocumented = [
        node.name
        for node in tree.body
        if isinstance(node, (ast.FunctionDef, ast.ClassDef))
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]
    assert not undocumented, f"{name_of(path)}: {undocumented}"


def test_no_module_is_a_drawer_for_odds_and_ends() -> None:
    assert not [name_of(path) for path in SOURCES if path.stem in UNHELPFUL or UNHELPFUL & set(path.parent.parts[-1:])]


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_every_row_of_ours_has_a_key_of_our_making_and_its_municipality(model: type[models.Model]) -> None:
    fields = {field.attname: field for field in model._meta.concrete_fields}
    assert isinstance(model._meta.pk, models.UUIDField)
    if model._meta.label not in INSTALLATION_WIDE:
        assert "municipality_id" in fields


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_the_municipality_stands_first_in_every_index_and_unique_key(model: type[models.Model]) -> None:
    keys: list[tuple[str, ...]] = [
        tuple(constraint.fields)
        for constraint in model._meta.constraints
        if isinstance(constraint, models.UniqueConstraint)
    ]
    keys += [tuple(index.fields) for index in model._meta.indexes]
    keys += [(field.name,) for field in model._meta.concrete_fields if field.unique and not field.primary_key]
    keys += [(field.name,) for field in model._meta.concrete_fields if field.db_index and not field.unique]
    wrong = [
        key
        for key in keys
        if key[0] not in {"municipality", "municipality_id"} and (model._meta.label, key) not in INSTALLATION_KEYS
    ]
    assert not wrong


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_nothing_is_hidden_in_saving_or_in_signals(path: Path) -> None:
    tree = parsed(path)
    for node in ast.walk(tree):
        bases = {ast.unparse(base) for base in node.bases} if isinstance(node, ast.ClassDef) else set()
        if isinstance(node, ast.ClassDef) and bases & {"models.Model", "MunicipalityRow", "AbstractBaseUser"}:
            overridden = {one.name for one in node.body if isinstance(one, ast.FunctionDef)} & {
                "save",
                "delete",
                "clean",
            }
            assert not overridden, f"{node.name} has logic in {overridden}"
    text = path.read_text(encoding="utf-8")
    assert "django.dispatch" not in text
    assert "db.models.signals" not in text


def test_every_dependency_has_its_reason_on_the_line_above() -> None:
    lines = (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    inside = False
    for above, line in pairwise(lines):
        inside = (inside or line.startswith(("dependencies = [", "test = ["))) and line != "]"
        if inside and line.strip().startswith('"'):
            assert above.strip().startswith("#"), f"no reason above {line.strip()}"
