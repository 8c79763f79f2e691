"""Forms that come back: what is wrong stands above them, each fault a sentence with a link to its field."""

from collections.abc import Callable
from html import unescape

from flask import Flask
from werkzeug.datastructures import MultiDict
from wtforms import FieldList, FormField, IntegerField, StringField
from wtforms import Form as WtForm
from wtforms.validators import NumberRange

from summitapp.core import web
from summitapp.core.errors import Invalid, Stale
from summitapp.core.fields import Form


class RowForm(WtForm):
    """One row of a list."""

    place = IntegerField("Order", [NumberRange(min=1)])


class TrialForm(Form):
    """A field, a list of rows and a list of numbers."""

    name = StringField("Name")
    rows = FieldList(FormField(RowForm))


def _summary(app: Flask, form_of: Callable[[], Form]) -> str:
    with app.test_request_context("/"):
        macro = app.jinja_env.get_template("base/macros.html").module.fault_summary
        return unescape(" ".join(str(macro(form_of())).split()))


def test_what_speaks_of_no_field_of_a_form_stands_above_it(app: Flask) -> None:
    def refused() -> Form:
        form = TrialForm(meta={"csrf": False})
        web.blame(form, Invalid({"name": "Too long.", "absent": "Too far."}))
        web.blame(form, Stale())
        assert form.name.errors == ["Too long."]
        return form

    text = _summary(app, refused)
    assert '<a href="#name">Name</a>: Too long.' in text
    assert "<li>Too far.</li>" in text and "<li>Someone else has changed this" in text


def test_a_fault_in_a_row_of_a_list_is_a_sentence_with_a_link_to_the_field(app: Flask) -> None:
    def sent() -> Form:
        form = TrialForm(MultiDict({"rows-0-place": "3", "rows-1-place": "first"}), meta={"csrf": False})
        assert not form.validate()
        return form

    text = _summary(app, sent)
    assert '<a href="#rows-1-place">Order (no. 2)</a>: Not a valid integer value.' in text
    assert "{" not in text and "no. 1" not in text
