"""Every action of some packages, found by what an action is: a public function that says who acts and when."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any


def actions_of(*places: ModuleType) -> dict[str, Callable[..., Any]]:
    """The actions of these modules, and of the modules of these packages, by name."""
    return {
        name: function
        for place in places
        for module in _modules(place)
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_") and _says_who_and_when(function)
    }


def _modules(place: ModuleType) -> Iterator[ModuleType]:
    if not hasattr(place, "__path__"):
        yield place
        return
    for one in pkgutil.iter_modules(place.__path__):
        yield importlib.import_module(f"{place.__name__}.{one.name}")


def _says_who_and_when(function: Callable[..., Any]) -> bool:
    asked = inspect.signature(function).parameters
    named = all(one.kind is inspect.Parameter.KEYWORD_ONLY for one in asked.values())
    return named and {"by", "now"} <= set(asked)
