"""Run the checks from a shell: `python -m workflows.diagram_checks bpmn/ [--json]`."""

from __future__ import annotations

import sys
from pathlib import Path

from workflows.diagram_checks.findings import Finding, exit_code, findings_json
from workflows.diagram_checks.folder import SHIPPED, check_paths


def main(arguments: list[str]) -> int:
    """Print the findings of the paths and give the exit code: 2 unreadable, 1 put right, 0 look."""
    paths = [Path(each) for each in arguments if not each.startswith("--")] or [SHIPPED]
    checked = check_paths(paths)
    lines = findings_json(checked) if "--json" in arguments else [_as_text(*each) for each in checked]
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    return exit_code(finding for _, findings in checked for finding in findings)


def _as_text(name: str, findings: list[Finding]) -> str:
    rows = [
        f"  {each.grade.replace('_', ' ')}  {each.element_id or '-'} ({each.rule}"
        f"{f', line {each.line}' if each.line else ''}): {each.what}\n      {each.why} {each.how}"
        for each in findings
    ]
    return "\n".join([f"{name}: {len(findings) or 'nothing'} to look at", *rows])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
