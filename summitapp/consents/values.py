"""What people can be asked to agree to, each for itself, and the notice they are shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from types import MappingProxyType
from typing import Final

from summitapp.core.text import Translated


class Purpose(StrEnum):
    """What a text is about. ``NOTICE`` is shown and never agreed to."""

    NOTICE = "notice"
    PARTICIPANT_LIST = "participant_list"
    PUBLIC_LIST = "public_list"
    PHOTO = "photo"
    MATCHING = "matching"
    NEWSLETTER = "newsletter"
    NEXT_SUMMIT = "next_summit"
    HEALTH = "health"
    EMERGENCY = "emergency"
    CONTACTS = "contacts"
    MEETINGS = "meetings"


#: Asked only together with the questions they are for, never on the open form. Taken back, the answers go at once.
WITH_QUESTIONS: Final = (Purpose.HEALTH, Purpose.EMERGENCY)
#: Asked where it is needed and never on the open form: with those questions, with each exchange of contacts, or when
#: somebody wants to be found for meetings.
ON_OCCASION: Final = (*WITH_QUESTIONS, Purpose.CONTACTS, Purpose.MEETINGS)
#: In the order of the form; each is off until somebody turns it on.
ASKED: Final = tuple(
    purpose for purpose in Purpose if purpose is not Purpose.NOTICE and purpose not in ON_OCCASION
)


@dataclass(frozen=True, slots=True)
class Wording:
    """The title and the text of one version."""

    title: Translated
    body: Translated


@dataclass(frozen=True, slots=True)
class Decision:
    """Where a person stands on one purpose: ``given`` is None as long as they said nothing."""

    purpose: Purpose
    text: str
    title: Translated
    body: Translated
    given: bool | None


@dataclass(frozen=True, slots=True)
class ConsentWithdrawn:
    """Announced when somebody takes a consent back; whoever keeps what rested on it deletes it."""

    person_id: int
    person: str
    purpose: Purpose


def mark_of(body: Translated) -> str:
    """Return by what a wording is known again."""
    return sha256("\0".join(text for _, text in body).encode()).hexdigest()[:16]


#: Wordings that came with earlier releases, by their marks: whoever still has one gets the next version by itself.
EARLIER: Final[Mapping[Purpose, tuple[str, ...]]] = MappingProxyType({
    Purpose.NOTICE: ("724292dd6b7ff66e",),
    Purpose.MATCHING: ("4cf18691664b59d3",),
})

#: The present wording of each text. A changed text is a new version, never an edit.
FIRST_WORDINGS: Final[Mapping[Purpose, Wording]] = MappingProxyType({
    Purpose.NOTICE: Wording(
        Translated("Was mit Ihren Daten geschieht", "Kişisel verileriniz: aydınlatma metni",
                   "What happens with your data"),
        Translated(
            "Verantwortlich ist der Verein Weltstadt Izmir (Dünya Kenti İzmir Derneği) mit Sitz in der Türkei. Sie "
            "erreichen uns unter der Adresse, die auf der Seite jedes Gipfels und in jeder unserer E-Mails steht.\n\n"
            "Wir verarbeiten Ihren Namen, Ihre E-Mail-Adresse, Ihre Stadt, Organisation und Funktion, Ihre Sprachen "
            "und, wenn Sie sie angeben, Ihre Telefonnummer, um Ihre Teilnahme zu planen, Ihr Namensschild zu drucken, "
            "Sie am Eingang zu erkennen und Ihnen zu schreiben, was den Gipfel betrifft. Grundlage ist die von Ihnen "
            "gewünschte Teilnahme (Art. 6 Abs. 1 Buchst. b DSGVO). Meldet Ihre Stadt oder Organisation Sie mit einer "
            "Liste, so haben wir die Angaben von dort und verarbeiten sie in unserem berechtigten Interesse, den "
            "Gipfel durchzuführen (Buchst. f); Sie erfahren davon mit unserer ersten E-Mail (Art. 14 DSGVO). Was "
            "besonders geschützt ist, etwa Unverträglichkeiten oder ein Bedarf an Barrierefreiheit, fragen wir nur "
            "Sie selbst, nur mit Ihrer ausdrücklichen Einwilligung (Art. 9 Abs. 2 Buchst. a) und nur, wenn es "
            "gebraucht wird.\n\n"
            "Zugang haben das Organisationsteam in der Türkei und in Deutschland, die Koordination Ihrer eigenen "
            "Delegation, die Anmeldung und die Einlasskontrolle vor Ort sowie unsere Auftragsverarbeiter für Betrieb "
            "und E-Mail-Versand. Öffentlich sind nur die Namen derer, die im Programm auftreten, und was Sie selbst "
            "freigegeben haben. Für die Türkei besteht kein Angemessenheitsbeschluss der Europäischen Kommission: "
            "Wenn Sie sich aus der Europäischen Union anmelden, geben Sie Ihre Daten unmittelbar einer Stelle in der "
            "Türkei; wo Städte uns Listen übermitteln, sichern sie dies durch geeignete Garantien nach Art. 46 DSGVO. "
            "Automatisierte Entscheidungen über Sie treffen wir nicht.\n\n"
            "Wir löschen jede Nacht, was abgelaufen ist. Nach dem Ende des Gipfels behalten wir Scans am Eingang, "
            "Codes der Namensschilder und Telefonnummern 30 Tage, versandte E-Mails 90 Tage, Angaben zu "
            "Koordinierenden und Konten des Teams ein Jahr, Briefe für Visum und Dienstreise zwölf Monate, Ihren "
            "Namen und Ihre Anmeldung zwei Jahre, den Nachweis Ihrer Einwilligungen und Ihrer Anfragen drei Jahre und "
            "die Namen im veröffentlichten Programm zehn Jahre. Antworten auf weitere Fragen behalten wir so lange, "
            "wie es bei der Frage steht, Listen Ihrer Delegation sieben Tage. Statistiken enthalten keine Namen.\n\n"
            "Sie haben das Recht auf Auskunft, Berichtigung, Löschung, Einschränkung und Übertragbarkeit und können "
            "der Verarbeitung widersprechen (Art. 15 bis 21 DSGVO). Auskunft als Datei, Löschung und eine neue "
            "Adresse bekommen Sie sofort auf der Seite „Mein Gipfel“; auf Anfragen per Brief, E-Mail oder Telefon "
            "antworten wir binnen 30 Tagen. Sie können sich außerdem bei einer Aufsichtsbehörde beschweren (Art. 77 "
            "DSGVO). Ohne Namen können wir keinen Platz vergeben; alles andere ist freiwillig oder wird später "
            "gefragt.",
            "Veri sorumlusu, merkezi Türkiye’de bulunan Dünya Kenti İzmir Derneğidir. Bize, her zirvenin sayfasında "
            "ve gönderdiğimiz her e-postada yer alan adresten ulaşabilirsiniz. 6698 sayılı Kişisel Verilerin "
            "Korunması Kanunu’nun 10. maddesi uyarınca sizi bilgilendiriyoruz; bu metin bir rıza metni değildir.\n\n"
            "Adınızı, e-posta adresinizi, kentinizi, kurumunuzu ve görevinizi, konuştuğunuz dilleri ve paylaşmışsanız "
            "telefon numaranızı; katılımınızı planlamak, yaka kartınızı basmak, girişte sizi tanımak ve zirveyle "
            "ilgili bilgileri size iletmek amacıyla işliyoruz. Bu verileri kayıt formu, e-posta veya heyetinizin "
            "gönderdiği liste yoluyla, kısmen otomatik yöntemlerle; bir sözleşmenin kurulması ve ifası (m. 5/2-c), "
            "hukuki yükümlülüğümüz (m. 5/2-ç) ve temel hak ve özgürlüklerinize zarar vermemek kaydıyla meşru "
            "menfaatimiz (m. 5/2-f) hukuki sebeplerine dayanarak topluyoruz. Kentiniz veya kurumunuz sizi bir "
            "listeyle bildirmişse bunu ilk e-postamızla öğrenirsiniz. Besin alerjisi veya erişilebilirlik ihtiyacı "
            "gibi özel nitelikli bilgileri yalnızca sizden, ayrı bir metinle (m. 6) ve yalnızca gerektiğinde isteriz.\n\n"
            "Verilere Türkiye’deki ve Almanya’daki düzenleme ekibi, kendi heyetinizin koordinatörü, kayıt masası ve "
            "giriş görevlileri ile barındırma ve e-posta hizmeti aldığımız veri işleyenler, yalnızca bu amaçlarla "
            "erişir. Herkese açık olanlar, yalnızca programda yer alanların adları ve sizin paylaşılmasını "
            "istediğiniz bilgilerdir. Verilerin yurt dışında barındırılması veya Almanya’daki ekibin erişimi hâlinde "
            "aktarım, Kanun’un 9. maddesindeki güvencelere, özellikle Kurul’un standart sözleşmesine dayanır. "
            "Hakkınızda otomatik karar verilmez.\n\n"
            "Süresi dolan veriler her gece silinir. Zirvenin bitiminden sonra giriş taramaları, yaka kartı kodları ve "
            "telefon numaraları 30 gün; gönderilen e-postalar 90 gün; koordinatör bilgileri ve ekip hesapları bir "
            "yıl; vize ve görevlendirme yazıları on iki ay; adınız ve kaydınız iki yıl; rızalarınızın ve "
            "başvurularınızın kanıtı üç yıl; yayımlanan programdaki adlar on yıl saklanır. Diğer sorulara verdiğiniz "
            "yanıtlar sorunun yanında yazılı süre boyunca, heyetinizin gönderdiği listeler yedi gün saklanır. "
            "İstatistikler isim içermez.\n\n"
            "Kanun’un 11. maddesi uyarınca verilerinizin işlenip işlenmediğini öğrenme, bilgi isteme, amacını ve "
            "kimlere aktarıldığını öğrenme, düzeltilmesini, silinmesini veya yok edilmesini ve bunun aktarılan "
            "kişilere bildirilmesini isteme, itiraz etme ve zararınızın giderilmesini isteme haklarına sahipsiniz. "
            "Verilerinizin dosyasını, silinmelerini ve yeni adres tanımlamayı “Zirvem” sayfasında hemen "
            "gerçekleştirebilirsiniz; mektup, e-posta veya telefonla yaptığınız başvuruları en geç otuz gün içinde "
            "ücretsiz yanıtlarız. Ayrıca Kişisel Verileri Koruma Kuruluna şikâyette bulunabilirsiniz. Adınız olmadan "
            "yer ayıramayız; diğer bilgiler isteğe bağlıdır ya da sonra sorulur.",
            "The controller is the İzmir World City Society (Dünya Kenti İzmir Derneği), established in Türkiye. You "
            "reach us at the address that stands on the page of each summit and in each of our mails.\n\n"
            "We process your name, e-mail address, city, organisation and function, the languages you speak and, if "
            "you give it, your telephone number in order to plan your participation, print your badge, recognise you "
            "at the door and write to you about the summit. The basis is the participation you ask for (GDPR Art. "
            "6(1)(b)). Where your city or organisation names you in a list we have your details from there and "
            "process them in our legitimate interest in holding the summit (point (f)); our first mail tells you so "
            "(Art. 14). What is under special protection, such as an allergy or a need for access, we ask of you "
            "alone, only with your explicit consent (Art. 9(2)(a)) and only where it is needed.\n\n"
            "The organising team in Türkiye and Germany, the coordinator of your own delegation, the registration "
            "desk and the doors, and our processors for hosting and mail have access. Public are only the names of "
            "those who appear in the programme, and what you have released yourself. For Türkiye no adequacy decision "
            "of the European Commission exists: when you register from the European Union you give your data directly "
            "to a body in Türkiye; where cities send us lists they rely on appropriate safeguards under Art. 46. No "
            "automated decisions are made about you.\n\n"
            "Each night we delete what has run out. After the end of the summit we keep scans at the doors, codes of "
            "badges and telephone numbers for 30 days, mails we sent for 90 days, details of coordinators and "
            "accounts of the team for a year, letters for visas and employers for twelve months, your name and your "
            "registration for two years, the proof of your consents and requests for three years, and the names in "
            "the published programme for ten years. Answers to further questions are kept as long as stands beside "
            "the question, lists of your delegation for seven days. Statistics hold no names.\n\n"
            "You have the right to access, rectification, erasure, restriction and portability, and the right to "
            "object (GDPR Arts. 15 to 21). A file of everything, erasure and a new address you get at once on the "
            "page “My summit”; requests by letter, mail or telephone are answered within 30 days. You may also "
            "complain to a supervisory authority (Art. 77). Without a name we cannot give you a place; everything "
            "else is voluntary or asked later."),
    ),
    Purpose.PARTICIPANT_LIST: Wording(
        Translated("Liste für die anderen Delegierten", "Diğer delegelere açık liste",
                   "List for fellow delegates"),
        Translated(
            "Andere angemeldete Delegierte dürfen meinen Namen, meine Stadt, Organisation und Funktion in der "
            "Teilnehmendenliste sehen. Ich kann das jederzeit unter „Mein Gipfel“ widerrufen.",
            "Adımın, kentimin, kurumumun ve görevimin katılımcı listesinde kayıtlı diğer delegelerce "
            "görülmesine açık rıza veriyorum. Rızamı “Zirvem” sayfasından dilediğim an geri alabilirim.",
            "Fellow registered delegates may see my name, city, organisation and function in the list of "
            "participants. I can withdraw this at any time under “My summit”."),
    ),
    Purpose.PUBLIC_LIST: Wording(
        Translated("Öffentliche Liste", "Herkese açık liste", "Public list"),
        Translated(
            "Mein Name, meine Stadt und meine Funktion dürfen auf der öffentlichen Seite des Gipfels stehen, "
            "auch für Suchmaschinen sichtbar. Ich kann das jederzeit unter „Mein Gipfel“ widerrufen.",
            "Adımın, kentimin ve görevimin zirvenin herkese açık sayfasında, arama motorlarınca da görülebilir "
            "biçimde yayımlanmasına açık rıza veriyorum. Rızamı “Zirvem” sayfasından dilediğim an geri alabilirim.",
            "My name, city and function may stand on the public page of the summit, visible to search engines "
            "too. I can withdraw this at any time under “My summit”."),
    ),
    Purpose.PHOTO: Wording(
        Translated("Foto und Film", "Fotoğraf ve video", "Photo and video"),
        Translated(
            "Bilder und Filme vom Gipfel, auf denen ich zu erkennen bin, dürfen auf der Seite des Gipfels, im "
            "Bulletin und in sozialen Netzwerken des Vereins erscheinen. Ohne diese Zustimmung trägt mein "
            "Namensschild ein Zeichen, auf das die Fotografinnen und Fotografen achten. Ich kann sie jederzeit "
            "widerrufen, auch während einer Veranstaltung.",
            "Zirvede çekilen ve tanınabilir olduğum fotoğraf ve videoların zirvenin sayfasında, bültende ve "
            "derneğin sosyal medya hesaplarında yayımlanmasına açık rıza veriyorum. Rıza vermezsem yaka kartımda "
            "fotoğrafçıların dikkat ettiği bir işaret bulunur. Rızamı etkinlik sırasında da olmak üzere "
            "dilediğim an geri alabilirim.",
            "Pictures and films of the summit in which I can be recognised may appear on the summit’s page, in "
            "the bulletin and in the Society’s social media. Without this my badge carries a mark that the "
            "photographers respect. I can withdraw it at any time, during an event too."),
    ),
    Purpose.MATCHING: Wording(
        Translated("Kontakt bei passenden Gesprächen", "Eşleşmelerde iletişim bilgisi",
                   "Contact for matching talks"),
        Translated(
            "Wer mit mir verabredet ist, darf meine E-Mail-Adresse sehen. Ich kann das jederzeit unter „Mein "
            "Gipfel“ widerrufen; wer sie schon hat, behält sie.",
            "Benimle görüşme ayarlayan kişilerin e-posta adresimi görmesine açık rıza veriyorum. Rızamı “Zirvem” "
            "sayfasından dilediğim an geri alabilirim; adresimi önceden görmüş olanlarda kalır.",
            "Whoever has a meeting with me may see my e-mail address. I can withdraw this at any time under “My "
            "summit”; those who have it already keep it."),
    ),
    Purpose.NEWSLETTER: Wording(
        Translated("Bulletin", "Bülten", "Bulletin"),
        Translated(
            "Ich möchte das Bulletin des Vereins per E-Mail erhalten, etwa sechsmal im Jahr. Die Anmeldung gilt "
            "erst, wenn ich den Link in der Bestätigungsmail anklicke; jede Ausgabe enthält einen Abmeldelink.",
            "Derneğin yılda yaklaşık altı kez yayımlanan bültenini e-posta ile almak istiyorum ve bunun için "
            "açık rıza veriyorum. Kaydım ancak onay iletisindeki bağlantıya tıkladığımda geçerli olur; her "
            "sayıda ayrılma bağlantısı vardır.",
            "I would like to receive the Society’s bulletin by e-mail, about six times a year. The subscription "
            "counts only once I follow the link in the confirmation mail; each issue has a link to stop it."),
    ),
    Purpose.NEXT_SUMMIT: Wording(
        Translated("In Verbindung bleiben", "İletişimde kalalım", "Stay in contact"),
        Translated(
            "Der Verein darf meinen Namen, meine E-Mail-Adresse und meine Funktion bis zum nächsten Gipfel, "
            "höchstens drei Jahre, aufbewahren, um mich dazu einzuladen. Ich kann das jederzeit widerrufen.",
            "Derneğin adımı, e-posta adresimi ve görevimi, beni bir sonraki zirveye davet etmek üzere o zamana "
            "kadar ve en fazla üç yıl saklamasına açık rıza veriyorum. Rızamı dilediğim an geri alabilirim.",
            "The Society may keep my name, e-mail address and function until the next summit, three years at "
            "most, in order to invite me to it. I can withdraw this at any time."),
    ),
    Purpose.HEALTH: Wording(
        Translated("Verpflegung und Barrierefreiheit", "Beslenme ve erişilebilirlik", "Meals and access needs"),
        Translated(
            "Ich willige ausdrücklich ein, dass der Verein meine Angaben zu Verpflegung, Allergien und "
            "Barrierefreiheit verarbeitet, auch soweit sie auf meine Gesundheit oder meinen Glauben schließen "
            "lassen (Art. 9 Abs. 2 Buchst. a DSGVO). Sie dienen nur dazu, dass ich am Gipfel teilnehmen und dort "
            "essen kann, werden verschlüsselt aufbewahrt und nur für diejenigen geöffnet, die sie für ihre Arbeit "
            "brauchen; jede Öffnung wird mit ihrem Grund festgehalten und mir unter „Mein Gipfel“ angezeigt. "
            "Spätestens 30 Tage nach dem Gipfel werden sie gelöscht. Die Angaben sind freiwillig, und ich nehme "
            "auch ohne sie teil. Ich kann diese Einwilligung jederzeit widerrufen; dann werden die Angaben sofort "
            "gelöscht.",
            "Beslenme tercihlerime, alerjilerime ve erişilebilirlik ihtiyaçlarıma ilişkin verdiğim bilgilerin, "
            "sağlığım veya inancım hakkında fikir verebilecek nitelikte olsalar dahi, dernek tarafından "
            "işlenmesine açık rıza veriyorum (6698 sayılı Kanun m. 6). Bu bilgiler yalnızca zirveye "
            "katılabilmem ve orada yemek yiyebilmem için kullanılır, şifrelenmiş olarak saklanır ve yalnızca "
            "görevi gereği bilmesi gerekenlere açılır; her açılış gerekçesiyle birlikte kaydedilir ve “Zirvem” "
            "sayfamda bana gösterilir. Zirveden en geç 30 gün sonra silinir. Bilgi vermek isteğe bağlıdır, "
            "vermesem de zirveye katılırım. Rızamı dilediğim an geri alabilirim; bu durumda bilgiler hemen "
            "silinir.",
            "I explicitly agree that the Society may process what I say about meals, allergies and access needs, "
            "also where it tells something about my health or my belief (GDPR Art. 9(2)(a)). It serves only to "
            "let me take part in the summit and eat there, is kept encrypted, and is opened only for those whose "
            "work needs it; each opening is written down with its reason and shown to me under “My summit”. It is "
            "deleted 30 days after the summit at the latest. Saying so is voluntary, and I take part without it "
            "all the same. I can withdraw this at any time; what I said is then deleted at once."),
    ),
    Purpose.EMERGENCY: Wording(
        Translated("Kontakt für den Notfall", "Acil durumda aranacak kişi", "Emergency contact"),
        Translated(
            "Ich willige ein, dass der Verein Namen, Telefonnummer und Beziehung der Person aufbewahrt, die im "
            "Notfall angerufen werden soll, und versichere, dass sie davon weiß. Die Angaben liegen verschlüsselt "
            "vor und werden nur bei einem Notfall geöffnet; jede Öffnung wird mit ihrem Grund festgehalten und mir "
            "unter „Mein Gipfel“ angezeigt. Sieben Tage nach dem Gipfel werden sie gelöscht. Die Angaben sind "
            "freiwillig. Ich kann diese Einwilligung jederzeit widerrufen; dann werden sie sofort gelöscht.",
            "Acil bir durumda aranacak kişinin adının, telefon numarasının ve yakınlığının dernek tarafından "
            "saklanmasına açık rıza veriyorum; bu kişinin bundan haberdar olduğunu beyan ederim. Bilgiler "
            "şifrelenmiş olarak saklanır ve yalnızca acil durumda açılır; her açılış gerekçesiyle birlikte "
            "kaydedilir ve “Zirvem” sayfamda bana gösterilir. Zirveden yedi gün sonra silinir. Bilgi vermek "
            "isteğe bağlıdır. Rızamı dilediğim an geri alabilirim; bu durumda bilgiler hemen silinir.",
            "I agree that the Society keeps the name, the telephone number and the relation of the person to be "
            "called in an emergency, and confirm that this person knows. The details are kept encrypted and opened "
            "only in an emergency; each opening is written down with its reason and shown to me under “My summit”. "
            "They are deleted seven days after the summit. Giving them is voluntary. I can withdraw this at any "
            "time; they are then deleted at once."),
    ),
    Purpose.CONTACTS: Wording(
        Translated("Kontakte austauschen", "İletişim bilgisi paylaşımı", "Exchanging contacts"),
        Translated(
            "Mit den Personen, mit denen ich beim Gipfel Kontakte austausche, teile ich die Angaben, die ich dafür "
            "auswähle. Sie sehen sie erst, wenn beide zugestimmt haben. Ich kann jede Auswahl ändern und jeden "
            "Austausch beenden; mit dem Widerruf dieser Einwilligung enden alle, und niemand sieht meine Angaben hier "
            "mehr. Was jemand bis dahin in das eigene Adressbuch übernommen hat, kann ich nicht zurückholen.",
            "Zirvede iletişim bilgisi paylaştığım kişilerin, bunun için seçtiğim bilgilerimi görmesine açık rıza "
            "veriyorum. Bilgiler ancak iki taraf da kabul ettikten sonra görünür. Seçimimi değiştirebilir, her "
            "paylaşımı sona erdirebilirim. Rızamı dilediğim an geri alabilirim; bu durumda bütün paylaşımlar sona "
            "erer ve bilgilerim burada kimseye görünmez. O zamana kadar kendi rehberine kaydetmiş olanlardan geri "
            "alamam.",
            "The people with whom I exchange contacts at the summit may see the details I choose for it. They see them "
            "only once both have agreed. I can change each choice and end each exchange. I can withdraw this at any "
            "time; all exchanges then end, and nobody sees my details here any more. What somebody has put into an "
            "address book of their own by then I cannot take back."),
    ),
    Purpose.MEETINGS: Wording(
        Translated("Profil für Treffen", "Görüşmeler için profil", "Profile for meetings"),
        Translated(
            "Teilnehmende, die nach den Regeln des Gipfels mit mir ins Gespräch kommen können, dürfen mein Profil für "
            "Treffen sehen: Name, Funktion, Organisation, Stadt und was ich dort selbst angebe. Aus den Angaben aller, "
            "die mitmachen, werden Vorschläge berechnet, wen ein Treffen weiterbringt; jeder Vorschlag nennt seine "
            "Gründe, und nur ich entscheide, wen ich anfrage. Wen ich dabei übergehe, erfährt niemand. Ich kann alles "
            "ändern und das Profil jederzeit pausieren oder schließen. Wenn ich diese Einwilligung widerrufe, wird es "
            "mit allem, was dazugehört, sofort gelöscht; schon vereinbarte Treffen bleiben, bis ich sie absage. Ein "
            "Jahr nach dem Gipfel wird das Profil in jedem Fall gelöscht.",
            "Zirvenin kurallarına göre benimle görüşebilecek katılımcıların görüşme profilimi, yani adımı, görevimi, "
            "kurumumu, kentimi ve orada kendim yazdıklarımı görmesine açık rıza veriyorum. Katılan herkesin "
            "bilgilerinden, hangi görüşmenin kime yarar sağlayacağına ilişkin öneriler hesaplanır; her öneri "
            "gerekçesini belirtir ve kimden görüşme isteyeceğime yalnızca ben karar veririm. Kimleri geçtiğimi kimse "
            "öğrenmez. Her şeyi değiştirebilir, profili istediğim zaman duraklatabilir veya kapatabilirim. Rızamı geri "
            "alırsam profil bütün içeriğiyle hemen silinir; kararlaştırılmış görüşmeler ben iptal edene kadar kalır. "
            "Profil, zirveden bir yıl sonra her durumda silinir.",
            "Participants who by the rules of the summit can meet me may see my profile for meetings: my name, "
            "function, organisation and city, and what I say there myself. From what everybody who joins in says, "
            "suggestions are worked out whom a meeting would help; each suggestion names its reasons, and only I "
            "decide whom I ask. Nobody learns whom I pass over. I can change everything, and pause or close the "
            "profile at any time. If I withdraw this consent, it is deleted at once with all that belongs to it; "
            "meetings already agreed stay until I cancel them. A year after the summit the profile is deleted in any "
            "case."),
    ),
})
