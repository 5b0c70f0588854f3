"""What makes the same real thing quicker in tests: pages compiled once a process, passwords hashed at low cost."""

from argon2 import PasswordHasher
from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from service.cases import passwords

QUICK_HASHER = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)


class CompiledPages(BytecodeCache):
    """Compiled templates, kept for every application that this process makes."""

    def __init__(self) -> None:
        """Begin with none."""
        self._kept: dict[tuple[str, str], bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give what was compiled from the same source."""
        kept = self._kept.get((bucket.key, bucket.checksum))
        if kept is not None:
            bucket.bytecode_from_string(kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        self._kept[bucket.key, bucket.checksum] = bucket.bytecode_to_string()


def be_quick() -> None:
    """Let every application of this process share its compiled pages, and hash passwords at low cost."""
    Flask.jinja_options = {"bytecode_cache": CompiledPages()}
    passwords.HASHER = QUICK_HASHER
