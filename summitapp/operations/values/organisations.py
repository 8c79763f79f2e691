"""Bodies of the demo data: an administration for every city, and those that sit beside them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from summitapp.core.text import Translated
from summitapp.directory.values import CityKind, Country, OrganisationKind
from summitapp.operations.values.cities import CITIES, CitySeed


@dataclass(frozen=True, slots=True)
class OrganisationSeed:
    """A body as the directory will hold it; ``city`` is a city code."""

    key: str
    name: Translated
    kind: OrganisationKind
    city: str
    mail_domain: str


_OWN_NAMES: Final[Mapping[str, Translated]] = {
    "BREMEN": Translated("Freie Hansestadt Bremen", "Bremen Hür Hansa Şehri",
                         "Free Hanseatic City of Bremen"),
    "HAMBURG": Translated("Freie und Hansestadt Hamburg", "Hamburg Hür ve Hansa Şehri",
                          "Free and Hanseatic City of Hamburg"),
    "BERLIN": Translated("Land Berlin", "Berlin Eyaleti", "State of Berlin"),
    "BREMEN_OSTERHOLZ": Translated("Ortsamt Osterholz, Bremen",
                                   "Osterholz Semt Yönetimi (Ortsamt), Bremen",
                                   "Osterholz District Office, Bremen"),
    "BERLIN_NEUKOLLN": Translated("Bezirksamt Neukölln von Berlin",
                                  "Berlin Neukölln İlçe Yönetimi (Bezirksamt)",
                                  "Neukölln Borough Office, Berlin"),
    "LANDKREIS_HEIDENHEIM": Translated("Landratsamt Heidenheim",
                                       "Heidenheim İlçe İdaresi (Landratsamt)",
                                       "Heidenheim County Office"),
    "HANNOVER": Translated("Landeshauptstadt Hannover", "Hannover Eyalet Başkenti Belediyesi",
                           "City of Hanover, state capital"),
    "STUTTGART": Translated("Landeshauptstadt Stuttgart", "Stuttgart Eyalet Başkenti Belediyesi",
                            "City of Stuttgart, state capital"),
    "IZMIR": Translated("Großstadtkommune İzmir", "İzmir Büyükşehir Belediyesi",
                        "İzmir Metropolitan Municipality"),
}

_KINDS: Final[Mapping[CityKind, OrganisationKind]] = {
    CityKind.METROPOLITAN: OrganisationKind.METROPOLITAN_MUNICIPALITY,
    CityKind.DISTRICT: OrganisationKind.DISTRICT_MUNICIPALITY,
    CityKind.CITY: OrganisationKind.CITY_ADMINISTRATION,
    CityKind.CITY_DISTRICT: OrganisationKind.CITY_DISTRICT_OFFICE,
    CityKind.COUNTY: OrganisationKind.COUNTY_ADMINISTRATION,
}


def administration_of(code: str) -> str:
    """Return the key of a city's own administration."""
    return code.lower().replace("_", "-")


def _administration(city: CitySeed) -> OrganisationSeed:
    name = _OWN_NAMES.get(city.code)
    if name is None and city.country is Country.TURKIYE:
        name = Translated(f"Stadtverwaltung {city.name.de}", f"{city.name.tr} Belediyesi",
                          f"Municipality of {city.name.en}")
    if name is None:
        name = Translated(f"Stadt {city.name.de}", f"{city.name.tr} Belediyesi",
                          f"City of {city.name.en}")
    key = administration_of(city.code)
    return OrganisationSeed(key, name, _KINDS[city.kind], city.code, f"{key}.example.org")


def _body(key: str, city: str, kind: OrganisationKind, de: str, tr: str, en: str) -> OrganisationSeed:
    return OrganisationSeed(key, Translated(de, tr, en), kind, city, f"{key}.example.org")


_BODIES: Final = (
    _body("society", "IZMIR", OrganisationKind.ASSOCIATION, "Verein Weltstadt Izmir",
          "Dünya Kenti İzmir Derneği (DİDER)", "İzmir World City Society"),
    _body("ege-university", "BORNOVA", OrganisationKind.UNIVERSITY, "Ege-Universität, İzmir",
          "Ege Üniversitesi", "Ege University, İzmir"),
    _body("dokuz-eylul", "BUCA", OrganisationKind.UNIVERSITY, "Universität Dokuz Eylül, İzmir",
          "Dokuz Eylül Üniversitesi", "Dokuz Eylül University, İzmir"),
    _body("hochschule-bremen", "BREMEN", OrganisationKind.UNIVERSITY,
          "Hochschule Bremen", "Bremen Uygulamalı Bilimler Üniversitesi",
          "City University of Applied Sciences Bremen"),
    _body("izmir-water", "IZMIR", OrganisationKind.MUNICIPAL_COMPANY,
          "İZSU, Wasser- und Abwasserwerke İzmir", "İZSU Genel Müdürlüğü",
          "İZSU, İzmir Water and Sewerage"),
    _body("izmir-transport", "IZMIR", OrganisationKind.MUNICIPAL_COMPANY,
          "ESHOT, Nahverkehr İzmir", "ESHOT Genel Müdürlüğü", "ESHOT, İzmir Public Transport"),
    _body("bremenports", "BREMERHAVEN", OrganisationKind.MUNICIPAL_COMPANY,
          "bremenports", "bremenports (Bremen Limanları)", "bremenports"),
    _body("izmir-chamber", "IZMIR", OrganisationKind.CHAMBER_OF_COMMERCE,
          "Handelskammer İzmir", "İzmir Ticaret Odası", "İzmir Chamber of Commerce"),
    _body("bremen-chamber", "BREMEN", OrganisationKind.CHAMBER_OF_COMMERCE,
          "Handelskammer Bremen", "Bremen Ticaret Odası", "Bremen Chamber of Commerce"),
    _body("izmir-agency", "IZMIR", OrganisationKind.DEVELOPMENT_AGENCY,
          "Entwicklungsagentur İzmir", "İzmir Kalkınma Ajansı", "İzmir Development Agency"),
    _body("staedtetag", "BERLIN", OrganisationKind.ASSOCIATION_OF_CITIES,
          "Deutscher Städtetag", "Alman Kentler Birliği", "Association of German Cities"),
    _body("youth-bridge", "DUSSELDORF", OrganisationKind.FOUNDATION,
          "Deutsch-Türkische Jugendbrücke", "Türk-Alman Gençlik Köprüsü",
          "German-Turkish Youth Bridge"),
    _body("friends-circle", "BREMEN", OrganisationKind.PARTNERSHIP_ASSOCIATION,
          "Freundeskreis der Partnerstädte (Demo)", "Kardeş Kentler Dostluk Çevresi (demo)",
          "Friends of the Partner Cities (demo)"),
    _body("women-cooperative", "SEFERIHISAR", OrganisationKind.ASSOCIATION,
          "Frauenkooperative Mandarine (Demo)", "Mandalina Kadın Kooperatifi (demo)",
          "Mandarin Women’s Cooperative (demo)"),
    _body("youth-council", "KARSIYAKA", OrganisationKind.YOUTH_ORGANISATION,
          "Jugendrat Karşıyaka", "Karşıyaka Gençlik Meclisi", "Karşıyaka Youth Council"),
    _body("vocational-school", "HEIDENHEIM_AN_DER_BRENZ", OrganisationKind.SCHOOL,
          "Berufliche Schule an der Brenz (Demo)", "Brenz Meslek Okulu (demo)",
          "Brenz Vocational School (demo)"),
    _body("radio-bridge", "KOLN", OrganisationKind.MEDIA, "Radio Brücke (Demo)",
          "Radyo Köprü (demo)", "Radio Bridge (demo)"),
    _body("bay-gazette", "KONAK", OrganisationKind.MEDIA, "Zeitung an der Bucht (Demo)",
          "Körfez Gazetesi (demo)", "The Bay Gazette (demo)"),
    _body("conference-interpreters", "KONAK", OrganisationKind.COMPANY,
          "Drei Kabinen, Konferenzdolmetschen (Demo)", "Üç Kabin Konferans Tercümanlığı (demo)",
          "Three Booths Conference Interpreting (demo)"),
)

ORGANISATIONS: Final[Mapping[str, OrganisationSeed]] = {
    body.key: body for body in (*(_administration(city) for city in CITIES.values()), *_BODIES)
}
