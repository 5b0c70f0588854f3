"""The blueprint of the account pages; the views are in the modules beside this one."""

from flask import Blueprint

blueprint = Blueprint("account", __name__)
