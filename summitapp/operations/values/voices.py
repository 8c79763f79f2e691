"""Who appears in the demo programme: offices by their proper titles, and invented working-level people.

Heads of cities stand here as offices, never by name: an office stays when its holder changes. A
title stands in its source language; the other two forms are approved translations.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from summitapp.core.text import Language, Translated
from summitapp.directory.values import FormOfAddress, PersonName
from summitapp.operations.values.people import people

NO_BIOGRAPHY: Final = Translated()


@dataclass(frozen=True, slots=True)
class VoiceSeed:
    """Somebody who appears: an office when ``name`` is ``None``, else a person.

    ``delegate`` is the number of the demo person who speaks, where it is one of the delegates.
    """

    key: str
    name: PersonName | None
    address: FormOfAddress
    source: Language
    title: Translated
    organisation: str
    biography: Translated = NO_BIOGRAPHY
    delegate: int | None = None


def _office(key: str, source: Language, organisation: str, de: str, tr: str, en: str) -> VoiceSeed:
    return VoiceSeed(key, None, FormOfAddress.NEUTRAL, source, Translated(de, tr, en), organisation)


_LORD_MAYOR = ("Oberbürgermeisteramt", "Belediye Başkanlığı (Oberbürgermeister)", "Office of the Lord Mayor")
_MAYOR = ("Bürgermeisteramt", "Belediye Başkanlığı", "Office of the Mayor")
#: Where an office is stands in its body or city, not in its title.
_OFFICES: Final = (
    _office("office-bremen", "de", "bremen", "Büro des Präsidenten des Senats", "Senato Başkanlığı Makamı",
            "Office of the President of the Senate"),
    _office("office-izmir", "tr", "izmir", "Oberbürgermeisteramt", "Büyükşehir Belediye Başkanlığı",
            "Office of the Metropolitan Mayor"),
    _office("office-konak", "tr", "konak", *_MAYOR),
    _office("office-karsiyaka", "tr", "karsiyaka", *_MAYOR),
    _office("office-bergama", "tr", "bergama", *_MAYOR),
    _office("office-gaziemir", "tr", "gaziemir", *_MAYOR),
    _office("office-boblingen", "de", "boblingen", *_LORD_MAYOR),
    _office("office-frankfurt", "de", "frankfurt-am-main", *_LORD_MAYOR),
    _office("office-hannover", "de", "hannover", *_LORD_MAYOR),
    _office("office-neukolln", "de", "berlin-neukolln", "Bezirksbürgermeisteramt",
            "İlçe Başkanlığı (Bezirksbürgermeister)", "Office of the Borough Mayor"),
    _office("office-osterholz", "de", "bremen-osterholz", "Ortsamtsleitung",
            "Semt Yönetimi Başkanlığı (Ortsamtsleitung)", "Head of the District Office"),
    _office("office-troisdorf", "de", "troisdorf", *_MAYOR),
    _office("office-menderes", "tr", "menderes", *_MAYOR),
    _office("office-society", "tr", "society", "Vorstand", "Yönetim Kurulu", "Board"),
)


def _voice(key: str, name: PersonName, address: FormOfAddress, source: Language, organisation: str,
           title: tuple[str, str, str], biography: tuple[str, str, str]) -> VoiceSeed:
    return VoiceSeed(key, name, address, source, Translated(*title), organisation, Translated(*biography))


_MS, _MR, _NEUTRAL = FormOfAddress.MS, FormOfAddress.MR, FormOfAddress.NEUTRAL
_PEOPLE: Final = (
    _voice("tietjen", PersonName("Wiebke", "Tietjen"), _MS, "de", "bremenports",
           ("Hafenentwicklung und Umwelt", "Liman Geliştirme ve Çevre", "Port Development and Environment"),
           ("Bringt Landstrom an Kais, an denen niemand damit gerechnet hat.",
            "Kimsenin beklemediği rıhtımlara kıyı elektriği getiriyor.",
            "Brings shore power to quays where nobody expected it.")),
    _voice("karagoz", PersonName("Tuğrul", "Karagöz"), _MR, "tr", "izmir-chamber",
           ("Referat Hafen und Logistik", "Liman ve Lojistik Birimi", "Port and Logistics Desk"),
           ("Spricht mit Reedereien, Speditionen und Fischern, oft am selben Tag.",
            "Armatörlerle, nakliyecilerle ve balıkçılarla çoğu kez aynı gün konuşur.",
            "Talks to shipping lines, hauliers and fishermen, often on the same day.")),
    _voice("buyukgoz", PersonName("Pınar", "Büyükgöz", "Dr."), _MS, "tr", "izmir-water",
           ("Leitung Meeresbeobachtung", "Deniz İzleme Müdürü", "Head of Marine Monitoring"),
           ("Misst seit fünfzehn Jahren, wie die Bucht atmet.",
            "On beş yıldır körfezin nasıl nefes aldığını ölçüyor.",
            "Has measured for fifteen years how the bay breathes.")),
    _voice("oltmanns", PersonName("Hauke", "Oltmanns"), _MR, "de", "bremerhaven",
           ("Leitung Stadtentwässerung", "Kanalizasyon Hizmetleri Müdürü", "Head of Urban Drainage"),
           ("Kennt jeden Kanal, den das Hochwasser auch kennt.",
            "Taşkının bildiği her kanalı o da bilir.",
            "Knows every sewer that the flood knows too.")),
    _voice("avci", PersonName("Sıtkı", "Avcı"), _MR, "tr", "izmir",
           ("Ausbildungszentrum der Feuerwehr", "İtfaiye Eğitim Merkezi", "Fire Service Training Centre"),
           ("Übt mit Schulklassen, was in den ersten sechzig Sekunden zu tun ist.",
            "Okullarla ilk altmış saniyede ne yapılacağını çalışır.",
            "Practises with school classes what to do in the first sixty seconds.")),
    _voice("lueders", PersonName("Antje", "Lüders"), _MS, "de", "hamburg",
           ("Brand- und Katastrophenschutz", "İtfaiye ve Afet Koruma", "Fire and Civil Protection"),
           ("Schreibt Notfallpläne, die auch im Dunkeln lesbar sind.",
            "Karanlıkta da okunabilen acil durum planları yazar.",
            "Writes emergency plans that can be read in the dark.")),
    _voice("bayraktar", PersonName("Çiğdem", "Bayraktar"), _MS, "tr", "bornova",
           ("Leitung Klimawandel und Zero Waste", "İklim Değişikliği ve Sıfır Atık Müdürü",
            "Director for Climate Change and Zero Waste"),
           ("Macht aus Marktabfällen Kompost und aus Skepsis Wartelisten.",
            "Pazar artığından kompost, kuşkudan bekleme listesi çıkarır.",
            "Turns market waste into compost and doubt into waiting lists.")),
    _voice("krause", PersonName("Bärbel", "Krause"), _MS, "de", "landkreis-heidenheim",
           ("Berufsbildung und Fachkräfte", "Mesleki Eğitim ve Nitelikli İş Gücü",
            "Vocational Training and Skilled Labour"),
           ("Vermittelt Lehrstellen über zwei Grenzen und drei Formulare hinweg.",
            "İki sınır ve üç form ötesinde çıraklık yerleri bulur.",
            "Places apprentices across two borders and three forms.")),
    _voice("ciftci", PersonName("Songül", "Çiftçi"), _MS, "tr", "women-cooperative",
           ("Projektkoordination", "Proje Koordinatörü", "Project Coordinator"),
           ("Verkauft Mandarinen, bevor sie reif sind, und zahlt pünktlich.",
            "Mandalinayı olgunlaşmadan satar, parasını gününde öder.",
            "Sells mandarins before they are ripe, and pays on time.")),
    _voice("uebelacker", PersonName("Franziska", "Übelacker"), _MS, "de", "nurnberg",
           ("Leitung Schulverpflegung", "Okul Yemekleri Müdürü", "Head of School Meals"),
           ("Kocht für achtzehntausend Kinder und fragt sie vorher.",
            "On sekiz bin çocuk için yemek planlar, önce onlara sorar.",
            "Cooks for eighteen thousand children and asks them first.")),
    _voice("ates", PersonName("Onur", "Ateş"), _MR, "tr", "izmir-transport",
           ("Betriebsplanung Straßenbahn und Fähre", "Tramvay ve Vapur İşletme Planlama",
            "Tram and Ferry Operations Planning"),
           ("Lässt Fähre und Straßenbahn aufeinander warten, auf die Minute.",
            "Vapurla tramvayı dakikası dakikasına buluşturur.",
            "Makes ferry and tram wait for each other, to the minute.")),
    _voice("wuebbena", PersonName("Svenja", "Wübbena"), _MS, "de", "bremen",
           ("Verkehrsplanung, Rad und Fuß", "Ulaşım Planlama, Bisiklet ve Yaya",
            "Transport Planning, Cycling and Walking"),
           ("Zählt Fahrräder, wo andere Parkplätze zählen.",
            "Başkaları otopark sayarken o bisiklet sayar.",
            "Counts bicycles where others count parking spaces.")),
    _voice("dagdelen", PersonName("Umut", "Dağdelen"), _NEUTRAL, "tr", "youth-council",
           ("Mitglied des Jugendrats", "Gençlik Meclisi Üyesi", "Member of the Youth Council"),
           ("Neunzehn Jahre alt und nicht mehr bereit zu warten.",
            "On dokuz yaşında ve artık beklemeye niyeti yok.",
            "Nineteen years old and no longer willing to wait.")),
    _voice("ahrenfeld", PersonName("Lea", "Ährenfeld"), _MS, "de", "youth-bridge",
           ("Jugenddelegation", "Gençlik Delegasyonu", "Youth Delegation"),
           ("Hat drei Austauschjahre organisiert, bevor sie wählen durfte.",
            "Oy kullanacak yaşa gelmeden üç değişim yılı düzenledi.",
            "Organised three exchange years before she was allowed to vote.")),
    _voice("ekinci", PersonName("Feride", "Ekinci", "Dr."), _MS, "tr", "buca",
           ("Leitung Frauen- und Familiendienste", "Kadın ve Aile Hizmetleri Müdürü",
            "Director of Women and Family Services"),
           ("Geht die Heimwege ab, bevor sie Laternen bestellt.",
            "Sokak lambası istemeden önce eve dönüş yollarını yürür.",
            "Walks the ways home before ordering street lamps.")),
    _voice("voss", PersonName("Johanna", "Voß"), _MS, "de", "leipzig",
           ("Gleichstellungsstelle", "Eşitlik Birimi", "Equality Office"),
           ("Rechnet vor, was ein dunkler Weg eine Stadt kostet.",
            "Karanlık bir yolun kente neye mal olduğunu hesaplar.",
            "Works out what a dark path costs a city.")),
    _voice("sonmez", PersonName("Burak", "Sönmez"), _MR, "tr", "konak",
           ("Leitung Denkmalschutz Kemeraltı", "Kemeraltı Koruma Birimi Sorumlusu",
            "Head of the Kemeraltı Conservation Unit"),
           ("Verhandelt mit Händlern, Archäologie und Regenrinnen.",
            "Esnafla, arkeologlarla ve yağmur oluklarıyla pazarlık eder.",
            "Negotiates with traders, archaeologists and gutters.")),
    _voice("weissenberg", PersonName("Rüdiger", "Weißenberg"), _MR, "de", "stuttgart",
           ("Leitung Amt für Stadterneuerung", "Kentsel Yenileme Dairesi Başkanı", "Head of Urban Renewal"),
           ("Saniert lieber zehn Häuser gut als hundert schnell.",
            "Yüz evi çabuk değil, on evi iyi yenilemeyi seçer.",
            "Would rather renovate ten houses well than a hundred fast.")),
    _voice("altintas", PersonName("Özlem", "Altıntaş"), _MS, "tr", "izmir-agency",
           ("Leitung Investitionsförderung", "Yatırım Destek Birimi Sorumlusu",
            "Head of Investment Support"),
           ("Findet für Ideen das Geld und für Geld die Ideen.",
            "Fikre para, paraya fikir bulur.",
            "Finds money for ideas and ideas for money.")),
    _voice("petersen", PersonName("Torben", "Petersen"), _MR, "de", "bremen-chamber",
           ("Referat Türkei und Mittelmeer", "Türkiye ve Akdeniz Birimi",
            "Türkiye and Mediterranean Desk"),
           ("Kennt die kürzesten Wege zwischen zwei Zolltarifen.",
            "İki gümrük tarifesi arasındaki en kısa yolu bilir.",
            "Knows the shortest way between two customs tariffs.")),
    _voice("gokce", PersonName("Aslı", "Gökçe"), _MS, "tr", "karsiyaka",
           ("Leitung Informationstechnik", "Bilgi İşlem Müdürü", "Director of IT"),
           ("Schafft Formulare ab, bevor sie digital werden.",
            "Formları dijitalleşmeden önce ortadan kaldırır.",
            "Abolishes forms before they become digital.")),
    _voice("brueggemann", PersonName("Lukas", "Brüggemann"), _MR, "de", "darmstadt",
           ("Projektleitung Digitale Stadt", "Dijital Kent Proje Yöneticisi", "Digital City Project Lead"),
           ("Veröffentlicht den Quelltext seiner Stadt.",
            "Kentinin kaynak kodunu yayımlar.",
            "Publishes the source code of his city.")),
    _voice("tuna", PersonName("Hülya", "Tuna", "Dr."), _MS, "tr", "dokuz-eylul",
           ("Institut für Altersmedizin", "Geriatri Bölümü", "Department of Geriatrics"),
           ("Fragt Großmütter, wo eine Bank fehlt.",
            "Büyükannelere nerede bir bankın eksik olduğunu sorar.",
            "Asks grandmothers where a bench is missing.")),
    _voice("sentuerk", PersonName("Kadir", "Şentürk"), _MR, "tr", "seferihisar",
           ("Amt für landwirtschaftliche Dienste", "Tarımsal Hizmetler Dairesi",
            "Agricultural Services Department"),
           ("Hütet alte Samen und erklärt sie Grundschulkindern.",
            "Yerel tohumları korur, ilkokul çocuklarına anlatır.",
            "Keeps old seeds and explains them to primary schools.")),
    _voice("hoepcke", PersonName("Gesa", "Höpcke"), _MS, "de", "friends-circle",
           ("Vorstandsmitglied", "Yönetim Kurulu Üyesi", "Board Member"),
           ("Hat 41 Besuchsgruppen ohne einen verlorenen Koffer begleitet.",
            "Kırk bir ziyaret grubuna tek bavul kaybetmeden eşlik etti.",
            "Has accompanied 41 visiting groups without one lost suitcase.")),
    _voice("karaca", PersonName("Tarık", "Karaca"), _MR, "tr", "foca",
           ("Leitung Kultur und Tourismus", "Kültür ve Turizm Müdürü", "Director of Culture and Tourism"),
           ("Zählt Robben, bevor er Gäste zählt.",
            "Konuktan önce fokları sayar.",
            "Counts seals before he counts guests.")),
    _voice("suedkamp", PersonName("Matthias", "Südkamp", "Prof. Dr."), _MR, "de", "hochschule-bremen",
           ("Fachgebiet Stadt und Hafen", "Kent ve Liman Kürsüsü", "Chair of City and Port"),
           ("Schickt seine Studierenden erst an den Kai, dann an den Rechner.",
            "Öğrencilerini önce rıhtıma, sonra bilgisayara gönderir.",
            "Sends his students to the quay first and to the computer second.")),
)


def _delegates() -> tuple[VoiceSeed, ...]:
    keys = ("caglayan", "igdirli", "ogut", "unal", "su", "weiss", "heide", "mueller", "gross", "schroeder",
            "kilic", "skeps", "obrien", "wu")
    return tuple(
        VoiceSeed(key, person.name, person.address, person.function.source, person.function.text,
                  person.organisation, delegate=person.number)
        for key, person in zip(keys, people(len(keys)), strict=True)
    )


VOICES: Final[Mapping[str, VoiceSeed]] = {
    voice.key: voice for voice in (*_OFFICES, *_PEOPLE, *_delegates())
}
