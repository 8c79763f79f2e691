"""The usual questions of a summit, ready in three languages; organisers take what they need and change it."""

from typing import Final

from summitapp.core.text import Translated
from summitapp.questions.values import (
    AskedOption,
    AskedQuestion,
    AskedSection,
    Kind,
    Limits,
    Phase,
    Reader,
)

_T = Translated


def _option(code: str, de: str, tr: str, en: str) -> AskedOption:
    return AskedOption(0, code, Translated(de, tr, en))


_JOURNEY: Final = AskedSection(
    _T("Ihre Reise", "Yolculuğunuz", "Your journey"),
    _T("Damit jemand da ist, wenn Sie ankommen.", "Vardığınızda sizi karşılayabilmemiz için.",
       "So that somebody is there when you arrive."),
    (
        AskedQuestion(
            "visa-letter", Kind.YES_NO,
            _T("Brauchen Sie ein Einladungsschreiben für ein Visum?", "Vize için davet mektubuna ihtiyacınız var mı?",
               "Do you need a letter of invitation for a visa?"),
            _T("Wir melden uns dann bei Ihnen. Eine Passnummer brauchen wir nicht.",
               "Bu durumda sizinle iletişime geçeriz. Pasaport numaranızı istemeyiz.",
               "We then get in touch with you. We need no passport number."),
            _T("Damit wir das Schreiben rechtzeitig vorbereiten.", "Mektubu zamanında hazırlayabilmek için.",
               "To prepare the letter in time."),
        ),
        AskedQuestion(
            "travel", Kind.TRAVEL,
            _T("Wann kommen Sie an, und wann reisen Sie ab?", "Ne zaman geliyor, ne zaman dönüyorsunuz?",
               "When do you arrive, and when do you leave?"),
            _T("Was Sie noch nicht wissen, lassen Sie frei; Sie können es später ergänzen.",
               "Henüz bilmediklerinizi boş bırakın; sonra tamamlayabilirsiniz.",
               "Leave open what you do not know yet; you can add it later."),
            _T("Um Abholung und Programm zu planen.", "Karşılamayı ve programı planlamak için.",
               "To plan who meets you, and the programme."),
            phase=Phase.CONFIRMED,
        ),
        AskedQuestion(
            "pick-up", Kind.YES_NO,
            _T("Möchten Sie abgeholt werden?", "Karşılanmak ister misiniz?", "Would you like to be met?"),
            purpose=_T("Um die Fahrten zu planen.", "Araçları planlamak için.", "To plan the cars."),
            phase=Phase.CONFIRMED,
        ),
        AskedQuestion(
            "evening-before", Kind.YES_NO,
            _T("Sind Sie am Abend vor der Eröffnung schon da?", "Açılıştan önceki akşam orada olacak mısınız?",
               "Will you be there on the evening before the opening?"),
            purpose=_T("Um den Empfang am Vorabend zu planen.", "Açılış öncesi daveti planlamak için.",
                       "To plan the reception of that evening."),
        ),
        AskedQuestion(
            "companions", Kind.ACCOMPANYING,
            _T("Begleitet Sie jemand?", "Size eşlik eden biri var mı?", "Does anybody come with you?"),
            _T("Nur, wer selbst nicht am Gipfel teilnimmt.", "Yalnızca zirveye katılmayacak kişiler.",
               "Only those who do not take part in the summit themselves."),
            _T("Für das Begleitprogramm und die Plätze beim Essen.", "Refakatçi programı ve yemek yerleri için.",
               "For the partners’ programme and the seats at meals."),
            limits=Limits(most=2),
        ),
    ),
)  # fmt: skip

_NEEDS: Final = AskedSection(
    _T("Was Sie brauchen", "İhtiyaçlarınız", "What you need"),
    _T("Alles hier ist freiwillig und bleibt verschlossen; nur wer es für seine Arbeit braucht, öffnet es.",
       "Buradaki her şey isteğe bağlıdır ve kapalı tutulur; yalnızca görevi gereği bilmesi gerekenler açar.",
       "All of this is voluntary and stays sealed; only those whose work needs it open it."),
    (
        AskedQuestion(
            "diet", Kind.DIET,
            _T("Essen Sie etwas anderes als unser übliches Menü?", "Standart menümüzden farklı bir beslenmeniz var mı?",
               "Do you eat differently from our usual menu?"),
            _T("Das übliche Menü ist ohne Schweinefleisch und Alkohol und hat immer ein vegetarisches Gericht.",
               "Standart menüde domuz eti ve alkol yoktur; her zaman vejetaryen bir yemek bulunur.",
               "The usual menu has no pork and no alcohol, and always a vegetarian dish."),
            _T("Damit die Küche für Sie kochen kann.", "Mutfağın size uygun yemek hazırlayabilmesi için.",
               "So that the kitchen can cook for you."),
            phase=Phase.REGISTRATION, readers=frozenset({Reader.ORGANISER, Reader.CATERING}),
            options=(
                _option("vegetarian", "Vegetarisch", "Vejetaryen", "Vegetarian"),
                _option("vegan", "Vegan", "Vegan", "Vegan"),
                _option("no-gluten", "Ohne Gluten", "Glutensiz", "Without gluten"),
                _option("no-lactose", "Ohne Milchzucker", "Laktozsuz", "Without lactose"),
                _option("no-nuts", "Ohne Nüsse (Allergie)", "Kuruyemişsiz (alerji)", "Without nuts (allergy)"),
                _option("no-fish", "Ohne Fisch und Meeresfrüchte", "Balık ve deniz ürünleri olmadan",
                        "Without fish and seafood"),
                _option("kosher", "Koscher", "Koşer", "Kosher"),
            ),
        ),
        AskedQuestion(
            "access", Kind.ACCESS,
            _T("Was brauchen Sie, um gut teilnehmen zu können?", "Rahatça katılabilmek için neye ihtiyacınız var?",
               "What do you need to take part well?"),
            purpose=_T("Damit Räume, Wege und Hilfe für Sie passen.",
                       "Salonları, yolları ve desteği size göre hazırlamak için.",
                       "So that rooms, ways and help suit you."),
            readers=frozenset({Reader.ORGANISER, Reader.FIRST_AID}),
            options=(
                _option("step-free", "Wege ohne Stufen", "Basamaksız yollar", "Ways without steps"),
                _option("near-stage", "Platz nahe der Bühne", "Sahneye yakın yer", "A seat near the stage"),
                _option("hearing-loop", "Höranlage", "İşitme döngüsü", "A hearing loop"),
                _option("sign-language", "Gebärdensprache", "İşaret dili", "Sign language"),
                _option("large-print", "Unterlagen in großer Schrift", "Büyük puntolu belgeler",
                        "Papers in large print"),
                _option("assistant", "Ich bringe eine Assistenz mit", "Yanımda bir yardımcı olacak",
                        "I bring an assistant"),
                _option("quiet-room", "Ruheraum", "Sessiz oda", "A quiet room"),
                _option("prayer-room", "Gebetsraum", "Mescit", "A prayer room"),
                _option("nursing-room", "Stillraum", "Emzirme odası", "A room for nursing"),
            ),
        ),
    ),
)  # fmt: skip

_SAFETY: Final = AskedSection(
    _T("Für den Notfall", "Acil durum için", "In an emergency"),
    questions=(
        AskedQuestion(
            "emergency-contact", Kind.EMERGENCY,
            _T("Wen sollen wir im Notfall anrufen?", "Acil bir durumda kimi arayalım?",
               "Whom should we call in an emergency?"),
            _T("Am besten jemanden, der nicht mit Ihnen reist.", "Tercihen sizinle seyahat etmeyen biri.",
               "Best somebody who does not travel with you."),
            _T("Um diese Person anzurufen, wenn Ihnen etwas zustößt.", "Başınıza bir şey gelirse bu kişiyi aramak için.",
               "To call this person if something happens to you."),
            keep="P7D", readers=frozenset({Reader.ORGANISER, Reader.FIRST_AID}),
        ),
    ),
)  # fmt: skip

_HOUSE: Final = AskedSection(
    _T("Vor Ort", "Zirvede", "On site"),
    questions=(
        AskedQuestion(
            "attendance-letter", Kind.YES_NO,
            _T("Brauchen Sie eine Teilnahmebestätigung für Ihre Dienststelle?",
               "Kurumunuz için katılım belgesine ihtiyacınız var mı?",
               "Do you need a confirmation of attendance for your employer?"),
            purpose=_T("Um die Bestätigung auszustellen.", "Belgeyi düzenlemek için.", "To write the confirmation."),
            phase=Phase.CONFIRMED,
        ),
        AskedQuestion(
            "code-of-conduct", Kind.AGREEMENT,
            _T("Ich halte mich an die Hausordnung der Veranstaltungsorte.", "Etkinlik mekânlarının kurallarına uyarım.",
               "I keep to the house rules of the venues."),
            purpose=_T("Damit sich alle sicher und willkommen fühlen.",
                       "Herkesin kendini güvende ve hoş karşılanmış hissetmesi için.",
                       "So that everybody feels safe and welcome."),
        ),
    ),
)  # fmt: skip

USUAL: Final = (_JOURNEY, _NEEDS, _SAFETY, _HOUSE)
