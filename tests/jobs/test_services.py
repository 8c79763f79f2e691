"""Waking tasks: together, once each, and without one keeping the others from running."""

import threading
from pathlib import Path

import pytest
from flask import Flask

from config import Config
from summitapp.jobs import services
from summitapp.jobs.services import Jobs


@pytest.fixture
def done() -> list[str]:
    return []


@pytest.fixture
def jobs(app: Flask, tmp_path: Path, done: list[str]) -> Jobs:
    """Jobs with a queue of their own, that fail for whoever is called Pech."""

    def task(reference: str) -> None:
        if reference == "Pech":
            raise ValueError(reference)
        done.append(reference)

    config = Config(jobs="process", database_url="sqlite:///unused", instance=tmp_path)
    return Jobs(app, config, {"greet": task}, {})


@pytest.mark.on("sqlite")
def test_what_is_woken_within_a_moment_goes_to_the_queue_together(jobs: Jobs, done: list[str]) -> None:
    for reference in ("Ayşe", "Jürgen", "Ayşe"):
        jobs.wake("greet", reference)
    for timer in [one for one in threading.enumerate() if isinstance(one, threading.Timer)]:
        timer.join(5)
    assert len(jobs.huey) == 1
    jobs.huey.execute(jobs.huey.dequeue())
    assert done == ["Ayşe", "Jürgen"]


@pytest.mark.on("sqlite")
def test_a_task_that_fails_does_not_keep_the_others_from_running(jobs: Jobs, done: list[str]) -> None:
    jobs.run_all([("greet", "Ayşe"), ("greet", "Pech"), ("greet", "Jürgen")])
    assert done == ["Ayşe", "Jürgen"]


@pytest.mark.on("sqlite")
def test_a_sweep_that_fails_does_not_keep_the_others_from_running(jobs: Jobs, done: list[str]) -> None:
    jobs.sweeps = {"broken": lambda: 1 / 0, "whole": lambda: done.append("swept")}
    jobs.sweep()
    assert done == ["swept"]
    assert services.GATHER_SECONDS < 1
