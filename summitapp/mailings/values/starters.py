"""Texts to begin with. They come with the house; changed and saved they belong to a summit."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from summitapp.core.text import N_, Translated
from summitapp.mailings.values.texts import Wording


@dataclass(frozen=True, slots=True)
class Starter:
    """A text and what it is called in a list."""

    name: str
    wording: Wording


_SAVE_THE_DATE = Wording(
    subject=Translated(
        "Bitte vormerken: {summit}, {dates}",
        "Takviminize not edin: {summit}, {dates}",
        "Save the date: {summit}, {dates}",
    ),
    body=Translated(
        """Guten Tag {full_name},

wir laden Sie herzlich ein und bitten Sie, sich diese Tage freizuhalten: {summit}, {dates}.

Städte und Partner aus Deutschland und İzmir treffen sich, um voneinander zu lernen und gemeinsame Vorhaben auf den Weg zu bringen. Das Programm folgt in den kommenden Wochen.

Auf Ihrer Seite finden Sie die Tage auch für Ihren Kalender:

{my_summit}

Wir freuen uns auf Sie.""",
        """Sayın {full_name},

sizi {summit} etkinliğine içtenlikle davet ediyor, şu günleri takviminizde ayırmanızı rica ediyoruz: {dates}.

Almanya'dan ve İzmir'den kentler ile ortakları, birbirinden öğrenmek ve ortak projeler başlatmak için bir araya geliyor. Programı önümüzdeki haftalarda paylaşacağız.

Kendi sayfanızda etkinlik günlerini takviminize de ekleyebilirsiniz:

{my_summit}

Sizi aramızda görmekten mutluluk duyacağız.""",
        """Dear {full_name},

we warmly invite you to {summit} and ask you to keep these days free: {dates}.

Cities and partners from Germany and İzmir will meet to learn from one another and to set joint projects going. The programme will follow in the coming weeks.

On your own page you can also add the days to your calendar:

{my_summit}

We look forward to seeing you.""",
    ),
    essential=False,
)

_PRACTICAL = Wording(
    subject=Translated(
        "Praktische Hinweise: {summit}", "Pratik bilgiler: {summit}", "Practical information: {summit}"
    ),
    body=Translated(
        """Guten Tag {full_name},

bald ist es so weit: {dates}. Hier das Wichtigste für Ihre Reise.

Anreise: Bitte ergänzen Sie hier, wie man vom Flughafen und vom Bahnhof zum Veranstaltungsort kommt.

Unterkunft: Bitte nennen Sie hier die Hotels und bis wann die Zimmer reserviert sind.

Ankunft vor Ort: Am Eingang zeigen Sie den Code Ihres Namensschilds auf dem Telefon oder ausgedruckt. Ihr Anmeldecode ist {code}.

Ihr Namensschild, das Programm und Ihre Angaben finden Sie hier:

{my_summit}

Wenn sich an Ihrer Reise etwas ändert, tragen Sie es bitte dort ein.""",
        """Sayın {full_name},

buluşmamıza az kaldı: {dates}. Yolculuğunuz için bilmeniz gerekenleri aşağıda bulacaksınız.

Ulaşım: Havalimanından ve gardan etkinlik alanına nasıl gelineceğini lütfen buraya yazınız.

Konaklama: Otelleri ve oda rezervasyonlarının hangi tarihe kadar geçerli olduğunu lütfen buraya yazınız.

Giriş: Girişte yaka kartınızın kodunu telefonunuzdan ya da çıktı olarak göstermeniz yeterlidir. Kayıt kodunuz: {code}.

Yaka kartınız, program ve bilgileriniz kendi sayfanızda:

{my_summit}

Yolculuğunuzda bir değişiklik olursa lütfen oraya işleyiniz.""",
        """Dear {full_name},

it is not long now: {dates}. Here is what you need for your journey.

Getting there: please add how to reach the venue from the airport and the station.

Where to stay: please name the hotels, and until when rooms are held.

At the entrance: show the code of your badge on your telephone or on paper. Your registration code is {code}.

Your badge, the agenda and your details are here:

{my_summit}

If your travel plans change, please note it there.""",
    ),
)

_CONFIRM = Wording(
    subject=Translated(
        "Bitte antworten Sie: Ihr Platz, {summit}",
        "Yanıtınızı bekliyoruz: {summit} için yeriniz",
        "Please reply: your place at {summit}",
    ),
    body=Translated(
        """Guten Tag {full_name},

für Sie ist ein Platz vorgesehen, aber wir haben noch keine Antwort von Ihnen. Bitte sagen Sie uns bis {deadline}, ob Sie kommen.

Mit einem Klick auf Ihrer Seite ist es getan:

{my_summit}

Wenn Sie nicht kommen können, geben Sie den Platz dort bitte frei: Andere warten darauf.""",
        """Sayın {full_name},

sizin için bir yer ayırdık, ancak henüz yanıtınızı almadık. Katılıp katılmayacağınızı lütfen şu tarihe kadar bildiriniz: {deadline}.

Kendi sayfanızda tek tıkla yanıt verebilirsiniz:

{my_summit}

Gelemeyecekseniz lütfen yerinizi orada bırakınız: bekleyen başka katılımcılar var.""",
        """Dear {full_name},

a place is being kept for you, and we have not heard from you yet. Please tell us by {deadline} whether you are coming.

One click on your own page is enough:

{my_summit}

If you cannot come, please give the place back there: others are waiting for it.""",
    ),
)

_PROGRAMME = Wording(
    subject=Translated(
        "Das Programm ist da: {summit}", "Program yayında: {summit}", "The programme is out: {summit}"
    ),
    body=Translated(
        """Guten Tag {full_name},

das Programm steht fest. Sehen Sie nach, welche Sitzungen Sie interessieren und wer dort spricht.

Auf Ihrer Seite finden Sie das Programm und ein Kalender-Abo, das jede Änderung von selbst übernimmt:

{my_summit}

Bis bald in İzmir!""",
        """Sayın {full_name},

{summit} programı belli oldu. Hangi oturumların ilginizi çektiğine ve kimlerin konuşacağına şimdiden göz atabilirsiniz.

Kendi sayfanızda programı ve her değişikliği kendiliğinden güncelleyen takvim aboneliğini bulacaksınız:

{my_summit}

İzmir'de görüşmek üzere!""",
        """Dear {full_name},

the programme of {summit} is out. Have a look at the sessions that interest you and at who will be speaking.

On your own page you find it together with a calendar subscription that follows every change:

{my_summit}

See you soon in İzmir!""",
    ),
    essential=False,
)

_BRING = Wording(
    subject=Translated(
        "Was Sie mitbringen sollten: {summit}", "Yanınızda bulunması gerekenler: {summit}", "What to bring: {summit}"
    ),
    body=Translated(
        """Guten Tag {full_name},

morgen packen Sie vielleicht schon. Bitte denken Sie an:

- Ihren Reisepass oder Personalausweis,
- den Code Ihres Namensschilds, auf dem Telefon oder ausgedruckt,
- bequeme Schuhe: Zwischen den Sälen sind es einige Schritte,
- Kopfhörer mit Kabel, wenn Sie für die Verdolmetschung gern Ihre eigenen benutzen.

Den Code Ihres Namensschilds finden Sie hier:

{my_summit}

Gute Reise!""",
        """Sayın {full_name},

belki yarın bavulunuzu hazırlıyorsunuz. Lütfen şunları unutmayınız:

- pasaportunuz ya da kimlik kartınız,
- yaka kartınızın kodu, telefonunuzda ya da çıktı olarak,
- rahat ayakkabılar: salonlar arasında biraz yürüyeceksiniz,
- simultane çeviriyi kendi kulaklığınızla dinlemek isterseniz kablolu kulaklığınız.

Yaka kartınızın kodu burada:

{my_summit}

İyi yolculuklar dileriz!""",
        """Dear {full_name},

perhaps you are packing already. Please remember:

- your passport or identity card,
- the code of your badge, on your telephone or on paper,
- comfortable shoes: there is some walking between the halls,
- wired earphones, if you like to use your own for interpreting.

The code of your badge is here:

{my_summit}

Have a good journey!""",
    ),
)

_THANKS = Wording(
    subject=Translated(
        "Danke, dass Sie dabei waren: {summit}", "Katıldığınız için teşekkür ederiz: {summit}",
        "Thank you for coming: {summit}",
    ),
    body=Translated(
        """Guten Tag {full_name},

Sie haben diese Tage mit Leben gefüllt. Dafür danken wir Ihnen herzlich.

Was in den Gesprächen begonnen hat, soll weitergehen. Ihre Seite bleibt noch eine Weile offen:

{my_summit}

Schreiben Sie uns gern, was gelungen ist und was beim nächsten Mal besser werden soll. Einfach auf diese Mail antworten.""",
        """Sayın {full_name},

{summit} sizinle anlam kazandı. Katılımınız için içtenlikle teşekkür ederiz.

Görüşmelerde başlayan iş birliklerinin sürmesini diliyoruz. Sayfanız bir süre daha açık kalacak:

{my_summit}

Nelerin iyi geçtiğini, bir dahaki sefere nelerin daha iyi olabileceğini bize yazmanız bizi sevindirir. Bu e-postayı yanıtlamanız yeterlidir.""",
        """Dear {full_name},

you brought {summit} to life. Thank you very much for coming.

What began in conversation should go on. Your page stays open for a while:

{my_summit}

Do tell us what went well and what should be better next time. Simply reply to this mail.""",
    ),
    essential=False,
)

STARTERS: Final[Mapping[str, Starter]] = MappingProxyType({
    "save_the_date": Starter(N_("Save the date"), _SAVE_THE_DATE),
    "practical": Starter(N_("Practical information"), _PRACTICAL),
    "confirm": Starter(N_("Last days to confirm"), _CONFIRM),
    "programme": Starter(N_("The programme is out"), _PROGRAMME),
    "bring": Starter(N_("What to bring"), _BRING),
    "thanks": Starter(N_("Thank you"), _THANKS),
})
