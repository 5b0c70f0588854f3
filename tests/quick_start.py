"""What makes the same real thing quicker in tests: what one service makes once in its life, a test process makes once.

Pages, routes and SQL statements are compiled once, passwords are hashed at low cost, rubbish is looked for less often.
"""

import gc
from types import CodeType
from typing import Any, ClassVar

from argon2 import PasswordHasher
from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from sqlalchemy import Connection, Dialect, Engine, create_engine, event
from werkzeug.routing import Rule

from service.cases import passwords
from service.store import database

QUICK_HASHER = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
NEW_OBJECTS = 20_000  # between two looks for rubbish; Python's own 700 is for small programs
STATEMENTS = 3_000  # kept for all services of a process; one service has some 500


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
    database.create_engine = KnownStatements().create_engine
    passwords.HASHER = QUICK_HASHER


def look_for_rubbish_less_often() -> None:
    """Leave what is loaded by now out of every search of the garbage collector, and search less often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(NEW_OBJECTS)
