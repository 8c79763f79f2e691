"""What the invented people do: working-level functions, each written in its own language first.

The German forms carry no gender, so that they fit everybody; the forms in the other two languages
are approved translations, not word for word.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from summitapp.core.text import Language, Translated
from summitapp.directory.values import OrganisationKind


@dataclass(frozen=True, slots=True)
class Function:
    """What somebody does, in the language it was written in, with approved forms in the others."""

    source: Language
    text: Translated


def _from_german(de: str, tr: str, en: str) -> Function:
    return Function("de", Translated(de, tr, en))


def _from_turkish(tr: str, de: str, en: str) -> Function:
    return Function("tr", Translated(de, tr, en))

GERMAN_FUNCTIONS: Final = (
    _from_german("Leitung Büro für Internationales", "Uluslararası İlişkiler Büro Müdürü",
                 "Head of International Office"),
    _from_german("Koordination Städtepartnerschaften", "Kardeş Kentler Koordinatörü",
                 "Coordinator for City Partnerships"),
    _from_german("Fachkraft für kommunale Entwicklungspolitik",
                 "Yerel Kalkınma İş Birliği Uzmanı", "Municipal Development Policy Officer"),
    _from_german("Leitung Amt für Klimaschutz", "İklim Koruma Dairesi Başkanı",
                 "Head of Climate Protection"),
    _from_german("Stadtplanung, Abteilung Grün und Freiraum",
                 "Kent Planlama, Yeşil ve Açık Alanlar Birimi",
                 "City Planning, Green and Open Spaces"),
    _from_german("Leitung Abfallwirtschaft", "Atık Yönetimi Şube Müdürü", "Head of Waste Management"),
    _from_german("Referat Wirtschaftsförderung", "Ekonomik Kalkınma Birimi",
                 "Economic Development Unit"),
    _from_german("Stabsstelle Integration", "Uyum Birimi", "Integration Unit"),
    _from_german("Leitung Jugendamt", "Gençlik Dairesi Başkanı", "Head of Youth Services"),
    _from_german("Projektleitung Smart City", "Akıllı Kent Proje Yöneticisi",
                 "Smart City Project Lead"),
    _from_german("Brand- und Katastrophenschutz", "İtfaiye ve Afet Koruma", "Fire and Civil Protection"),
    _from_german("Kulturamt, Internationale Projekte", "Kültür Dairesi, Uluslararası Projeler",
                 "Culture Office, International Projects"),
    _from_german("Leitung Stadtentwässerung", "Kanalizasyon Hizmetleri Müdürü",
                 "Head of Urban Drainage"),
    _from_german("Verkehrsplanung", "Ulaşım Planlama", "Transport Planning"),
    _from_german("Gleichstellungsstelle", "Eşitlik Birimi", "Equality Office"),
    _from_german("Mitglied des Stadtrats", "Kent Meclisi Üyesi", "Member of the City Council"),
    _from_german("Leitung Amt für Stadterneuerung", "Kentsel Yenileme Dairesi Başkanı",
                 "Head of Urban Renewal"),
    _from_german("Hafenentwicklung", "Liman Geliştirme", "Port Development"),
    _from_german("Berufsbildung und Fachkräfte", "Mesleki Eğitim ve Nitelikli İş Gücü",
                 "Vocational Training and Skilled Labour"),
    _from_german("Bürgerbeteiligung", "Yurttaş Katılımı", "Citizen Participation"),
)

TURKISH_FUNCTIONS: Final = (
    _from_turkish("Dış İlişkiler Şube Müdürü", "Leitung der Abteilung Auswärtige Beziehungen",
                  "Head of External Relations"),
    _from_turkish("Kardeş Kentler Sorumlusu", "Zuständig für Partnerstädte",
                  "Sister Cities Officer"),
    _from_turkish("İklim Değişikliği ve Sıfır Atık Müdürü", "Leitung Klimawandel und Zero Waste",
                  "Director for Climate Change and Zero Waste"),
    _from_turkish("Deprem Risk Yönetimi Dairesi", "Amt für Erdbebenrisiko-Management",
                  "Earthquake Risk Management Department"),
    _from_turkish("Park ve Bahçeler Müdürü", "Leitung Parks und Gärten",
                  "Director of Parks and Gardens"),
    _from_turkish("Ulaşım Planlama Uzmanı", "Fachkraft für Verkehrsplanung", "Transport Planner"),
    _from_turkish("Kadın ve Aile Hizmetleri Müdürü", "Leitung Frauen- und Familiendienste",
                  "Director of Women and Family Services"),
    _from_turkish("Gençlik ve Spor Hizmetleri Müdürü", "Leitung Jugend und Sport",
                  "Director of Youth and Sports"),
    _from_turkish("Tarımsal Hizmetler Dairesi", "Amt für landwirtschaftliche Dienste",
                  "Agricultural Services Department"),
    _from_turkish("Kültür ve Sosyal İşler Müdürü", "Leitung Kultur und Soziales",
                  "Director of Culture and Social Affairs"),
    _from_turkish("Bilgi İşlem Müdürü", "Leitung Informationstechnik", "Director of IT"),
    _from_turkish("Etüt ve Projeler Müdürü", "Leitung Studien und Projekte",
                  "Director of Studies and Projects"),
    _from_turkish("Belediye Meclis Üyesi", "Mitglied des Stadtrats",
                  "Member of the Municipal Council"),
    _from_turkish("İtfaiye Eğitim Merkezi", "Ausbildungszentrum der Feuerwehr",
                  "Fire Service Training Centre"),
    _from_turkish("Kent Konseyi Koordinatörü", "Koordination des Bürgerrats (Kent Konseyi)",
                  "Coordinator of the Citizens’ Assembly"),
    _from_turkish("Strateji Geliştirme Müdürü", "Leitung Strategieentwicklung",
                  "Director of Strategy"),
)

#: Functions in bodies other than an administration: first the German-written, then the Turkish.
_ELSEWHERE: Final[Mapping[OrganisationKind, tuple[tuple[Function, ...], tuple[Function, ...]]]] = {
    OrganisationKind.UNIVERSITY: (
        (_from_german("Fachgebiet Stadtklima", "Kent İklimi Kürsüsü", "Chair of Urban Climate"),
         _from_german("International Office", "Uluslararası Ofis", "International Office")),
        (_from_turkish("Kent İklimi Araştırma Merkezi", "Forschungszentrum Stadtklima",
                       "Urban Climate Research Centre"),
         _from_turkish("Deprem Mühendisliği Bölümü", "Institut für Erdbebeningenieurwesen",
                       "Department of Earthquake Engineering")),
    ),
    OrganisationKind.MUNICIPAL_COMPANY: (
        (_from_german("Hafenentwicklung und Umwelt", "Liman Geliştirme ve Çevre",
                      "Port Development and Environment"),
         _from_german("Internationale Zusammenarbeit", "Uluslararası İş Birliği",
                      "International Cooperation")),
        (_from_turkish("İşletme Planlama Müdürü", "Leitung Betriebsplanung",
                       "Head of Operations Planning"),
         _from_turkish("Ar-Ge ve Projeler Müdürü", "Leitung Forschung und Projekte",
                       "Head of Research and Projects")),
    ),
    OrganisationKind.CHAMBER_OF_COMMERCE: (
        (_from_german("Referat Türkei und Mittelmeer", "Türkiye ve Akdeniz Birimi",
                      "Türkiye and Mediterranean Desk"),),
        (_from_turkish("Dış Ticaret Uzmanı", "Fachkraft für Außenhandel", "Foreign Trade Officer"),),
    ),
    OrganisationKind.YOUTH_ORGANISATION: (
        (_from_german("Jugenddelegation", "Gençlik Delegasyonu", "Youth Delegation"),),
        (_from_turkish("Gençlik Meclisi Üyesi", "Mitglied des Jugendrats",
                       "Member of the Youth Council"),),
    ),
    OrganisationKind.MEDIA: (
        (_from_german("Redaktion", "Yayın Ekibi", "Editorial Staff"),),
        (_from_turkish("Muhabir", "Berichterstattung", "Reporter"),),
    ),
    OrganisationKind.COMPANY: (
        (_from_german("Konferenzdolmetschen", "Konferans Tercümanlığı", "Conference Interpreting"),),
        (_from_turkish("Konferans Tercümanı", "Konferenzdolmetschen", "Conference Interpreter"),),
    ),
    OrganisationKind.ASSOCIATION: (
        (_from_german("Vorstandsmitglied", "Yönetim Kurulu Üyesi", "Board Member"),),
        (_from_turkish("Yönetim Kurulu Üyesi", "Vorstandsmitglied", "Board Member"),
         _from_turkish("Proje Koordinatörü", "Projektkoordination", "Project Coordinator")),
    ),
}
_ELSEWHERE_OTHER: Final = (
    (_from_german("Projektkoordination", "Proje Koordinasyonu", "Project Coordination"),),
    (_from_turkish("Proje Koordinatörü", "Projektkoordination", "Project Coordinator"),),
)
ADMINISTRATIONS: Final = frozenset({
    OrganisationKind.METROPOLITAN_MUNICIPALITY, OrganisationKind.DISTRICT_MUNICIPALITY,
    OrganisationKind.CITY_ADMINISTRATION, OrganisationKind.CITY_DISTRICT_OFFICE,
    OrganisationKind.COUNTY_ADMINISTRATION,
})


def functions_for(kind: OrganisationKind, *, turkish: bool) -> tuple[Function, ...]:
    """Return the functions somebody in such a body can have, by the language they are written in."""
    if kind in ADMINISTRATIONS:
        return TURKISH_FUNCTIONS if turkish else GERMAN_FUNCTIONS
    return _ELSEWHERE.get(kind, _ELSEWHERE_OTHER)[turkish]
