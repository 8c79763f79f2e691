"""Write the description of the JSON API into ``docs/openapi.json``."""

import json
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from config import Config
from summitapp.app import create_app


def main() -> None:
    """Ask the application itself."""
    with tempfile.TemporaryDirectory() as folder:
        config = Config(environment="testing", secret_key="k" * 40, badge_key="k" * 40, base_url="http://127.0.0.1",
                        jobs="eager", instance=Path(folder), database_url=f"sqlite:///{folder}/a.db")  # fmt: skip
        said = create_app(config).test_client().get("/api/v1/openapi.json").get_json()
    text = json.dumps(said, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
    (ROOT / "docs" / "openapi.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
