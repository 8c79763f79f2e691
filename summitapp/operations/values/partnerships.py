"""Ties between German cities and İzmir, as public sources tell them, with their doubts.

A tie has several dates, and sources differ; so each is an event of its own with the place where
it was read. ``doubt`` is set where a sentence must not be shown as a fact: such a tie is marked
"to be confirmed" until the cities themselves have said otherwise.
"""

from dataclasses import dataclass
from typing import Final

from summitapp.core.text import Translated
from summitapp.partnerships.values import PartnershipKind, PartnershipStatus

#: What a tie without a doubt says about itself: nothing.
NO_DOUBT: Final = Translated()


@dataclass(frozen=True, slots=True)
class TieEvent:
    """Something that happened; ``when`` is an ISO date as exact as the source: year, month or day."""

    when: str
    what: Translated
    source: str


@dataclass(frozen=True, slots=True)
class TieSeed:
    """A tie between a German place and one in İzmir."""

    key: str
    german: str
    izmir: str
    kind: PartnershipKind
    status: PartnershipStatus
    events: tuple[TieEvent, ...]
    topics: tuple[str, ...] = ()
    predecessor: str = ""
    doubt: Translated = NO_DOUBT


TIES: Final[tuple[TieSeed, ...]] = (
    TieSeed(
        "boblingen-bergama", "BOBLINGEN", "BERGAMA", PartnershipKind.PARTNERSHIP, PartnershipStatus.ACTIVE,
        (TieEvent("1967", Translated(
            "Partnerschaft geschlossen, die erste zwischen einer deutschen und einer türkischen Stadt",
            "Kardeşlik kuruldu; bir Alman ve bir Türk kenti arasındaki ilk kardeşlik",
            "Partnership agreed, the first between a German and a Turkish city"), "boeblingen.de"),),
        ("culture", "youth", "planning"),
    ),
    TieSeed(
        "bremen-izmir", "BREMEN", "IZMIR", PartnershipKind.PARTNERSHIP, PartnershipStatus.ACTIVE,
        (
            TieEvent("1993-10-19", Translated(
                "Beschluss des Stadtrats von İzmir", "İzmir Belediye Meclisi kararı",
                "Decision of the city council of İzmir"), "izmir.bel.tr"),
            TieEvent("1995-03-08", Translated(
                "Rahmenvereinbarung nach Bremer Angabe", "Bremen kaynaklarına göre çerçeve anlaşması",
                "Framework agreement, as stated by Bremen"), "rathaus.bremen.de"),
            TieEvent("1996-04-24", Translated(
                "Protokoll nach Angabe von İzmir", "İzmir kaynaklarına göre protokol",
                "Protocol, as stated by İzmir"), "izmir.bel.tr"),
        ),
        ("port", "mobility", "science", "economy"),
    ),
    TieSeed(
        "neukolln-cigli", "BERLIN_NEUKOLLN", "CIGLI", PartnershipKind.DISTRICT_PARTNERSHIP, PartnershipStatus.ACTIVE,
        (TieEvent("2005-10-29", Translated(
            "Bezirkspartnerschaft unterzeichnet", "İlçe kardeşliği imzalandı",
            "District partnership signed"), "donaustrasse-nord.de"),),
        ("migration", "youth", "governance"),
    ),
    TieSeed(
        "florsheim-guzelbahce", "FLORSHEIM_AM_MAIN", "GUZELBAHCE", PartnershipKind.PARTNERSHIP,
        PartnershipStatus.UNCONFIRMED,
        (
            TieEvent("2004", Translated(
                "Freundschaft begründet; andere Quellen nennen 2005",
                "Dostluk ilişkisi kuruldu; bazı kaynaklar 2005 yılını veriyor",
                "Friendship begun; other sources say 2005"), "verlag-dreisbach.de"),
            TieEvent("2011", Translated(
                "Partnerschaft geschlossen", "Kardeşlik ilişkisine dönüştü",
                "Raised to a partnership"), "verlag-dreisbach.de"),
        ),
        ("resilience", "waste", "youth"),
        doubt=Translated(
            "Die Quellen nennen verschiedene Jahre; ob die Partnerschaft fortgeführt wird, ist zu klären.",
            "Kaynaklar farklı yıllar veriyor; ilişkinin sürüp sürmeyeceği teyit edilmelidir.",
            "Sources give different years; whether the partnership continues is to be confirmed."),
    ),
    TieSeed(
        "troisdorf-ozdere", "TROISDORF", "MENDERES", PartnershipKind.PARTNERSHIP, PartnershipStatus.TRANSFERRED,
        (TieEvent("2004", Translated(
            "Partnerschaft mit Özdere, das heute zu Menderes gehört",
            "Bugün Menderes’e bağlı olan Özdere ile kardeşlik",
            "Partnership with Özdere, today part of Menderes"), "troisdorf.de"),),
    ),
    TieSeed(
        "troisdorf-menderes", "TROISDORF", "MENDERES", PartnershipKind.PARTNERSHIP, PartnershipStatus.ACTIVE,
        (TieEvent("2021-10-08", Translated(
            "Partnerschaft nach der Gebietsreform auf Menderes übertragen",
            "Kardeşlik, idari düzenlemenin ardından Menderes’e devredildi",
            "Partnership passed on to Menderes after the territorial reform"), "troisdorf.de"),),
        ("agrifood", "youth", "tourism"), predecessor="troisdorf-ozdere",
    ),
    TieSeed(
        "osterholz-gaziemir", "BREMEN_OSTERHOLZ", "GAZIEMIR", PartnershipKind.DISTRICT_PARTNERSHIP,
        PartnershipStatus.ACTIVE,
        (TieEvent("2022-12-20", Translated(
            "Stadtteilpartnerschaft unterzeichnet", "Semt kardeşliği imzalandı",
            "City district partnership signed"), "osterholz-bremen.de"),),
        ("migration", "governance", "culture"),
    ),
    TieSeed(
        "hamm-seferihisar", "HAMM", "SEFERIHISAR", PartnershipKind.FRIENDSHIP, PartnershipStatus.UNCONFIRMED,
        (TieEvent("2010", Translated(
            "Partnerschaftliche Beziehungen seit diesem Jahr",
            "Bu yıldan beri süren ortaklık ilişkileri",
            "Partnership links since this year"), "presse-service.de"),),
        ("agrifood", "tourism"),
        doubt=Translated(
            "Keine förmliche Städtepartnerschaft; die genaue Form ist zu klären.",
            "Resmî bir kardeş kent ilişkisi değildir; kesin biçimi teyit edilmelidir.",
            "No formal twinning; its exact form is to be confirmed."),
    ),
    TieSeed(
        "frankfurt-izmir", "FRANKFURT_AM_MAIN", "IZMIR", PartnershipKind.DECLARATION, PartnershipStatus.ACTIVE,
        (TieEvent("2023-03", Translated(
            "Absichtserklärung unterzeichnet", "İyi niyet beyanı imzalandı",
            "Declaration of intent signed"), "rhein-main-service.info"),),
        ("economy", "startups", "climate"),
    ),
    TieSeed(
        "heidenheim-karsiyaka", "LANDKREIS_HEIDENHEIM", "KARSIYAKA", PartnershipKind.DECLARATION,
        PartnershipStatus.UNCONFIRMED,
        (TieEvent("2016-03", Translated(
            "Protokoll des guten Willens", "İyi niyet protokolü", "Goodwill protocol"),
            "egepostasi.com"),),
        ("vocational",),
        doubt=Translated(
            "Über den heutigen Stand ist öffentlich nichts bekannt.",
            "Bugünkü durumuna ilişkin açık kaynaklarda bilgi yoktur.",
            "Nothing public is known of its present state."),
    ),
    TieSeed(
        "forchheim-foca", "FORCHHEIM", "FOCA", PartnershipKind.CONTACT, PartnershipStatus.PROSPECT,
        (TieEvent("2022", Translated(
            "Privater Besuch, aus dem der Kontakt entstand", "Temasın doğduğu özel ziyaret",
            "Private visit from which the contact grew"), "wiesentbote.de"),),
        doubt=Translated(
            "Ein Kontakt, keine Partnerschaft der Stadt.",
            "Bir temas; kentin resmî kardeşliği değildir.",
            "A contact, not a partnership of the city."),
    ),
    TieSeed(
        "hannover-izmir", "HANNOVER", "IZMIR", PartnershipKind.CONTACT, PartnershipStatus.ACTIVE,
        (TieEvent("2022-12", Translated(
            "Büro des Vereins Weltstadt Izmir in Hannover eröffnet",
            "Dünya Kenti İzmir Derneğinin Hannover ofisi açıldı",
            "Office of the İzmir World City Society opened in Hanover"), "blaubahn.com"),),
        ("economy", "culture"),
        doubt=Translated(
            "Ein Büro des Vereins, keine Städtepartnerschaft.",
            "Dernek ofisi; kardeş kent ilişkisi değildir.",
            "An office of the Society, not a twinning."),
    ),
)
