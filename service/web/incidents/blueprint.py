"""The blueprint of racial incidents; the views are in the modules beside this one."""

from flask import Blueprint

blueprint = Blueprint("incidents", __name__)
