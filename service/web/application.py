"""Puts the Flask application together: security, templates, pages. No page lives here."""

import pkgutil
from functools import cache
from importlib import import_module

from flask import Blueprint, Flask
from jinja2 import ChoiceLoader, PackageLoader, PrefixLoader
from werkzeug.middleware.proxy_fix import ProxyFix

import service.web
from service.toolbox import Toolbox
from service.web import context, error_pages, inputs, navigation, security, sessions

STATIC_SECONDS = 3600


def build_app(toolbox: Toolbox) -> Flask:
    """Give the application; every `blueprint` of a module under service.web is registered."""
    app = Flask("service", static_folder="static/dist", static_url_path="/static", template_folder="web/templates")
    app.extensions["folkmoot"] = toolbox
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = STATIC_SECONDS
    inputs.admit(app)
    security.protect(app, toolbox.settings)
    context.close_at_the_end(app)
    sessions.keep_alive(app)
    error_pages.register(app)
    navigation.register(app)
    _find_templates(app)
    for blueprint in find_blueprints():
        app.register_blueprint(blueprint)
    if toolbox.settings.proxies:
        count = toolbox.settings.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)  # type: ignore[method-assign]
    return app


def _find_templates(app: Flask) -> None:
    # the GOV.UK macros read absent keys: Jinja's usual Undefined must stay (StrictUndefined breaks every one)
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_loader = ChoiceLoader(
        [
            PackageLoader("service", "web/templates"),
            PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}),
        ]
    )


@cache
def find_blueprints() -> tuple[Blueprint, ...]:
    """Give each blueprint that a module under service.web calls `blueprint`, once all views are loaded."""
    modules = [import_module(found.name) for found in pkgutil.walk_packages(service.web.__path__, "service.web.")]
    blueprints = [getattr(module, "blueprint", None) for module in modules]
    return tuple({id(each): each for each in blueprints if isinstance(each, Blueprint)}.values())
