"""``python -m tools.storm``: the full storm, on both databases one after the other."""

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path

from tools.bench.__main__ import stages
from tools.storm.ground import Ground
from tools.storm.play import Size, play


def main() -> int:
    """Read the options, play, and say what was found."""
    parser = argparse.ArgumentParser(prog="python -m tools.storm", description=__doc__)
    parser.add_argument("--database", choices=["sqlite", "postgres"], action="append", help="only this one")
    for name, default in (("devices", 8), ("scans", 2000), ("people", 400), ("kills", 6), ("workers", 2), ("seed", 1)):
        parser.add_argument(f"--{name}", type=int, default=default)
    options = parser.parse_args()
    size = Size(options.devices, options.scans, options.people, options.kills, options.workers, options.seed)
    folder = Path(tempfile.mkdtemp(prefix="summit-storm-"))
    faults = 0
    try:
        for stage in stages(options.database or ["sqlite", "postgres"], folder):
            os.environ["DATABASE_URL"] = stage.database_url
            outcome = play(Ground.on_stage(stage, size.people, size.workers), size)
            print(f"{stage.name}: {outcome}", flush=True)
            for fault in outcome.report.faults:
                print(f"    {fault}")
            faults += len(outcome.report.faults)
    finally:
        if "SUMMITAPP_TEST_SHARED" in os.environ:
            from tests.rig import postgres

            postgres.stop()
        shutil.rmtree(folder, ignore_errors=True)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
