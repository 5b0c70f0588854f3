"""The blueprint of the owners' pages; the views are in the modules beside this one."""

from flask import Blueprint

blueprint = Blueprint("owners", __name__)
