"""The blueprint of the oversight pages; the views are in the modules beside this one."""

from flask import Blueprint

blueprint = Blueprint("oversight", __name__)
