"""Those who interpret at the demo summit; invented like everybody there."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class InterpreterSeed:
    """Somebody, and the languages they work between."""

    given: str
    family: str
    languages: tuple[str, ...]


_ALL: Final = ("de", "tr", "en")
INTERPRETERS: Final = (
    InterpreterSeed("Zeynep", "Arısoy", _ALL), InterpreterSeed("Lukas", "Brandhorst", _ALL),
    InterpreterSeed("Şebnem", "Öztuna", _ALL), InterpreterSeed("Miriam", "Thießen", _ALL),
    InterpreterSeed("Cem", "Karadağlı", _ALL), InterpreterSeed("Annegret", "Poßberg", _ALL),
    InterpreterSeed("Tuğçe", "Işıkoğlu", _ALL), InterpreterSeed("Henning", "Aßmann", _ALL),
    InterpreterSeed("Nazlı", "Çetinkaya", _ALL), InterpreterSeed("Ruth", "Feldkamp", _ALL),
    InterpreterSeed("Oya", "Günebakan", ("de", "tr")), InterpreterSeed("Clara", "Wöhrmann", ("de", "tr")),
    InterpreterSeed("Emre", "Şahbaz", ("de", "tr")), InterpreterSeed("Declan", "Fitzgerald", ("tr", "en")),
    InterpreterSeed("İpek", "Sağlam", ("tr", "en")), InterpreterSeed("Jörg", "Grünwald", ("de", "en")),
)  # fmt: skip
