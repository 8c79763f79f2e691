"""What the pages of the feature share: the blueprints of the desk and of the organisers' list."""

from summitapp.core.web import lang_blueprint

bp = lang_blueprint("nominations", __name__)
organise_bp = lang_blueprint("delegations", __name__)
