"""What the participants of the demo write to each other when they ask for a meeting, in the language of whoever asks."""

from typing import Final

#: What people would like to talk about: German, Turkish and English, as a native of each would put it.
MESSAGES: Final[tuple[dict[str, str], ...]] = (
    {
        "de": "Wir trennen Bioabfall seit zwei Jahren in jedem Haushalt und würden gern hören, wie Sie den Markt sauber halten.",
        "tr": "Organik atığı iki yıldır her evde ayrı topluyoruz; pazar yerlerini nasıl temiz tuttuğunuzu dinlemek isteriz.",
        "en": "We have collected organic waste from every home for two years. How do you keep the market clean?",
    },
    {
        "de": "Unsere Straßenbahn bekommt ein zweites Gleis. Wie haben Sie die Geschäfte während des Baus gehalten?",
        "tr": "Tramvayımıza ikinci hat geliyor. Yapım sırasında esnafı nasıl desteklediğinizi merak ediyorum.",
        "en": "Our tram is getting a second track. I wonder how you kept the shops going while you built.",
    },
    {
        "de": "Ein Schüleraustausch zum Thema Wasser wäre schön; zwei Schulen bei uns würden sofort mitmachen.",
        "tr": "Su konusunda bir öğrenci değişimi güzel olurdu; bizde iki okul hemen katılır.",
        "en": "An exchange of pupils about water would be good; two of our schools would join at once.",
    },
    {
        "de": "Nach dem Erdbeben haben Sie Schulen in wenigen Monaten geprüft. Davon möchten wir lernen.",
        "tr": "Depremden sonra okulları birkaç ayda denetlediniz. Bunu sizden öğrenmek isteriz.",
        "en": "After the earthquake you had the schools examined within months. We would like to learn from that.",
    },
)
#: What is answered along with a yes, and with a no.
YES: Final = {"de": "Sehr gern, ich freue mich.", "tr": "Memnuniyetle, görüşmek üzere.", "en": "With pleasure, see you there."}
NO: Final = {
    "de": "Leider sind meine Tage schon voll. Meine Kollegin kommt gern auf Sie zu.",
    "tr": "Ne yazık ki günlerim dolu. Çalışma arkadaşım size ulaşacak.",
    "en": "My days are full, I am afraid. A colleague of mine will get in touch.",
}
