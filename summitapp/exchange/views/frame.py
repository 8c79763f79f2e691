"""The blueprints that the pages of the feature share."""

from flask import Blueprint

open_bp = Blueprint("schedules", __name__)
