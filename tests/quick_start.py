"""What makes the same real thing quicker in tests: what one service makes once in its life, a test process makes once.

Applications are built once, pages, routes and SQL are compiled once, passwords are hashed at low cost, and rubbish is
looked for less often.
"""

import gc
import os
import shutil
from collections.abc import Callable
from copy import copy, deepcopy
from dataclasses import replace
from pathlib import Path
from types import CodeType
from typing import Any, ClassVar

from argon2 import PasswordHasher
from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from sqlalchemy import Connection, Dialect, Engine, create_engine, event
from werkzeug.routing import Rule

from service.cases import passwords
from service.config import Settings
from service.store import database
from service.toolbox import Toolbox
from service.web import application

QUICK_HASHER = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
NEW_OBJECTS = 20_000  # between two looks for rubbish; Python's own 700 is for small programs
STATEMENTS = 3_000  # kept for all services of a process; one service has some 500

IN_MEMORY = Path("/dev/shm")  # noqa: S108 - each run makes a folder of its own in it
ENOUGH = 2 << 30  # bytes; a run needs about a tenth of it


class CompiledPages(BytecodeCache):
    """Compiled templates, kept for every application that this process makes."""

    def __init__(self) -> None:
        """Begin with none."""
        self._kept: dict[tuple[str, str], CodeType | None] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give what was compiled from the same source."""
        bucket.code = self._kept.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        self._kept[bucket.key, bucket.checksum] = bucket.code


class KnownRule(Rule):
    """A route whose maker of addresses is compiled once: it asks the rule it is bound to for its converters."""

    known: ClassVar[dict[tuple[Any, ...], Any]] = {}

    def _compile_builder(self, append_unknown: bool = True) -> Any:
        if self.defaults:
            return super()._compile_builder(append_unknown)
        key = (self.rule, tuple(self._trace), append_unknown)
        if key not in self.known:
            self.known[key] = super()._compile_builder(append_unknown)
        return self.known[key]


class KnownApplications:
    """Applications put together once: those with the same settings differ in their tools and in what a test changes."""

    def __init__(self, build: Callable[[Toolbox], Flask]) -> None:
        """Keep how one is really built; begin with none."""
        self._build = build
        self._known: dict[Settings, Flask] = {}

    def build(self, toolbox: Toolbox) -> Flask:
        """Give an application with these tools; its views, its settings and what it answers to errors are its own."""
        if toolbox.settings.proxies:
            return self._build(toolbox)  # it is wrapped, and the wrapping holds the one application
        alike = replace(toolbox.settings, database_url="", var_folder=Path())
        if alike not in self._known:
            self._known[alike] = self._build(toolbox)
        app = copy(self._known[alike])
        app.config, app.view_functions = copy(app.config), dict(app.view_functions)
        app.error_handler_spec = deepcopy(app.error_handler_spec)
        app.extensions = app.extensions | {"folkmoot": toolbox}
        return app


class KnownStatements:
    """SQL compiled once: engines of one kind share dialect and statements, as all sessions of one service do."""

    def __init__(self) -> None:
        """Begin with none."""
        self._known: dict[str, tuple[Dialect, Any]] = {}

    def create_engine(self, *address: Any, **options: Any) -> Engine:
        """Give an engine that knows what an earlier one of its kind has compiled."""
        engine = create_engine(*address, query_cache_size=STATEMENTS, **options)
        if engine.name in self._known:
            engine.dialect, engine._compiled_cache = self._known[engine.name]
        else:
            event.listen(engine, "engine_connect", self._remember)
        return engine

    def _remember(self, connection: Connection) -> None:
        """Keep the dialect of an engine that has spoken to its server and so knows what the server can do."""
        engine = connection.engine
        self._known.setdefault(engine.name, (engine.dialect, engine._compiled_cache))


def be_quick() -> None:
    """Let every application of this process share what is compiled, and hash passwords at low cost."""
    Flask.jinja_options = {"bytecode_cache": CompiledPages()}
    Flask.url_rule_class = KnownRule
    application.build_app = KnownApplications(application.build_app).build
    database.create_engine = KnownStatements().create_engine
    passwords.HASHER = QUICK_HASHER
    if memory_folder() is not None:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(memory_folder()))  # where pytest makes its folders


def memory_folder() -> Path | None:
    """Give the folder that Linux keeps in memory; None where it is missing or small, as in many containers."""
    is_large = IN_MEMORY.is_dir() and shutil.disk_usage(IN_MEMORY).free > ENOUGH
    return IN_MEMORY if is_large else None


def look_for_rubbish_less_often() -> None:
    """Leave what is loaded by now out of every search of the garbage collector, and search less often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(NEW_OBJECTS)
