"""The file somebody receives: once for programs, once as a page in their language."""

from jinja2 import Environment

from summitapp.core.context import extension
from summitapp.core.i18n import current_language
from summitapp.outbox.values import Attachment
from summitapp.privacy import documents, rules
from summitapp.privacy.values import EXPORT_WORDS, FILE_NAME, Export


def write_file(export: Export) -> Attachment:
    """Return everything as an archive, in the language in force."""
    env: Environment = extension("outbox").env
    portions = [(one.label, rules.sections(one.data)) for one in export.portions]
    page = env.get_template("privacy/mail/export.html").render(export=export, portions=portions, words=EXPORT_WORDS)
    name = FILE_NAME[current_language()]
    files = {f"{name}.html": page.encode(), f"{name}.json": documents.as_json(export.as_dict())}
    files |= {f"files/{filename}": data for filename, data in export.files}
    return Attachment(f"{name}-{export.made_at:%Y-%m-%d}.zip", "application/zip", documents.as_zip(files))
