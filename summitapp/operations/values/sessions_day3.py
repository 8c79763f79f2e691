"""The demo programme of Friday, 15 October 2027: last workshops, signing, promises, farewell."""

from typing import Final

from summitapp.core.text import Translated
from summitapp.operations.values.programme import DAYS, SessionSeed

_DAY: Final = DAYS[2]

SESSIONS: Final = (
    SessionSeed(
        "school-plate", "workshop", _DAY, "09:00", "10:15", "main", "economy",
        Translated("Vom Feld auf den Schulteller", "Tarladan okul tabağına",
                   "From the field to the school plate"),
        Translated(
            "Nürnberg kocht für achtzehntausend Kinder, Seferihisar bewahrt alte Samen, eine Kooperative "
            "liefert beides. Wie schreibt man eine Vergabe, die kleine Höfe gewinnen können?",
            "Nürnberg on sekiz bin çocuğa yemek hazırlıyor, Seferihisar yerel tohumu koruyor, bir kooperatif "
            "ikisini de tedarik ediyor. Küçük üreticinin kazanabileceği ihale nasıl yazılır?",
            "Nuremberg cooks for eighteen thousand children, Seferihisar keeps old seeds, a cooperative "
            "delivers both. How do you write a tender that small farms can win?"),
        ("de", "tr"), ("de", "tr", "en"), (2, 12), ("agrifood",),
        (("uebelacker", "speaker"), ("sentuerk", "speaker"), ("ciftci", "speaker"),
         ("unal", "moderator")), places=150,
    ),
    SessionSeed(
        "guests-who-stay", "workshop", _DAY, "09:00", "10:15", "hall-b", "economy",
        Translated("Gäste, die länger bleiben und weniger hinterlassen",
                   "Daha uzun kalan, daha az iz bırakan konuklar",
                   "Guests who stay longer and leave less behind"),
        Translated(
            "Foça zählt Robben, bevor es Betten zählt. Forchheim hat zehn Tage Volksfest und 355 andere. Was "
            "eine Obergrenze bringt, wer sie durchsetzt und was Gäste dazu sagen.",
            "Foça yataktan önce fokları sayıyor. Forchheim’da on gün şenlik, 355 gün hayat var. Üst sınır "
            "neye yarar, kim uygular, konuklar ne der?",
            "Foça counts seals before it counts beds. Forchheim has ten days of festival and 355 others. "
            "What "
            "a limit brings, who enforces it, and what guests say."),
        ("tr", "de"), ("de", "tr"), (8, 12), ("tourism",),
        (("karaca", "speaker"), ("heide", "moderator")), places=90,
    ),
    SessionSeed(
        "old-walls", "workshop", _DAY, "09:00", "10:15", "hall-c", "resilient",
        Translated("Alte Mauern, junge Mieten", "Eski duvarlar, genç kiracılar", "Old walls, young tenants"),
        Translated(
            "Bergama, Konak und Böblingen zeigen je ein Haus, das gerettet wurde, und eines, das nicht zu "
            "retten war. Über Denkmalschutz, der Wohnraum schafft.",
            "Bergama, Konak ve Böblingen kurtarılan bir ev ile kurtarılamayan bir evi gösteriyor. Konut "
            "yaratan koruma üzerine.",
            "Bergama, Konak and Böblingen each show one house that was saved and one that could not be. On "
            "conservation that creates homes."),
        ("tr", "de"), (), (11,), ("planning",),
        (("sonmez", "speaker"), ("gross", "speaker"), ("office-bergama", "host")), places=50,
    ),
    SessionSeed(
        "bench-every-200m", "workshop", _DAY, "09:00", "10:15", "saygun", "people",
        Translated("Alle 200 Meter eine Bank: Städte zum Älterwerden",
                   "Her 200 metrede bir bank: yaş almaya uygun kentler",
                   "A bench every 200 metres: cities for growing older"),
        Translated(
            "Wer im Alter allein ist, braucht keine App, sondern einen Grund hinauszugehen. Geriatrie, "
            "Verkehrsplanung und zwei Großmütter entwerfen einen Weg vom Markt nach Hause.",
            "Yalnız yaşlanan insana uygulama değil, dışarı çıkmak için bir neden gerekir. Geriatri, ulaşım "
            "planlama ve iki büyükanne pazardan eve bir yol tasarlıyor.",
            "People who are old and alone need not an app but a reason to go out. Geriatrics, transport "
            "planning and two grandmothers design a way home from the market."),
        ("tr", "de"), ("de", "tr"), (3, 11), ("health",),
        (("tuna", "speaker"), ("wuebbena", "speaker"), ("mueller", "moderator")), places=200,
    ),
    SessionSeed(
        "meetings-3", "meetings", _DAY, "09:00", "10:30", "market", "economy",
        Translated("Gespräche von Stadt zu Stadt, letzte Runde", "Kentten kente görüşmeler, son tur",
                   "City-to-city meetings, last round"),
        Translated(
            "Zwanzig Minuten, um aus einem guten Gespräch einen Termin zu machen. An jedem Tisch liegt ein "
            "Blatt: wer, was, bis wann.",
            "İyi bir sohbeti tarihe bağlamak için yirmi dakika. Her masada bir kâğıt: kim, ne, ne zamana "
            "kadar.",
            "Twenty minutes to turn a good conversation into a date. On each table lies a sheet: who, what, "
            "by when."),
        ("de", "tr", "en"), (), (17,), ("economy",), places=192,
    ),
    SessionSeed(
        "coffee-friday", "break", _DAY, "10:15", "10:45", "courtyard", "people",
        Translated("Kaffeepause", "Kahve molası", "Coffee break"),
        Translated(
            "Der letzte Kaffee vor den Unterschriften.",
            "İmzalardan önceki son kahve.",
            "The last coffee before the signatures."),
    ),
    SessionSeed(
        "three-demands", "plenary", _DAY, "10:45", "11:30", "main", "people",
        Translated("Drei Forderungen: Die Jugend trägt vor", "Üç talep: Söz gençlerin",
                   "Three demands: the young report"),
        Translated(
            "Das Jugendforum stellt seine drei Forderungen vor. Jede bekommt eine Patenstadt, oder eine "
            "Begründung, warum keine sich meldet.",
            "Gençlik forumu üç talebini sunuyor. Her talep bir kent tarafından sahiplenilecek ya da neden "
            "kimsenin çıkmadığı açıklanacak.",
            "The youth forum presents its three demands. Each finds a city to take it on, or a reason why "
            "none comes forward."),
        ("de", "tr", "en"), ("de", "tr", "en"), (4, 16), ("youth", "governance"),
        (("dagdelen", "speaker"), ("ahrenfeld", "speaker"), ("su", "moderator")),
    ),
    SessionSeed(
        "sleeping-ties", "workshop", _DAY, "10:45", "11:30", "hall-b", "people",
        Translated("Erste Hilfe für schlafende Partnerschaften", "Uykudaki kardeşliklere ilk yardım",
                   "First aid for sleeping partnerships"),
        Translated(
            "Letzter Besuch 2011, Ansprechpartner in Rente, Urkunde im Keller: eine Sprechstunde mit "
            "Menschen, die ihre Partnerschaft geweckt haben.",
            "Son ziyaret 2011’de, ilgili kişi emekli, belge bodrumda: kardeşliğini uyandırmayı başaranlarla "
            "bir danışma saati.",
            "Last visit in 2011, contact retired, charter in the cellar: a consultation with people who woke "
            "their partnership up."),
        ("de", "tr"), ("de", "tr"), (17,), ("governance",),
        (("hoepcke", "speaker"), ("igdirli", "speaker"), ("office-troisdorf", "speaker"),
         ("office-menderes", "speaker")), places=80,
    ),
    SessionSeed(
        "declaration-drafting", "internal", _DAY, "10:45", "11:30", "hall-c", "people",
        Translated("Schlussredaktion der gemeinsamen Erklärung", "Ortak bildirinin son okuması",
                   "Final reading of the joint declaration"),
        Translated(
            "Drei Fassungen, ein Sinn: die Texte werden Satz für Satz verglichen und freigegeben.",
            "Üç metin, tek anlam: metinler cümle cümle karşılaştırılır ve onaylanır.",
            "Three versions, one meaning: the texts are compared sentence by sentence and released."),
        ("de", "tr", "en"), (), (16,), (), (("office-society", "host"),), places=25, closed=True,
    ),
    SessionSeed(
        "signing", "signing", _DAY, "11:45", "12:30", "main", "people",
        Translated("Unterzeichnung: Was wir einander versprechen", "İmza töreni: Birbirimize verdiğimiz söz",
                   "Signing: what we promise each other"),
        Translated(
            "Verlesen, unterzeichnet, umarmt: gemeinsame Erklärung in drei Sprachen, alle gleich "
            "verbindlich. Die Mappen liegen danach im Hof zur Ansicht.",
            "Okunur, imzalanır, kucaklaşılır: üç dilde, üçü de eşit derecede geçerli ortak bildiri. Dosyalar "
            "törenden sonra avluda görülebilir.",
            "Read out, signed, embraced: a joint declaration in three languages, all equally authentic. The "
            "folders can be seen in the courtyard afterwards."),
        ("de", "tr"), ("de", "tr", "en"), (16, 17), ("governance",),
        (("office-izmir", "signatory"), ("office-bremen", "signatory"), ("office-karsiyaka", "signatory"),
         ("office-hannover", "signatory"), ("kilic", "moderator")),
    ),
    SessionSeed(
        "lunch-and-prayer", "break", _DAY, "12:30", "14:15", "courtyard", "people",
        Translated("Mittagspause und Zeit für das Freitagsgebet", "Öğle arası ve cuma namazı",
                   "Lunch and time for Friday prayer"),
        Translated(
            "Die Pause ist heute länger. Das Gebet beginnt gegen 13 Uhr, der Weg zur Moschee ist "
            "ausgeschildert; im Hof bleibt das Büfett bis 14:15 Uhr geöffnet.",
            "Bugün ara daha uzun. Cuma namazı saat 13.00 sularında, camiye giden yol tabelalarla gösterildi; "
            "avludaki büfe 14.15’e kadar açık.",
            "The break is longer today. Prayer begins at about 13:00 and the way to the mosque is "
            "signposted; the buffet in the courtyard stays open until 14:15."),
    ),
    SessionSeed(
        "promises", "closing", _DAY, "14:15", "15:15", "main", "people",
        Translated("Wer, was, bis wann: Der Abschluss", "Kim, ne, ne zamana kadar: Kapanış",
                   "Who, what, by when: the closing"),
        Translated(
            "Jede Stadt hat neunzig Sekunden für eine einzige Zusage. Alle werden mitgeschrieben, nach sechs "
            "Monaten gefragt und auf dem nächsten Gipfel vorgelesen.",
            "Her kentin tek bir söz için doksan saniyesi var. Hepsi kayda geçecek, altı ay sonra sorulacak, "
            "bir sonraki zirvede okunacak.",
            "Each city has ninety seconds for a single promise. All are written down, asked about after six "
            "months and read out at the next summit."),
        ("de", "tr", "en"), ("de", "tr", "en"), (17,), ("governance",),
        (("office-society", "speaker"), ("caglayan", "moderator")),
    ),
    SessionSeed(
        "handover", "ceremony", _DAY, "15:30", "15:50", "main", "people",
        Translated("Der Schlüssel reist weiter", "Anahtar yola çıkıyor", "The key travels on"),
        Translated(
            "İzmir gibt die Rolle der Gastgeberin ab. Wer sie übernimmt, erfahren alle im selben Augenblick.",
            "İzmir ev sahipliğini devrediyor. Kimin üstleneceğini herkes aynı anda öğrenecek.",
            "İzmir hands over the role of host. Everybody learns at the same moment who takes it."),
        ("de", "tr"), ("de", "tr", "en"), (17,), (), (("office-izmir", "host"),),
    ),
    SessionSeed(
        "farewell-tea", "reception", _DAY, "15:50", "17:30", "courtyard", "people",
        Translated("Abschiedstee", "Veda çayı", "Farewell tea"),
        Translated(
            "Adressen tauschen, Koffer abholen, noch einmal unter den Platanen sitzen. Busse zum Flughafen "
            "fahren um 16:30 und 17:30 Uhr.",
            "Adres değiş tokuşu, bavullar, çınar altında son bir oturuş. Havalimanı otobüsleri 16.30 ve "
            "17.30’da kalkar.",
            "Swap addresses, fetch suitcases, sit under the plane trees once more. Buses to the airport "
            "leave at 16:30 and 17:30."),
    ),
    SessionSeed(
        "press-closing", "press", _DAY, "16:00", "16:30", "hall-b", "people",
        Translated("Pressekonferenz: Was bleibt", "Basın toplantısı: Geriye ne kaldı?",
                   "Press conference: what remains"),
        Translated(
            "Die gemeinsame Erklärung, die Zusagen der Städte in Zahlen und die Termine der nächsten sechs "
            "Monate.",
            "Ortak bildiri, sayılarla kentlerin verdiği sözler ve önümüzdeki altı ayın takvimi.",
            "The joint declaration, the promises of the cities in figures, and the dates of the next six "
            "months."),
        ("de", "tr", "en"), ("de", "tr"), (), (), (("office-society", "speaker"),), places=60,
    ),
    SessionSeed(
        "debrief", "internal", _DAY, "17:30", "18:15", "hall-c", "people",
        Translated("Auswertung mit allen Helferinnen und Helfern", "Tüm ekip ve gönüllülerle değerlendirme",
                   "Debriefing with all helpers"),
        Translated(
            "Was gut lief, was beim nächsten Mal anders wird, und wer den Schlüsselbund hat.",
            "Neler iyi gitti, bir dahaki sefere ne değişecek ve anahtarlar kimde?",
            "What went well, what will be different next time, and who has the keys."),
        ("tr", "en"), closed=True, places=50,
    ),
)
