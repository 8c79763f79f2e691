"""The blueprints that the pages of the feature share."""

from flask import Blueprint

from summitapp.core.web import lang_blueprint

bp = lang_blueprint("exchange", __name__)
open_bp = Blueprint("schedules", __name__)
