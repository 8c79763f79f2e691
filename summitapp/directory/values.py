"""The words of the directory: kinds of cities and bodies, goals, topics, and names of people.

Labels of kinds are catalogue keys, because they belong to the interface; the titles of the
goals and topics are content in three languages, because reports quote them as they stand.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from summitapp.core.errors import DomainError
from summitapp.core.text import N_, Language, Translated, search_key, sort_key


class Country(StrEnum):
    """The countries the directory knows without asking; others are ISO codes in text."""

    GERMANY = "DE"
    TURKIYE = "TR"


class CityKind(StrEnum):
    """What a place is in its own country's administrative order."""

    METROPOLITAN = "metropolitan"
    DISTRICT = "district"
    CITY = "city"
    CITY_DISTRICT = "city_district"
    COUNTY = "county"

    @property
    def label(self) -> str:
        """Return the catalogue key of the word shown to people."""
        return CITY_KIND_LABELS[self]


CITY_KIND_LABELS: Final[Mapping[CityKind, str]] = {
    CityKind.METROPOLITAN: N_("Metropolitan city"),
    CityKind.DISTRICT: N_("District of İzmir"),
    CityKind.CITY: N_("City or town"),
    CityKind.CITY_DISTRICT: N_("City district"),
    CityKind.COUNTY: N_("County"),
}


class OrganisationKind(StrEnum):
    """What kind of body an organisation is."""

    METROPOLITAN_MUNICIPALITY = "metropolitan_municipality"
    DISTRICT_MUNICIPALITY = "district_municipality"
    CITY_ADMINISTRATION = "city_administration"
    CITY_DISTRICT_OFFICE = "city_district_office"
    COUNTY_ADMINISTRATION = "county_administration"
    MINISTRY = "ministry"
    GOVERNORSHIP = "governorship"
    CONSULATE = "consulate"
    ASSOCIATION_OF_CITIES = "association_of_cities"
    MUNICIPAL_COMPANY = "municipal_company"
    DEVELOPMENT_AGENCY = "development_agency"
    UNIVERSITY = "university"
    PROFESSIONAL_CHAMBER = "professional_chamber"
    CHAMBER_OF_COMMERCE = "chamber_of_commerce"
    COMPANY = "company"
    ASSOCIATION = "association"
    PARTNERSHIP_ASSOCIATION = "partnership_association"
    FOUNDATION = "foundation"
    SCHOOL = "school"
    YOUTH_ORGANISATION = "youth_organisation"
    MEDIA = "media"
    TRADE_UNION = "trade_union"

    @property
    def label(self) -> str:
        """Return the catalogue key of the word shown to people."""
        return ORGANISATION_KIND_LABELS[self]


ORGANISATION_KIND_LABELS: Final[Mapping[OrganisationKind, str]] = {
    OrganisationKind.METROPOLITAN_MUNICIPALITY: N_("Metropolitan municipality"),
    OrganisationKind.DISTRICT_MUNICIPALITY: N_("District municipality"),
    OrganisationKind.CITY_ADMINISTRATION: N_("City administration"),
    OrganisationKind.CITY_DISTRICT_OFFICE: N_("City district office"),
    OrganisationKind.COUNTY_ADMINISTRATION: N_("County administration"),
    OrganisationKind.MINISTRY: N_("State or federal ministry"),
    OrganisationKind.GOVERNORSHIP: N_("Governorship"),
    OrganisationKind.CONSULATE: N_("Consulate or embassy"),
    OrganisationKind.ASSOCIATION_OF_CITIES: N_("Association of cities"),
    OrganisationKind.MUNICIPAL_COMPANY: N_("Municipal company"),
    OrganisationKind.DEVELOPMENT_AGENCY: N_("Development agency"),
    OrganisationKind.UNIVERSITY: N_("University"),
    OrganisationKind.PROFESSIONAL_CHAMBER: N_("Professional chamber"),
    OrganisationKind.CHAMBER_OF_COMMERCE: N_("Chamber of commerce"),
    OrganisationKind.COMPANY: N_("Company"),
    OrganisationKind.ASSOCIATION: N_("Association or NGO"),
    OrganisationKind.PARTNERSHIP_ASSOCIATION: N_("Partnership association"),
    OrganisationKind.FOUNDATION: N_("Foundation"),
    OrganisationKind.SCHOOL: N_("School"),
    OrganisationKind.YOUTH_ORGANISATION: N_("Youth organisation"),
    OrganisationKind.MEDIA: N_("Media"),
    OrganisationKind.TRADE_UNION: N_("Trade union"),
}


class FormOfAddress(StrEnum):
    """How somebody wishes to be addressed; always asked, never guessed from a name."""

    MS = "ms"
    MR = "mr"
    NEUTRAL = "neutral"

    @property
    def label(self) -> str:
        """Return the catalogue key of the word shown to people."""
        return FORM_OF_ADDRESS_LABELS[self]


FORM_OF_ADDRESS_LABELS: Final[Mapping[FormOfAddress, str]] = {
    FormOfAddress.MS: N_("Ms"),
    FormOfAddress.MR: N_("Mr"),
    FormOfAddress.NEUTRAL: N_("No form of address"),
}


@dataclass(frozen=True, slots=True)
class PersonName:
    """Somebody's name as they write it; ``family`` is empty for people with a single name."""

    given: str
    family: str = ""
    academic_title: str = ""

    @property
    def full(self) -> str:
        """Return given and family name, without the academic title; a dash for somebody who was erased."""
        return " ".join(part for part in (self.given, self.family) if part) or "–"

    @property
    def with_title(self) -> str:
        """Return the name as lists and letters show it, academic title first."""
        return " ".join(part for part in (self.academic_title, self.full) if part)

    @property
    def list_form(self) -> str:
        """Return ``family, given`` for alphabetical lists; the bare name for a single name."""
        return f"{self.family}, {self.given}" if self.family else self.given

    @property
    def search_key(self) -> str:
        """Return the folded text a search looks in."""
        return search_key(self.full)

    def sort_key(self, language: str) -> tuple[tuple[str, str], tuple[str, str]]:
        """Return the key that sorts by family name as a reader of ``language`` expects."""
        return sort_key(self.family or self.given, language), sort_key(self.given, language)

    def greeting(self, address: FormOfAddress, language: Language) -> str:
        """Return the opening of a letter; Turkish does not know the sexes, German does."""
        if language == "tr":
            return f"Sayın {self.with_title},"
        titled = " ".join(part for part in (self.academic_title, self.family or self.given) if part)
        if language == "de":
            if address is FormOfAddress.MS:
                return f"Sehr geehrte Frau {titled},"
            if address is FormOfAddress.MR:
                return f"Sehr geehrter Herr {titled},"
            return f"Guten Tag {self.with_title},"
        if address is FormOfAddress.NEUTRAL or self.academic_title:
            return f"Dear {titled if self.academic_title else self.full},"
        return f"Dear {'Ms' if address is FormOfAddress.MS else 'Mr'} {titled},"


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


class Sign(StrEnum):
    """By what two entries look like one person's."""

    SAME_NAME = "same_name"
    SAME_SPELT = "same_spelt"
    SWAPPED = "swapped"
    ONE_LETTER = "one_letter"
    SAME_PART = "same_part"
    SAME_ADDRESS = "same_address"
    SAME_PHONE = "same_phone"
    SAME_ORGANISATION = "same_organisation"
    SAME_DELEGATION = "same_delegation"
    OTHER_DELEGATION = "other_delegation"


SIGN_NAMES: Final[Mapping[Sign, str]] = {
    Sign.SAME_NAME: N_("same name"),
    Sign.SAME_SPELT: N_("same name, spelt differently"),
    Sign.SWAPPED: N_("given and family name swapped"),
    Sign.ONE_LETTER: N_("names differ by one letter"),
    Sign.SAME_PART: N_("given or family name is the same"),
    Sign.SAME_ADDRESS: N_("same e-mail address"),
    Sign.SAME_PHONE: N_("same telephone number"),
    Sign.SAME_ORGANISATION: N_("same organisation"),
    Sign.SAME_DELEGATION: N_("same delegation"),
    Sign.OTHER_DELEGATION: N_("in another delegation"),
}


@dataclass(frozen=True, slots=True)
class Likeness:
    """What of an entry is compared; ``phone`` is E.164, ``group`` the id of the delegation."""

    given_name: str
    family_name: str = ""
    email: str = ""
    phone: str = ""
    organisation: str = ""
    group: int | None = None


@dataclass(frozen=True, slots=True)
class Resemblance:
    """How much two entries are alike, from 0 to 100, and why."""

    score: int
    signs: tuple[Sign, ...]


class AlreadyMerged(DomainError):
    """One of two entries has been merged with another one in the meantime."""

    code = "already_merged"
    message = N_("One of the two has been merged with another entry in the meantime.")


@dataclass(frozen=True, slots=True)
class PersonMerged:
    """Announced when two entries turned out to be one person; ``gone`` leads to ``kept`` from now on."""

    kept_id: int
    kept: str
    gone_id: int
    gone: str


@dataclass(frozen=True, slots=True)
class PersonHidden:
    """Announced when a person's name must no longer be shown, or may be shown again."""

    person_id: int
    reference: str
    hidden: bool


class TenureEnded(DomainError):
    """Somebody who no longer holds an office cannot lay it down again."""

    code = "tenure_ended"
    message = N_("This person does not hold the office any more.")


class TenureUpsideDown(DomainError):
    """An office would be laid down before it was taken up."""

    code = "tenure_upside_down"
    message = N_("The last day in office lies before the first.")
