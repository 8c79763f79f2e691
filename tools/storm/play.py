"""Playing a storm from beginning to end."""

import random
import threading
import time
from dataclasses import dataclass

from tools.storm.check import Report, check
from tools.storm.device import Device
from tools.storm.ground import Ground

TIMEZONE = "Europe/Istanbul"


@dataclass(frozen=True)
class Size:
    """How much happens."""

    devices: int = 8
    scans: int = 2000
    people: int = 400
    kills: int = 6
    workers: int = 2
    seed: int = 1


@dataclass(frozen=True)
class Outcome:
    """What was played, how long it took, and what the judge found."""

    report: Report
    seconds: float
    lost: int
    repeats: int
    failures: int
    kills: int
    sent: int

    def __str__(self) -> str:
        return (
            f"{self.report.scans} scans stored in {self.seconds:.0f} s; tried {self.sent} times, {self.lost} answers lost, "
            f"{self.failures} connections broken, {self.repeats} repeats, {self.kills} kill -9; "
            f"{self.report.standings} standings, {self.report.doubles} doubles, "
            f"{self.report.turned} counted after having been turned away; {len(self.report.faults)} faults"
        )


def play(ground: Ground, size: Size) -> Outcome:
    """Let it storm, and judge."""
    devices = [Device(number, ground, size.seed) for number in range(size.devices)]
    begin = time.perf_counter()
    with ground.serving():
        threads, faults = _start(devices, size.scans)
        _kill_now_and_then(ground, devices, size)
        for thread in threads:
            thread.join()
        if faults:
            raise faults[0]
        seconds = time.perf_counter() - begin
        for device in devices:
            device.again()
    made = {name: one for device in devices for name, one in device.made.items()}
    report = check(ground.place.database_url, ground.slug, TIMEZONE, made)
    return Outcome(
        report, seconds, sum(one.lost for one in devices), sum(one.repeats for one in devices),
        sum(one.failures for one in devices), ground.kills, sum(len(one.sent) for one in made.values()),
    )  # fmt: skip


def _start(devices: list[Device], scans: int) -> tuple[list[threading.Thread], list[BaseException]]:
    faults: list[BaseException] = []

    def work(device: Device) -> None:
        try:
            device.work(scans)
        except BaseException as fault:
            faults.append(fault)

    threads = [threading.Thread(target=work, args=(device,), daemon=True) for device in devices]
    for thread in threads:
        thread.start()
    return threads, faults


def _kill_now_and_then(ground: Ground, devices: list[Device], size: Size) -> None:
    """Kill the server whenever another part of the scans is made."""
    chance = random.Random(size.seed)
    for number in range(1, size.kills + 1):
        part = size.devices * size.scans * number // (size.kills + 1)
        while sum(len(device.made) for device in devices) < part:
            time.sleep(0.02)
        time.sleep(chance.random() * 0.3)
        ground.kill()
        time.sleep(chance.random())
        ground.start()
