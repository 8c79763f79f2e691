"""What the pages of the feature share: the blueprint of the desk."""

from summitapp.core.web import lang_blueprint

bp = lang_blueprint("nominations", __name__)
