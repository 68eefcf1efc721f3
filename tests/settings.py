"""The settings of the tests: the product's own, on a database and a folder that are thrown away."""
# ruff: noqa: E402, F403 - the environment must be in place before the settings are read

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from jinja2 import FileSystemBytecodeCache

HOME = tempfile.mkdtemp(prefix="riskbild-test-")
atexit.register(shutil.rmtree, HOME, ignore_errors=True)
os.environ["RISKBILD_HOME"] = HOME
# Plain HTTP, as in the demo; what production adds to that is tested by itself.
os.environ["RISKBILD_LOOPBACK"] = "yes"
os.environ["RISKBILD_SECRET_KEY"] = "only-for-tests-and-long-enough-to-be-taken-for-a-real-one"

from tests import template

from riskbild.config import settings as product
from riskbild.config.settings import *

# A weak hasher first: hundreds of tests make users, and the strong one is tested by itself.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", *product.PASSWORD_HASHERS]

_database = product.DATABASES["default"]
if _database["ENGINE"] == "riskbild.config.sqlite":
    # A file, as in production: threads and other processes must be able to open it. It need not survive a power cut;
    # the tests that kill writers have installations of their own.
    _database["TEST"] = {"NAME": f"{HOME}/test.sqlite3"}
    _database["OPTIONS"]["init_command"] = _database["OPTIONS"]["init_command"].replace("=FULL", "=OFF")
elif template.given():
    _database["TEST"] = {"TEMPLATE": template.given()}

# All processes of a run share the compiled templates: there are some three hundred, and compiling them takes seconds.
_compiled = Path(os.environ.get("RISKBILD_COMPILED_TEMPLATES", HOME)) / "compiled-templates"
_compiled.mkdir(exist_ok=True)
product.TEMPLATES[0]["OPTIONS"]["bytecode_cache"] = FileSystemBytecodeCache(str(_compiled))
