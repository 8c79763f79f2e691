"""Figures for a monitoring system, and how they are written down (Prometheus text format 0.0.4)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

CONTENT_TYPE: Final = "text/plain; version=0.0.4; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Sample:
    """One value with the labels that tell it from the others of its figure."""

    value: float
    labels: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A named quantity; ``kind`` is ``gauge`` or ``counter``."""

    name: str
    kind: str
    about: str
    samples: tuple[Sample, ...]


def exposition(figures: Iterable[Figure]) -> str:
    """Return the figures as text; a figure without samples is left out."""
    return "".join(f"{line}\n" for figure in figures if figure.samples for line in _lines(figure))


def _lines(figure: Figure) -> Iterator[str]:
    yield f"# HELP {figure.name} {figure.about}"
    yield f"# TYPE {figure.name} {figure.kind}"
    for sample in figure.samples:
        labels = ",".join(f'{name}="{_escaped(text)}"' for name, text in sample.labels)
        yield f"{figure.name}{{{labels}}} {sample.value:.12g}" if labels else f"{figure.name} {sample.value:.12g}"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
