"""The settings, a file a subject. What an operator may choose comes from the environment, in one table."""
# ruff: noqa: F403 - a settings module is the sum of its parts' names

from riskbild.config.settings.apps import *
from riskbild.config.settings.database import *
from riskbild.config.settings.documents import *
from riskbild.config.settings.logs import *
from riskbild.config.settings.mail import *
from riskbild.config.settings.paths import *
from riskbild.config.settings.place import *
from riskbild.config.settings.secret_key import *
from riskbild.config.settings.security import *
from riskbild.config.settings.server import *
from riskbild.config.settings.web import *
