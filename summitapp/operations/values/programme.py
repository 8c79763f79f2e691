"""The demo summit: its words, rooms, tracks, categories of people, and the shape of a session.

Capacities are demo values unless ``capacity_source`` says where they were read.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from summitapp.core.text import Language, Translated
from summitapp.summits.values import ColourName, ShapeName

SLUG: Final = "izmir-2027"
TIMEZONE: Final = "Europe/Istanbul"
DAYS: Final = (date(2027, 10, 13), date(2027, 10, 14), date(2027, 10, 15))

DAY_NAMES: Final = (
    Translated("Ankommen und zuhören", "Karşılama ve dinleme", "Arriving and listening"),
    Translated("Arbeiten und hinausgehen", "Çalışma ve saha", "Working and going out"),
    Translated("Zusagen und unterzeichnen", "Söz ve imza", "Promising and signing"),
)


@dataclass(frozen=True, slots=True)
class VenueSeed:
    """A place with rooms."""

    key: str
    name: Translated
    address: tuple[str, ...]
    latitude: float
    longitude: float
    directions: Translated


@dataclass(frozen=True, slots=True)
class RoomSeed:
    """A room; ``features`` says in words what a coordinator asks about."""

    key: str
    venue: str
    name: Translated
    capacity: int
    capacity_source: str
    step_free: bool
    booths: tuple[Language, ...]
    features: Translated


@dataclass(frozen=True, slots=True)
class TrackSeed:
    """A thread of topics through the programme."""

    key: str
    name: Translated
    description: Translated
    colour: ColourName


@dataclass(frozen=True, slots=True)
class CategorySeed:
    """What somebody is at the summit; told apart by word, shape and colour, never by colour alone."""

    key: str
    name: Translated
    colour: ColourName
    shape: ShapeName
    open_to_all: bool


@dataclass(frozen=True, slots=True)
class SessionSeed:
    """An item of the programme; times are the venue's, ``speakers`` are (voice, role) pairs."""

    code: str
    kind: str
    day: date
    start: str
    end: str
    room: str
    track: str
    title: Translated
    abstract: Translated
    languages: tuple[Language, ...] = ()
    interpreted: tuple[Language, ...] = ()
    sdgs: tuple[int, ...] = ()
    topics: tuple[str, ...] = ()
    speakers: tuple[tuple[str, str], ...] = ()
    places: int | None = None
    closed: bool = False


NAME: Final = Translated(
    "Gipfel der Partnerstädte Deutschland–İzmir",
    "Almanya–İzmir Kardeş Kentler Zirvesi",
    "German–İzmir Sister Cities Summit",
)
MOTTO: Final = Translated(
    "Drei Tage, 31 Städte, eine Frage: Was bauen wir als Nächstes gemeinsam?",
    "Üç gün, 31 kent, tek soru: Bundan sonra birlikte ne kuracağız?",
    "Three days, 31 cities, one question: what do we build together next?",
)
DESCRIPTION: Final = Translated(
    "Neunzehn deutsche Städte, Bezirke und Kreise und zwölf Verwaltungen aus İzmir treffen sich in "
    "der Historischen Gasfabrik: die Menschen, die planen, bauen, pflegen und entscheiden. Drei Tage "
    "lang geht es um Hitze und Häfen, um Lehrstellen, Schulessen und die Bucht. Wer kommt, reist mit "
    "einer Verabredung ab: jede Stadt nennt am Ende, was sie mit wem bis wann tun will.",
    "Almanya’dan on dokuz kent, ilçe ve il yönetimi ile İzmir’den on iki belediye Tarihi Havagazı "
    "Fabrikası’nda bir araya geliyor: planlayanlar, yapanlar, bakımını üstlenenler, karar verenler. "
    "Üç gün boyunca sıcak hava dalgaları ve limanlar, çıraklık, okul yemekleri ve körfez konuşulacak. "
    "Gelen herkes bir sözle dönecek: her kent sonunda kiminle, neyi, ne zamana kadar yapacağını söyleyecek.",
    "Nineteen German cities, boroughs and counties and twelve municipalities of İzmir meet at the "
    "Historical Gas Factory: the people who plan, build, maintain and decide. For three days they talk "
    "about heat and harbours, apprenticeships, school meals and the bay. Whoever comes leaves with an "
    "appointment: at the end each city says what it will do, with whom and by when.",
)
PRACTICAL: Final = Translated(
    "Vom Flughafen Adnan Menderes fährt die İZBAN-Bahn in rund 30 Minuten nach Alsancak; von dort sind "
    "es zehn Minuten zu Fuß. Alle Säle der Gasfabrik sind stufenlos erreichbar, ein Ruheraum und ein "
    "Gebetsraum sind ausgeschildert. Das Menü kommt ohne Schweinefleisch aus und hat immer eine "
    "vegetarische Wahl. Die Uhr in İzmir geht der deutschen im Oktober eine Stunde voraus.",
    "Adnan Menderes Havalimanı’ndan İZBAN ile yaklaşık 30 dakikada Alsancak’a ulaşılır; oradan on "
    "dakikalık bir yürüyüş kalır. Fabrikanın bütün salonlarına basamaksız girilir; sessiz oda ve mescit "
    "tabelalarla gösterilmiştir. Menüde domuz eti yoktur, her öğünde vejetaryen seçenek vardır. "
    "Ekim ayında İzmir’de saat Almanya’dan bir saat ileridir.",
    "From Adnan Menderes Airport the İZBAN train reaches Alsancak in about 30 minutes; from there it is "
    "a ten-minute walk. Every hall of the Gas Factory is step-free; a quiet room and a prayer room are "
    "signposted. The menu has no pork and always a vegetarian choice. In October the clock in İzmir is "
    "one hour ahead of Germany.",
)
REGISTER_INTRO: Final = Translated(
    "Fünf Minuten genügen. Wir fragen nur, was wir für Ihren Platz, Ihr Namensschild und Ihr Programm "
    "brauchen. Alles andere sagen Sie uns später, wenn es so weit ist. Wenn Ihre Stadt eine Delegation "
    "meldet, wählen Sie sie aus: dann weiß auch Ihre Koordination Bescheid.",
    "Beş dakika yeterli. Yalnızca yeriniz, yaka kartınız ve programınız için gerekeni soruyoruz. "
    "Gerisini zamanı geldiğinde bildirirsiniz. Kentiniz bir heyet gönderiyorsa listeden seçin; böylece "
    "heyet koordinatörünüzün de haberi olur.",
    "Five minutes will do. We ask only what we need for your place, your badge and your programme. "
    "Everything else you tell us later, when the time comes. If your city sends a delegation, choose "
    "it: your coordinator will then know too.",
)
DEMO_NOTE: Final = Translated(
    "Demonstration: Personen, Programm und Zahlen sind erfunden.",
    "Gösterim amaçlıdır: kişiler, program ve sayılar kurgudur.",
    "Demonstration: people, programme and figures are invented.",
)

VENUES: Final = (
    VenueSeed(
        "gas-factory",
        Translated("Historische Gasfabrik", "Tarihi Havagazı Fabrikası", "Historical Gas Factory"),
        ("Alsancak", "35220 Konak / İZMİR", "Türkiye"), 38.4389, 27.1497,
        Translated(
            "İZBAN bis Alsancak, dann zehn Minuten zu Fuß am Bahnhof vorbei nach Osten.",
            "İZBAN ile Alsancak durağına; oradan garın yanından doğuya on dakika yürüyüş.",
            "İZBAN to Alsancak, then ten minutes on foot past the station to the east."),
    ),
    VenueSeed(
        "aassm",
        Translated("Kunstzentrum Ahmed Adnan Saygun", "Ahmed Adnan Saygun Sanat Merkezi",
                   "Ahmed Adnan Saygun Arts Centre"),
        ("Mithatpaşa Cad. No: 1087", "35280 Konak / İZMİR", "Türkiye"), 38.4039, 27.0956,
        Translated(
            "Mit der Straßenbahn bis zur eigenen Haltestelle; ein Shuttle fährt ab der Gasfabrik.",
            "Tramvayla kendi durağına kadar; Havagazı Fabrikası’ndan servis kalkar.",
            "By tram to its own stop; a shuttle leaves from the Gas Factory."),
    ),
)

_DEMO: Final = "demo"
ROOMS: Final = (
    RoomSeed("main", "gas-factory", Translated("Große Halle", "Büyük Salon", "Main hall"), 420, _DEMO,
             True, ("de", "tr", "en"),
             Translated("Bühne mit Rampe, drei Dolmetschkabinen, Hörschleife",
                        "Rampalı sahne, üç tercüme kabini, işitme döngüsü",
                        "Stage with ramp, three interpreting booths, hearing loop")),
    RoomSeed("hall-b", "gas-factory", Translated("Saal B", "B Salonu", "Hall B"), 120, _DEMO, True,
             ("de", "tr"),
             Translated("Zwei Dolmetschkabinen, bewegliche Stühle",
                        "İki tercüme kabini, hareketli sandalyeler",
                        "Two interpreting booths, movable chairs")),
    RoomSeed("hall-c", "gas-factory", Translated("Saal C", "C Salonu", "Hall C"), 60, _DEMO, True,
             ("de", "tr"),
             Translated("Runder Tisch, Tageslicht, zwei mobile Dolmetschkabinen",
                        "Yuvarlak masa, gün ışığı, iki seyyar tercüme kabini",
                        "Round table, daylight, two mobile interpreting booths")),
    RoomSeed("market", "gas-factory", Translated("Marktplatz", "Pazar Yeri", "Marketplace"), 240, _DEMO,
             True, (),
             Translated("48 Tische für Gespräche, Stände an den Wänden",
                        "Görüşmeler için 48 masa, duvar boyunca stantlar",
                        "48 tables for meetings, stands along the walls")),
    RoomSeed("courtyard", "gas-factory", Translated("Hof", "Avlu", "Courtyard"), 500, _DEMO, True, (),
             Translated("Unter Platanen, bei Regen überdacht", "Çınar altında, yağmurda üzeri kapalı",
                        "Under plane trees, covered when it rains")),
    RoomSeed("saygun", "aassm", Translated("Kleiner Saal, Saygun-Zentrum", "Küçük Salon, AASSM",
                                           "Small hall, Saygun Centre"), 243,
             "en.wikipedia.org, penhaber.com", True, ("de", "tr", "en"),
             Translated("Konzertsaal mit eigener Straßenbahnhaltestelle",
                        "Kendi tramvay durağı olan konser salonu",
                        "Concert hall with a tram stop of its own")),
)

TRACKS: Final = (
    TrackSeed("resilient", Translated("Widerstandsfähige Stadt", "Dirençli Kent", "Resilient city"),
              Translated("Klima, Wasser, Erdbeben: Städte, die standhalten",
                         "İklim, su, deprem: ayakta kalan kentler",
                         "Climate, water, earthquakes: cities that hold"), ColourName.SEA),
    TrackSeed("economy", Translated("Gemeinsam wirtschaften", "Birlikte Üretmek", "Working together"),
              Translated("Häfen, Handwerk, Höfe: Arbeit auf beiden Seiten",
                         "Limanlar, meslekler, üreticiler: iki yakada da iş",
                         "Ports, trades, farms: work on both sides"), ColourName.SUN),
    TrackSeed("people", Translated("Menschen und Teilhabe", "İnsan ve Katılım", "People and participation"),
              Translated("Jugend, Kultur, Nachbarschaft: wer mitredet und wer fehlt",
                         "Gençlik, kültür, mahalle: kim söz alıyor, kim eksik",
                         "Youth, culture, neighbourhoods: who has a say and who is missing"), ColourName.TILE),
)

CATEGORIES: Final = (
    CategorySeed("delegate", Translated("Delegierte", "Delege", "Delegate"), ColourName.SEA, ShapeName.CIRCLE, True),
    CategorySeed("head", Translated("Delegationsleitung", "Heyet başkanı", "Head of delegation"),
                 ColourName.SUN, ShapeName.STAR, False),
    CategorySeed("speaker", Translated("Mitwirkende", "Konuşmacı", "Speaker"), ColourName.OLIVE,
                 ShapeName.SQUARE, False),
    CategorySeed("youth", Translated("Jugend", "Gençlik", "Youth"), ColourName.TILE, ShapeName.HEXAGON, True),
    CategorySeed("press", Translated("Presse", "Basın", "Press"), ColourName.CLAY, ShapeName.TRIANGLE, True),
    CategorySeed("interpreter", Translated("Dolmetschen", "Tercüman", "Interpreter"), ColourName.FIG,
                 ShapeName.DIAMOND, False),
    CategorySeed("accompanying", Translated("Begleitung", "Refakatçi", "Accompanying person"),
                 ColourName.SLATE, ShapeName.CROSS, True),
    CategorySeed("staff", Translated("Organisation", "Görevli", "Staff"), ColourName.ROSE, ShapeName.BAR, False),
)
