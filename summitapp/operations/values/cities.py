"""Cities and districts of the demo data, with centres good to about a kilometre."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from summitapp.core.text import Translated
from summitapp.delegations.rules import code_from
from summitapp.directory.values import CityKind, Country


@dataclass(frozen=True, slots=True)
class CitySeed:
    """A place as the directory will hold it; ``state`` is an ISO 3166-2 code."""

    code: str
    name: Translated
    kind: CityKind
    country: Country
    state: str
    latitude: float
    longitude: float
    parent: str = ""


def code_of(native_name: str) -> str:
    """Return a place's code, the same as its delegation's: its own name in ASCII capitals."""
    return code_from(native_name)


STATES: Final[Mapping[str, Translated]] = {
    "DE-BW": Translated.same("Baden-Württemberg"),
    "DE-BY": Translated("Bayern", "Bavyera", "Bavaria"),
    "DE-BE": Translated.same("Berlin"),
    "DE-BB": Translated.same("Brandenburg"),
    "DE-HB": Translated.same("Bremen"),
    "DE-HH": Translated.same("Hamburg"),
    "DE-HE": Translated("Hessen", "Hessen", "Hesse"),
    "DE-MV": Translated("Mecklenburg-Vorpommern", "Mecklenburg-Vorpommern",
                        "Mecklenburg-Western Pomerania"),
    "DE-NI": Translated("Niedersachsen", "Aşağı Saksonya", "Lower Saxony"),
    "DE-NW": Translated("Nordrhein-Westfalen", "Kuzey Ren-Vestfalya", "North Rhine-Westphalia"),
    "DE-RP": Translated("Rheinland-Pfalz", "Renanya-Palatina", "Rhineland-Palatinate"),
    "DE-SL": Translated.same("Saarland"),
    "DE-SN": Translated("Sachsen", "Saksonya", "Saxony"),
    "DE-ST": Translated("Sachsen-Anhalt", "Saksonya-Anhalt", "Saxony-Anhalt"),
    "DE-SH": Translated.same("Schleswig-Holstein"),
    "DE-TH": Translated("Thüringen", "Türingiya", "Thuringia"),
    "TR-35": Translated.same("İzmir"),
}


def _german(state: str, name: str, latitude: float, longitude: float, *, tr: str = "", en: str = "",
            kind: CityKind = CityKind.CITY, parent: str = "", code: str = "") -> CitySeed:
    return CitySeed(code or code_of(name), Translated(name, tr or name, en or name), kind,
                    Country.GERMANY, f"DE-{state}", latitude, longitude, parent)


GERMAN: Final[tuple[CitySeed, ...]] = (
    _german("HB", "Bremen", 53.083, 8.800),
    _german("HB", "Bremen-Osterholz", 53.061, 8.936, kind=CityKind.CITY_DISTRICT, parent="BREMEN"),
    _german("HB", "Bremerhaven", 53.550, 8.583),
    _german("NI", "Hannover", 52.367, 9.717, en="Hanover"),
    _german("HH", "Hamburg", 53.565, 10.001),
    _german("BE", "Berlin", 52.520, 13.405),
    _german("BE", "Berlin-Neukölln", 52.480, 13.440, kind=CityKind.CITY_DISTRICT, parent="BERLIN"),
    _german("HE", "Frankfurt am Main", 50.117, 8.683),
    _german("HE", "Flörsheim am Main", 50.017, 8.433),
    _german("HE", "Darmstadt", 49.872, 8.653),
    _german("HE", "Wiesbaden", 50.083, 8.240),
    _german("NW", "Köln", 50.938, 6.960, en="Cologne"),
    _german("NW", "Düsseldorf", 51.228, 6.774),
    _german("NW", "Dortmund", 51.517, 7.467),
    _german("NW", "Hamm", 51.683, 7.817),
    _german("NW", "Ahlen", 51.763, 7.891),
    _german("NW", "Gelsenkirchen", 51.517, 7.100),
    _german("NW", "Mülheim an der Ruhr", 51.428, 6.883),
    _german("NW", "Oberhausen", 51.497, 6.871),
    _german("NW", "Monheim am Rhein", 51.100, 6.900),
    _german("NW", "Troisdorf", 50.816, 7.156),
    _german("NW", "Düren", 50.800, 6.483),
    _german("BW", "Böblingen", 48.686, 9.015),
    _german("BW", "Stuttgart", 48.782, 9.184),
    _german("BW", "Heidenheim an der Brenz", 48.676, 10.154),
    _german("BW", "Landkreis Heidenheim", 48.680, 10.150, tr="Heidenheim (Landkreis)",
            en="Heidenheim County", kind=CityKind.COUNTY),
    _german("BW", "Aalen", 48.833, 10.100),
    _german("BY", "Forchheim", 49.720, 11.058),
    _german("BY", "Nürnberg", 49.454, 11.078, en="Nuremberg"),
    _german("BY", "München", 48.135, 11.582, tr="Münih", en="Munich"),
    _german("SN", "Leipzig", 51.340, 12.373),
)

_DISTRICTS: Final = (
    ("Aliağa", 38.80, 26.97), ("Balçova", 38.39, 27.05), ("Bayındır", 38.22, 27.65),
    ("Bayraklı", 38.46, 27.17), ("Bergama", 39.12, 27.18), ("Beydağ", 38.09, 28.21),
    ("Bornova", 38.47, 27.22), ("Buca", 38.39, 27.18), ("Çeşme", 38.32, 26.30),
    ("Çiğli", 38.50, 27.06), ("Dikili", 39.07, 26.89), ("Foça", 38.67, 26.76),
    ("Gaziemir", 38.32, 27.13), ("Güzelbahçe", 38.36, 26.89), ("Karabağlar", 38.37, 27.12),
    ("Karaburun", 38.64, 26.51), ("Karşıyaka", 38.46, 27.11), ("Kemalpaşa", 38.43, 27.42),
    ("Kınık", 39.09, 27.38), ("Kiraz", 38.23, 28.20), ("Konak", 38.42, 27.13),
    ("Menderes", 38.25, 27.13), ("Menemen", 38.61, 27.07), ("Narlıdere", 38.39, 27.00),
    ("Ödemiş", 38.23, 27.97), ("Seferihisar", 38.20, 26.84), ("Selçuk", 37.95, 27.37),
    ("Tire", 38.09, 27.73), ("Torbalı", 38.16, 27.36), ("Urla", 38.32, 26.77),
)

IZMIR: Final[tuple[CitySeed, ...]] = (
    CitySeed("IZMIR", Translated.same("İzmir"), CityKind.METROPOLITAN, Country.TURKIYE, "TR-35",
             38.42, 27.13),
    *(CitySeed(code_of(name), Translated.same(name), CityKind.DISTRICT, Country.TURKIYE, "TR-35",
               latitude, longitude, "IZMIR") for name, latitude, longitude in _DISTRICTS),
)

CITIES: Final[Mapping[str, CitySeed]] = {city.code: city for city in (*GERMAN, *IZMIR)}

#: The cities that send a delegation to the demo summit: nineteen German, twelve in İzmir.
DELEGATIONS: Final[tuple[str, ...]] = (
    "BREMEN", "BREMEN_OSTERHOLZ", "BREMERHAVEN", "HANNOVER", "HAMBURG", "BERLIN_NEUKOLLN",
    "FRANKFURT_AM_MAIN", "FLORSHEIM_AM_MAIN", "DARMSTADT", "KOLN", "HAMM", "AHLEN", "TROISDORF",
    "BOBLINGEN", "STUTTGART", "LANDKREIS_HEIDENHEIM", "FORCHHEIM", "NURNBERG", "LEIPZIG",
    "IZMIR", "KARSIYAKA", "BERGAMA", "CIGLI", "GUZELBAHCE", "MENDERES", "GAZIEMIR", "SEFERIHISAR",
    "FOCA", "KONAK", "BORNOVA", "BUCA",
)
