"""Files a person receives."""

import io
import json
import zipfile
from collections.abc import Mapping
from typing import Any


def as_json(data: Mapping[str, Any]) -> bytes:
    """Return data in a structured, commonly used, machine-readable form (GDPR Art. 20)."""
    return json.dumps(data, ensure_ascii=False, indent=2, default=str).encode()


def as_zip(files: Mapping[str, bytes]) -> bytes:
    """Return files as one archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()
