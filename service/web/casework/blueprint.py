"""The blueprint of the casework pages; the views are in the modules beside this one."""

from flask import Blueprint

blueprint = Blueprint("casework", __name__)
