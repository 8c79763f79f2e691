"""Saved texts: those of the summit, and those to begin with."""

from typing import Any

from flask import request

from summitapp.core.i18n import current_language
from summitapp.core.i18n import gettext as _
from summitapp.core.text import sort_key
from summitapp.core.web import flash_done, redirect_to, render, requires
from summitapp.mailings import queries, services
from summitapp.mailings.forms import SavedTextForm
from summitapp.mailings.models import SavedText
from summitapp.mailings.values import PLACEHOLDERS, NameTaken, TextFaulty
from summitapp.mailings.values.starters import STARTERS
from summitapp.mailings.views import bp
from summitapp.summits import queries as summits
from summitapp.summits.models import Summit


@bp.get("/organise/<slug>/mailings/texts/")
@requires("mailing:see", on=summits.by_slug)
def texts(summit: Summit) -> str:
    """List the saved texts and those to begin with."""
    own = sorted(queries.texts(summit.id), key=lambda one: sort_key(one.name, current_language()))
    return render("mailings/texts.html", summit=summit, texts=own, starters=STARTERS, demo=summit.is_demo)


def _page(summit: Summit, form: SavedTextForm, text: SavedText | None = None, status: int = 200) -> Any:
    return render("mailings/text.html", summit=summit, form=form, text=text, placeholders=PLACEHOLDERS.values(),
                  demo=summit.is_demo), status  # fmt: skip


@bp.get("/organise/<slug>/mailings/texts/new/")
@requires("mailing:write", on=summits.by_slug)
def new_text(summit: Summit) -> Any:
    """Show the form of a new text, filled with another one or with that of a mailing."""
    form = SavedTextForm(None)
    name = request.args.get("text", "")
    mailing = queries.mailing_of(summit.slug, request.args.get("mailing", ""))
    said = mailing.wording if mailing is not None else services.starter(summit, name)
    if said is not None:
        form.show(said)
        form.name.data = _(STARTERS[name].name) if name in STARTERS else said.subject.best(current_language())
    return _page(summit, form)


def _save(summit: Summit, form: SavedTextForm, text: SavedText | None) -> Any:
    if form.validate_on_submit():
        try:
            services.save_text(summit, form.name.data.strip(), form.wording(), text)
        except TextFaulty as error:
            form.blame(error)
        except NameTaken:
            form.name.errors = [_(NameTaken.message)]
        else:
            flash_done(_("The text is kept."))
            return redirect_to("mailings.texts", slug=summit.slug)
    return _page(summit, form, text, 422)


@bp.post("/organise/<slug>/mailings/texts/new/")
@requires("mailing:write", on=summits.by_slug)
def add_text(summit: Summit) -> Any:
    """Keep a text."""
    return _save(summit, SavedTextForm(), None)


@bp.get("/organise/<slug>/mailings/texts/<reference>/")
@requires("mailing:write", on=queries.text_of)
def edit_text(text: SavedText) -> Any:
    """Show a saved text."""
    form = SavedTextForm(None)
    form.show(text.wording)
    form.name.data = text.name
    return _page(text.summit, form, text)


@bp.post("/organise/<slug>/mailings/texts/<reference>/")
@requires("mailing:write", on=queries.text_of)
def change_text(text: SavedText) -> Any:
    """Change a saved text."""
    return _save(text.summit, SavedTextForm(), text)


@bp.post("/organise/<slug>/mailings/texts/<reference>/remove/")
@requires("mailing:write", on=queries.text_of)
def remove_text(text: SavedText) -> Any:
    """Remove a saved text."""
    summit = text.summit
    services.remove_text(text)
    flash_done(_("The text is removed."))
    return redirect_to("mailings.texts", slug=summit.slug)
