"""The blueprint of community tension; the views are in the modules beside this one."""

from flask import Blueprint

blueprint = Blueprint("tension", __name__)
