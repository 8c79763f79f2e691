"""What the letters say, in three languages. Content of documents, not words of the interface: each written, none translated
by machine, and no sentence depends on the sex of the person or on a Turkish suffix after a name.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from summitapp.core.text import Translated
from summitapp.letters.values import LetterKind, Passport, Payer

SUBJECT: Final[Mapping[LetterKind, Translated]] = MappingProxyType({
    LetterKind.VISA: Translated(
        "Einladung und Bestätigung der Teilnahme", "Davet ve katılım teyidi", "Invitation and confirmation of participation"),
    LetterKind.ATTENDANCE: Translated("Teilnahmebestätigung", "Katılım belgesi", "Confirmation of attendance"),
})

SALUTATION: Final = Translated("Sehr geehrte Damen und Herren,", "Sayın Yetkili,", "Dear Sir or Madam,")

OPENING: Final[Mapping[LetterKind, Translated]] = MappingProxyType({
    LetterKind.VISA: Translated(
        "hiermit bestätigen wir, dass wir die nachstehend genannte Person zu der unten bezeichneten Veranstaltung eingeladen "
        "haben und dass ihre Teilnahme zugesagt ist. Die Angaben haben wir anhand der Anmeldung geprüft.",
        "Aşağıda bilgileri yer alan kişinin, ayrıntıları aşağıda belirtilen etkinliğe tarafımızca davet edildiğini ve "
        "katılımının kesinleştiğini teyit ederiz. Bilgiler, kayıt esas alınarak tarafımızca kontrol edilmiştir.",
        "We hereby confirm that we have invited the person named below to the event described below and that their "
        "participation is confirmed. We have checked the details against the registration."),
    LetterKind.ATTENDANCE: Translated(
        "hiermit bestätigen wir, dass die nachstehend genannte Person an der unten bezeichneten Veranstaltung teilgenommen "
        "hat. Die Anwesenheit wurde beim Einlass festgestellt.",
        "Aşağıda bilgileri yer alan kişinin, ayrıntıları aşağıda belirtilen etkinliğe katıldığını teyit ederiz. Katılım, "
        "etkinlik girişinde yapılan kontrolle tespit edilmiştir.",
        "We hereby confirm that the person named below attended the event described below. Attendance was established "
        "at the entrance."),
})

CLOSING: Final[Mapping[LetterKind, tuple[Translated, ...]]] = MappingProxyType({
    LetterKind.VISA: (
        Translated(
            "Wir wären Ihnen dankbar, wenn der Visumantrag rechtzeitig vor dem Reisebeginn beschieden werden könnte. Über den "
            "Antrag entscheidet allein die zuständige Behörde. Kosten übernehmen wir nur, soweit sie oben genannt sind; für "
            "die vorgeschriebene Reisekrankenversicherung sorgt die reisende Person selbst.",
            "Vize başvurusunun seyahat tarihinden önce sonuçlandırılması için gösterilecek ilgiye şimdiden teşekkür ederiz. "
            "Başvuru hakkındaki karar yalnızca yetkili makama aittir. Tarafımızca karşılanan giderler yukarıda "
            "belirtilenlerle sınırlıdır; zorunlu seyahat sağlık sigortası seyahat eden kişinin sorumluluğundadır.",
            "We should be grateful if the visa application could be decided in good time before the journey. The decision "
            "rests with the competent authority alone. We bear costs only as stated above; the required travel health "
            "insurance is the traveller’s own responsibility."),
        Translated(
            "Für Rückfragen stehen wir Ihnen gern zur Verfügung.", "Her türlü sorunuz için memnuniyetle yardımcı oluruz.",
            "Please do not hesitate to contact us with any questions."),
    ),
    LetterKind.ATTENDANCE: (
        Translated(
            "Diese Bestätigung dient zur Vorlage bei Arbeitgebern und Behörden.",
            "Bu belge, iş yerlerine ve resmî makamlara sunulmak üzere düzenlenmiştir.",
            "This confirmation is issued for presentation to employers and authorities."),
    ),
})

FAREWELL: Final = Translated("Mit freundlichen Grüßen", "Saygılarımızla", "Yours faithfully")
PASSPORTS: Final[Mapping[Passport, Translated]] = MappingProxyType({
    Passport.ORDINARY: Translated("Gewöhnlicher Reisepass", "Umuma mahsus pasaport", "Ordinary passport"),
    Passport.SPECIAL: Translated("Besonderer Pass (Hususi)", "Hususi pasaport", "Special passport"),
    Passport.SERVICE: Translated("Dienstpass", "Hizmet pasaportu", "Service passport"),
    Passport.DIPLOMATIC: Translated("Diplomatenpass", "Diplomatik pasaport", "Diplomatic passport"),
})
PAYERS: Final[Mapping[Payer, Translated]] = MappingProxyType({
    Payer.SELF: Translated("die reisende Person", "seyahat eden kişi", "the traveller"),
    Payer.EMPLOYER: Translated("der Arbeitgeber", "çalıştığı kurum", "the employer"),
    Payer.ORGANISER: Translated("der Veranstalter", "düzenleyen kurum", "the organiser"),
    Payer.CITY: Translated("die entsendende Stadt", "gönderen belediye", "the sending city"),
})

LABELS: Final[Mapping[str, Translated]] = MappingProxyType({
    "person": Translated("Angaben zur Person", "Kişi bilgileri", "The person"),
    "event": Translated("Die Veranstaltung", "Etkinlik", "The event"),
    "journey": Translated("Reise", "Seyahat", "The journey"),
    "programme": Translated("Programm", "Program", "Programme"),
    "name": Translated("Name", "Adı soyadı", "Name"),
    "function": Translated("Funktion", "Görevi", "Function"),
    "organisation": Translated("Arbeitgeber oder Organisation", "Kurumu", "Employer or organisation"),
    "city": Translated("Stadt", "Şehir", "City"),
    "delegation": Translated("Delegation", "Heyet", "Delegation"),
    "passport": Translated("Art des Reisepasses", "Pasaport türü", "Type of passport"),
    "summit": Translated("Veranstaltung", "Etkinliğin adı", "Event"),
    "dates": Translated("Datum", "Tarih", "Dates"),
    "place": Translated("Ort", "Yer", "Place"),
    "attended": Translated("Anwesend am", "Katıldığı günler", "Present on"),
    "arrives": Translated("Anreise", "Geliş tarihi", "Arrival"),
    "leaves": Translated("Abreise", "Dönüş tarihi", "Departure"),
    "travel": Translated("Reisekosten trägt", "Seyahat giderlerini karşılayan", "Travel paid by"),
    "stay": Translated("Unterkunft trägt", "Konaklama giderlerini karşılayan", "Accommodation paid by"),
    "day": Translated("Tag", "Gün", "Day"),
    "time": Translated("Uhrzeit (Ortszeit)", "Saat (yerel)", "Time (local)"),
    "label": Translated("Inhalt", "İçerik", "Content"),
    "number": Translated("Nummer", "Sayı", "Number"),
    "date": Translated("Datum", "Tarih", "Date"),
    "until": Translated("Gültig bis", "Geçerlilik sonu", "Valid until"),
    "code": Translated("Prüfcode", "Doğrulama kodu", "Verification code"),
    "genuine": Translated("Echtheit prüfen", "Doğrulama", "Check that this letter is genuine"),
    "how": Translated(
        "QR-Code scannen oder die Adresse öffnen und den Prüfcode eingeben. Die Seite zeigt Nummer, Namen und Gültigkeit.",
        "QR kodunu okutun ya da adresi açıp doğrulama kodunu girin. Sayfada sayı, ad ve geçerlilik bilgisi görünür.",
        "Scan the QR code, or open the address and enter the code. The page shows number, name and validity."),
    "signed": Translated("elektronisch freigegeben am", "elektronik onay tarihi:", "approved electronically on"),
    "two": Translated(
        "Dieses Schreiben wurde von zwei Personen geprüft und freigegeben und ist ohne Unterschrift gültig.",
        "Bu yazı iki kişi tarafından kontrol edilip onaylanmıştır; ıslak imza olmadan geçerlidir.",
        "This letter was checked and approved by two people and is valid without a handwritten signature."),
    "page": Translated("Seite {page} von {pages}", "Sayfa {page} / {pages}", "Page {page} of {pages}"),
    "draft": Translated("ENTWURF", "TASLAK", "DRAFT"),
    "content": Translated(
        "Prüfsumme des Inhalts (SHA-256)", "İçeriğin sağlama toplamı (SHA-256)", "Digest of the content (SHA-256)"),
})
