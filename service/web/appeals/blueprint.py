"""The blueprint of the appeals desk; the views are in the modules beside this one."""

from flask import Blueprint

blueprint = Blueprint("appeals", __name__)
