"""The goals of the United Nations, and the topics cities work on together."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from summitapp.core.text import Translated


@dataclass(frozen=True, slots=True)
class Topic:
    """A field cities work on together, and the goals it serves."""

    key: str
    title: Translated
    sdgs: tuple[int, ...]


SDGS: Final[Mapping[int, Translated]] = {
    1: Translated("Keine Armut", "Yoksulluğa Son", "No Poverty"),
    2: Translated("Kein Hunger", "Açlığa Son", "Zero Hunger"),
    3: Translated("Gesundheit und Wohlergehen", "Sağlık ve Kaliteli Yaşam", "Good Health and Well-being"),
    4: Translated("Hochwertige Bildung", "Nitelikli Eğitim", "Quality Education"),
    5: Translated("Geschlechtergleichheit", "Toplumsal Cinsiyet Eşitliği", "Gender Equality"),
    6: Translated("Sauberes Wasser und Sanitäreinrichtungen", "Temiz Su ve Sanitasyon", "Clean Water and Sanitation"),
    7: Translated("Bezahlbare und saubere Energie", "Erişilebilir ve Temiz Enerji", "Affordable and Clean Energy"),
    8: Translated(
        "Menschenwürdige Arbeit und Wirtschaftswachstum",
        "İnsana Yakışır İş ve Ekonomik Büyüme",
        "Decent Work and Economic Growth",
    ),
    9: Translated(
        "Industrie, Innovation und Infrastruktur",
        "Sanayi, Yenilikçilik ve Altyapı",
        "Industry, Innovation and Infrastructure",
    ),
    10: Translated("Weniger Ungleichheiten", "Eşitsizliklerin Azaltılması", "Reduced Inequalities"),
    11: Translated(
        "Nachhaltige Städte und Gemeinden",
        "Sürdürülebilir Şehirler ve Topluluklar",
        "Sustainable Cities and Communities",
    ),
    12: Translated(
        "Nachhaltiger Konsum und nachhaltige Produktion",
        "Sorumlu Üretim ve Tüketim",
        "Responsible Consumption and Production",
    ),
    13: Translated("Maßnahmen zum Klimaschutz", "İklim Eylemi", "Climate Action"),
    14: Translated("Leben unter Wasser", "Sudaki Yaşam", "Life Below Water"),
    15: Translated("Leben an Land", "Karasal Yaşam", "Life on Land"),
    16: Translated(
        "Frieden, Gerechtigkeit und starke Institutionen",
        "Barış, Adalet ve Güçlü Kurumlar",
        "Peace, Justice and Strong Institutions",
    ),
    17: Translated(
        "Partnerschaften zur Erreichung der Ziele", "Amaçlar için Ortaklıklar", "Partnerships for the Goals"
    ),
}


def _topic(key: str, en: str, de: str, tr: str, *sdgs: int) -> Topic:
    return Topic(key, Translated(de, tr, en), sdgs)


TOPICS: Final[Mapping[str, Topic]] = {
    topic.key: topic
    for topic in (
        _topic("mobility", "Urban mobility", "Städtische Mobilität", "Kentsel ulaşım", 11, 13),
        _topic(
            "waste",
            "Waste & circular economy",
            "Abfall & Kreislaufwirtschaft",
            "Atık ve döngüsel ekonomi",
            12,
            11,
        ),
        _topic(
            "resilience",
            "Earthquake & disaster resilience",
            "Erdbeben- & Katastrophenvorsorge",
            "Deprem ve afet dirençliliği",
            11,
            13,
        ),
        _topic(
            "climate",
            "Climate protection & adaptation",
            "Klimaschutz & Klimaanpassung",
            "İklim eylemi ve uyum",
            13,
            11,
        ),
        _topic(
            "energy",
            "Energy transition & buildings",
            "Energiewende & Gebäude",
            "Enerji dönüşümü ve binalar",
            7,
            13,
        ),
        _topic("water", "Water, bay & wastewater", "Wasser, Bucht & Abwasser", "Su, körfez ve atık su", 6, 14),
        _topic(
            "port",
            "Port, maritime & logistics",
            "Hafen, Schifffahrt & Logistik",
            "Liman, denizcilik ve lojistik",
            9,
            14,
            8,
        ),
        _topic(
            "planning",
            "Planning, housing & heritage",
            "Stadtplanung, Wohnen & Denkmalschutz",
            "Kent planlama, konut ve miras",
            11,
        ),
        _topic(
            "digital",
            "Digital city & e-government",
            "Digitale Stadt & E-Government",
            "Dijital kent ve e-belediyecilik",
            9,
            16,
        ),
        _topic("economy", "Trade & investment", "Wirtschaft & Investitionen", "Ticaret ve yatırım", 8, 17),
        _topic(
            "startups",
            "Start-ups & innovation",
            "Start-ups & Innovation",
            "Girişimcilik ve yenilikçilik",
            9,
            8,
        ),
        _topic(
            "vocational",
            "Vocational training & skilled labour",
            "Berufsbildung & Fachkräfte",
            "Mesleki eğitim ve nitelikli iş gücü",
            4,
            8,
        ),
        _topic(
            "science",
            "Universities & research",
            "Hochschulen & Forschung",
            "Üniversiteler ve araştırma",
            4,
            9,
        ),
        _topic("youth", "Youth & school exchange", "Jugend- & Schulaustausch", "Gençlik ve okul değişimi", 4, 17),
        _topic("culture", "Culture, sport & arts", "Kultur, Sport & Kunst", "Kültür, spor ve sanat", 11, 4),
        _topic("tourism", "Sustainable tourism", "Nachhaltiger Tourismus", "Sürdürülebilir turizm", 8, 12),
        _topic(
            "migration",
            "Migration, integration & diaspora",
            "Migration, Integration & Diaspora",
            "Göç, uyum ve diaspora",
            10,
            16,
        ),
        _topic(
            "equality",
            "Equality, inclusion & women's rights",
            "Gleichstellung, Inklusion & Frauenrechte",
            "Eşitlik, kapsayıcılık ve kadın hakları",
            5,
            10,
        ),
        _topic(
            "agrifood",
            "Agriculture, food & cooperatives",
            "Landwirtschaft, Ernährung & Genossenschaften",
            "Tarım, gıda ve kooperatifler",
            2,
            12,
        ),
        _topic(
            "governance",
            "Local democracy & participation",
            "Lokale Demokratie & Beteiligung",
            "Yerel demokrasi ve katılım",
            16,
            17,
        ),
        _topic("health", "Public health & ageing", "Gesundheit & Älterwerden", "Halk sağlığı ve yaşlılık", 3),
    )
}
