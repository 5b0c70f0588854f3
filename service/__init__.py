"""Folkmoot's service: remembers cases, lets people act, watches the clock."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from service.toolbox import Toolbox

__all__ = ["create_app"]


def create_app(toolbox: "Toolbox") -> "Flask":
    """Give the web application for these tools."""
    # here and not above: the worker and the command line must not load the pages
    from service.web.application import build_app

    return build_app(toolbox)
