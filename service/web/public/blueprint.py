"""The blueprint of the public pages; every module of this folder hangs its pages on it."""

from flask import Blueprint

blueprint = Blueprint("public", __name__)
