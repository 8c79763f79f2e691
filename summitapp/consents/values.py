"""What people can be asked to agree to, each for itself, and the notice they are shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
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


#: In the order of the form; each is off until somebody turns it on.
ASKED: Final = tuple(purpose for purpose in Purpose if purpose is not Purpose.NOTICE)


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


def _wording(en: str, de: str, tr: str, body_en: str, body_de: str, body_tr: str) -> Wording:
    return Wording(Translated(de, tr, en), Translated(body_de, body_tr, body_en))


FIRST_WORDINGS: Final[Mapping[Purpose, Wording]] = MappingProxyType({
    Purpose.NOTICE: _wording(
        "How we use your details",
        "Wie wir mit Ihren Angaben umgehen",
        "Bilgilerinizi nasıl kullanıyoruz",
        "The organiser of the summit uses your details to let you take part: to reserve your place, to plan "
        "interpreting and to print your badge (Art. 6(1)(b) GDPR; Art. 5(2)(c) of the Turkish Law No. 6698). The "
        "host city in Türkiye and the society in Germany see them, nobody else does. They are deleted two years "
        "after the summit. You may ask to see, correct or delete them at any time, on your own page or by writing "
        "to the organiser, and you may complain to a data protection authority.",
        "Der Veranstalter des Gipfels verwendet Ihre Angaben, damit Sie teilnehmen können: um Ihren Platz zu "
        "reservieren, das Dolmetschen zu planen und Ihr Namensschild zu drucken (Art. 6 Abs. 1 Buchst. b DSGVO; "
        "Art. 5 Abs. 2 Buchst. c des türkischen Gesetzes Nr. 6698). Einsehen können sie die gastgebende Stadt in "
        "der Türkei und der Verein in Deutschland, sonst niemand. Zwei Jahre nach dem Gipfel werden sie gelöscht. "
        "Sie können sie jederzeit einsehen, berichtigen oder löschen lassen, auf Ihrer eigenen Seite oder mit einer "
        "Nachricht an den Veranstalter, und sich bei einer Datenschutzbehörde beschweren.",
        "Zirveyi düzenleyen kuruluş, bilgilerinizi katılımınızı sağlamak için kullanır: yerinizi ayırmak, "
        "çeviriyi planlamak ve yaka kartınızı basmak için (6698 sayılı Kanun md. 5/2-c; GDPR md. 6/1-b). Bilgilerinizi "
        "yalnızca Türkiye’deki ev sahibi şehir ile Almanya’daki dernek görür. Bilgiler zirveden iki yıl sonra silinir. "
        "Bilgilerinizi dilediğiniz zaman kendi sayfanızdan ya da düzenleyene yazarak görebilir, düzeltilmesini veya "
        "silinmesini isteyebilir, veri koruma kurumuna şikâyette bulunabilirsiniz.",
    ),
    Purpose.PARTICIPANT_LIST: _wording(
        "List for participants",
        "Liste für Teilnehmende",
        "Katılımcılara açık liste",
        "Other participants may see my name, function and city.",
        "Andere Teilnehmende dürfen meinen Namen, meine Funktion und meine Stadt sehen.",
        "Diğer katılımcılar adımı, görevimi ve şehrimi görebilir.",
    ),
    Purpose.PUBLIC_LIST: _wording(
        "Public list",
        "Öffentliche Liste",
        "Herkese açık liste",
        "My name, function and city may stand in the public list of participants.",
        "Mein Name, meine Funktion und meine Stadt dürfen in der öffentlichen Teilnahmeliste stehen.",
        "Adım, görevim ve şehrim herkese açık katılımcı listesinde yer alabilir.",
    ),
    Purpose.PHOTO: _wording(
        "Photos and video",
        "Foto und Video",
        "Fotoğraf ve video",
        "Photos and videos in which I can be recognised may be published. If I do not agree, my badge shows it.",
        "Fotos und Videos, auf denen ich zu erkennen bin, dürfen veröffentlicht werden. Stimme ich nicht zu, zeigt "
        "das mein Namensschild.",
        "Tanınabildiğim fotoğraf ve videolar yayımlanabilir. Onay vermezsem bu, yaka kartımda belirtilir.",
    ),
    Purpose.MATCHING: _wording(
        "Contacts for meetings",
        "Kontakte für Treffen",
        "Görüşmeler için iletişim",
        "Cities and organisations that fit my topics may be shown my contact details, to arrange meetings.",
        "Städten und Organisationen, die zu meinen Themen passen, dürfen meine Kontaktdaten gezeigt werden, um "
        "Treffen zu vereinbaren.",
        "Konularıma uyan şehir ve kuruluşlara, görüşme ayarlamak üzere iletişim bilgilerim gösterilebilir.",
    ),
    Purpose.NEWSLETTER: _wording(
        "Bulletin",
        "Bulletin",
        "Bülten",
        "I would like to receive the bulletin of the society by e-mail, a few times a year.",
        "Ich möchte das Bulletin des Vereins einige Male im Jahr per E-Mail erhalten.",
        "Derneğin bültenini yılda birkaç kez e-posta ile almak istiyorum.",
    ),
    Purpose.NEXT_SUMMIT: _wording(
        "Next summit",
        "Nächster Gipfel",
        "Bir sonraki zirve",
        "You may write to me when the next summit is announced.",
        "Sie dürfen mir schreiben, wenn der nächste Gipfel angekündigt wird.",
        "Bir sonraki zirve duyurulduğunda bana yazabilirsiniz.",
    ),
})
