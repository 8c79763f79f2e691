"""The demo programme of Thursday, 14 October 2027: workshops, visits, the gala evening."""

from typing import Final

from summitapp.core.text import Translated
from summitapp.operations.values.programme import DAYS, SessionSeed

_DAY: Final = DAYS[1]

SESSIONS: Final = (
    SessionSeed(
        "kordon-walk", "side_event", _DAY, "07:00", "07:45", "courtyard", "people",
        Translated("Morgenrunde am Kordon", "Kordon’da sabah yürüyüşü", "Morning walk along the Kordon"),
        Translated(
            "Vierzig Minuten am Wasser, zügig oder gemütlich, mit einem Simit zum Schluss. Treffpunkt am "
            "Tor zum Hof.",
            "Deniz kıyısında kırk dakika, hızlı ya da ağır adımla; sonunda bir simit. Buluşma yeri avlu "
            "kapısı.",
            "Forty minutes by the water, brisk or easy, with a simit at the end. Meet at the courtyard "
            "gate."),
        places=60,
    ),
    SessionSeed(
        "focal-breakfast", "internal", _DAY, "08:15", "08:50", "hall-c", "people",
        Translated("Frühstück der Delegationskoordination", "Heyet koordinatörleri kahvaltısı",
                   "Breakfast of the delegation coordinators"),
        Translated(
            "Was heute anders ist als gedruckt: Busse, Räume, Tischpläne, offene Wünsche.",
            "Bugün basılı programdan farklı olan ne varsa: otobüsler, salonlar, masa düzeni, bekleyen "
            "istekler.",
            "What differs today from what was printed: buses, rooms, table plans, open wishes."),
        ("de", "tr", "en"), closed=True, places=40,
    ),
    SessionSeed(
        "one-toolbox", "plenary", _DAY, "09:00", "10:00", "main", "people",
        Translated("Zwei Rathäuser, ein Werkzeugkasten", "İki belediye, bir alet çantası",
                   "Two town halls, one toolbox"),
        Translated(
            "Karşıyaka hat vierzig Formulare abgeschafft, Darmstadt seinen Quelltext veröffentlicht. Beide "
            "zeigen live, wie ein Anwohnerparkausweis in vier Minuten entsteht, und was dafür im Hintergrund "
            "wegfallen musste.",
            "Karşıyaka kırk formu kaldırdı, Darmstadt kaynak kodunu yayımladı. İkisi de bir mahalle park "
            "kartının dört dakikada nasıl çıktığını ve bunun için arka planda nelerden vazgeçildiğini "
            "canlı gösteriyor.",
            "Karşıyaka has abolished forty forms, Darmstadt has published its source code. Both show live "
            "how a resident’s parking permit takes four minutes, and what had to go behind the scenes."),
        ("tr", "de"), ("de", "tr", "en"), (9, 16), ("digital",),
        (("gokce", "speaker"), ("brueggemann", "speaker"), ("obrien", "moderator")),
    ),
    SessionSeed(
        "warm-homes", "workshop", _DAY, "10:15", "11:30", "main", "resilient",
        Translated("Warm im Winter, kühl im Sommer, bezahlbar immer",
                   "Kışın sıcak, yazın serin, her zaman ödenebilir",
                   "Warm in winter, cool in summer, affordable always"),
        Translated(
            "Dämmen und gegen Erdbeben sichern in einem Zug: Lässt sich das Gerüst zweimal nutzen? Stuttgart "
            "und Bayraklı rechnen an einem Wohnblock von 1978 vor, was Mieterinnen und Mieter danach zahlen.",
            "Yalıtım ile deprem güçlendirmesini bir arada yapmak: aynı iskele iki işe yarar mı? Stuttgart ve "
            "Bayraklı, 1978’den kalma bir apartmanda kiracıların sonra ne ödeyeceğini hesaplıyor.",
            "Insulate and secure against earthquakes in one go: can the scaffolding be used twice? Stuttgart "
            "and Bayraklı calculate, for a block of 1978, what tenants will pay afterwards."),
        ("de", "tr"), ("de", "tr", "en"), (7, 13), ("energy", "planning"),
        (("weissenberg", "speaker"), ("ogut", "speaker"), ("heide", "moderator")), places=150,
    ),
    SessionSeed(
        "who-speaks", "workshop", _DAY, "10:15", "11:30", "hall-b", "people",
        Translated("Wer redet mit? Muhtar trifft Beirat", "Kim söz sahibi? Muhtar, semt meclisiyle tanışıyor",
                   "Who has a say? The muhtar meets the neighbourhood council"),
        Translated(
            "Neukölln und Çiğli tauschen für eine Stunde ihre Verfahren: ein Spielplatz wird einmal nach "
            "Berliner, einmal nach İzmirer Art beschlossen. Gewonnen hat, wer die Leute erreicht, die sonst "
            "fehlen.",
            "Neukölln ile Çiğli bir saatliğine usullerini değiş tokuş ediyor: bir çocuk parkı bir kez "
            "Berlin, "
            "bir kez İzmir usulüyle kararlaştırılıyor. Genellikle eksik olanlara ulaşan kazanıyor.",
            "Neukölln and Çiğli swap procedures for an hour: one playground is decided once the Berlin way "
            "and once the İzmir way. Whoever reaches those who are usually missing has won."),
        ("de", "tr"), ("de", "tr"), (16, 17), ("governance",),
        (("office-neukolln", "speaker"), ("schroeder", "speaker"), ("su", "moderator")), places=90,
    ),
    SessionSeed(
        "safe-way-home", "workshop", _DAY, "10:15", "11:30", "hall-c", "people",
        Translated("Sicher nach Hause", "Eve güvenle dönmek", "Safely home"),
        Translated(
            "Nachtbusse, die zwischen den Haltestellen halten, Lampen, wo Frauen sie brauchen, Daten, die "
            "niemanden bloßstellen. Buca und Leipzig vergleichen ihre Karten der dunklen Wege.",
            "Durak arasında duran gece otobüsleri, kadınların ihtiyaç duyduğu yerde lambalar, kimseyi ifşa "
            "etmeyen veriler. Buca ile Leipzig karanlık yollar haritalarını karşılaştırıyor.",
            "Night buses that stop between stops, lamps where women need them, data that expose nobody. Buca "
            "and Leipzig compare their maps of dark paths."),
        ("tr", "de", "en"), (), (5, 11), ("equality", "mobility"),
        (("ekinci", "speaker"), ("voss", "speaker")), places=55,
    ),
    SessionSeed(
        "campus-and-quay", "panel", _DAY, "10:15", "11:30", "saygun", "economy",
        Translated("Hörsaal am Kai: Hochschulen als dritter Partner",
                   "Rıhtımda derslik: üçüncü ortak olarak üniversiteler",
                   "Lecture hall on the quay: universities as the third partner"),
        Translated(
            "Gemeinsame Abschlüsse sind schwer, gemeinsame Abschlussarbeiten leicht. Drei Hochschulen bieten "
            "zwanzig Themen an, die aus Rathäusern kommen und dorthin zurückkehren.",
            "Ortak diploma zor, ortak bitirme projesi kolay. Üç üniversite, belediyelerden gelen ve "
            "belediyelere dönecek yirmi konu sunuyor.",
            "Joint degrees are hard, joint theses are easy. Three universities offer twenty topics that come "
            "from town halls and go back to them."),
        ("en",), ("de", "tr"), (4, 9), ("science",),
        (("suedkamp", "speaker"), ("caglayan", "speaker"), ("tuna", "moderator")), places=200,
    ),
    SessionSeed(
        "meetings-2", "meetings", _DAY, "10:15", "11:45", "market", "economy",
        Translated("Gespräche von Stadt zu Stadt, zweite Runde", "Kentten kente görüşmeler, ikinci tur",
                   "City-to-city meetings, round two"),
        Translated(
            "Die zweite Runde führt zusammen, wer gestern gesucht und nicht gefunden hat. Freie Tische "
            "werden am Eingang vergeben.",
            "İkinci tur, dün arayıp bulamayanları bir araya getiriyor. Boş masalar girişte dağıtılır.",
            "The second round brings together those who searched yesterday and did not find. Free tables "
            "are given out at the entrance."),
        ("de", "tr", "en"), (), (17,), ("economy",), places=192,
    ),
    SessionSeed(
        "coffee-thursday", "break", _DAY, "11:30", "12:00", "courtyard", "people",
        Translated("Kaffeepause", "Kahve molası", "Coffee break"),
        Translated(
            "Heute mit Feigen aus Tire und Butterkuchen aus Bremen.",
            "Bugün Tire inciri ve Bremen usulü tereyağlı kek var.",
            "Today with figs from Tire and butter cake from Bremen."),
    ),
    SessionSeed(
        "tram-ferry-bicycle", "workshop", _DAY, "12:00", "13:00", "main", "resilient",
        Translated("Straßenbahn, Fähre, Fahrrad: eine Fahrkarte", "Tramvay, vapur, bisiklet: tek bilet",
                   "Tram, ferry, bicycle: one ticket"),
        Translated(
            "Warum wartet in İzmir die Fähre auf die Bahn, und warum tut es in Bremen niemand? Zwei "
            "Betriebsleitungen öffnen ihre Fahrpläne und suchen die verlorenen Minuten.",
            "İzmir’de vapur neden tramvayı bekler, Bremen’de neden kimse beklemez? İki işletme tarifelerini "
            "açıyor ve kayıp dakikaları arıyor.",
            "Why does the ferry wait for the tram in İzmir, and why does nobody in Bremen? Two operators "
            "open their timetables and look for the lost minutes."),
        ("tr", "de"), ("de", "tr", "en"), (11, 13), ("mobility",),
        (("ates", "speaker"), ("wuebbena", "speaker"), ("kilic", "moderator")), places=150,
    ),
    SessionSeed(
        "small-funds", "workshop", _DAY, "12:00", "13:00", "hall-b", "economy",
        Translated("Kleine Kassen, große Wirkung", "Küçük bütçe, büyük etki", "Small funds, large effect"),
        Translated(
            "Welche Fördertöpfe stehen Städten beider Länder offen, wer darf den Antrag stellen, und welche "
            "Frist ist die nächste? Mit einer Vorlage, die in beide Richtungen passt.",
            "İki ülkenin kentlerine hangi fonlar açık, başvuruyu kim yapabilir, en yakın son tarih hangisi? "
            "İki yönde de işe yarayan bir başvuru taslağıyla.",
            "Which funds are open to cities of both countries, who may apply, and which deadline comes next? "
            "With a template that fits in both directions."),
        ("de", "tr", "en"), ("de", "tr"), (17,), ("economy", "governance"),
        (("altintas", "speaker"), ("gross", "speaker"), ("petersen", "moderator")), places=100,
    ),
    SessionSeed(
        "first-72-hours", "exercise", _DAY, "12:00", "13:00", "hall-c", "resilient",
        Translated("Die ersten 72 Stunden: eine Übung", "İlk 72 saat: bir tatbikat",
                   "The first 72 hours: an exercise"),
        Translated(
            "Um 12:05 Uhr bebt in der Übung die Erde, um 12:06 ruft die Partnerstadt an. Was braucht sie zu "
            "wissen, was darf sie schicken, was sollte sie lassen? Am Ende steht eine Telefonkette.",
            "Tatbikatta saat 12.05’te deprem oluyor, 12.06’da kardeş kent arıyor. Ne bilmesi gerek, ne "
            "gönderebilir, neyi yapmamalı? Sonunda bir telefon zinciri kuruluyor.",
            "At 12:05 the exercise begins with a quake, at 12:06 the partner city calls. What does it need "
            "to know, what may it send, what should it leave? The result is a phone chain."),
        ("tr", "de"), (), (11, 13), ("resilience",), (("avci", "speaker"), ("lueders", "speaker")),
        places=45,
    ),
    SessionSeed(
        "suitcases-of-memory", "panel", _DAY, "12:00", "13:00", "saygun", "people",
        Translated("Koffer voller Erinnerung: drei Generationen zwischen zwei Städten",
                   "Hatıra dolu bavullar: iki kent arasında üç kuşak",
                   "Suitcases of memory: three generations between two cities"),
        Translated(
            "Eine Großmutter aus Gaziemir, ein Sohn aus Osterholz, eine Enkelin, die keine Brücke sein will. "
            "Ein Gespräch über Ankunft, Rückkehr und das, was Städte davon ausstellen sollten.",
            "Gaziemirli bir büyükanne, Osterholzlu bir oğul, köprü olmak istemeyen bir torun. Varış, dönüş "
            "ve "
            "kentlerin bundan neyi sergilemesi gerektiği üzerine bir söyleşi.",
            "A grandmother from Gaziemir, a son from Osterholz, a granddaughter who does not want to be a "
            "bridge. A conversation about arriving, returning, and what cities should put on show."),
        ("tr", "de"), ("de", "tr"), (10, 16), ("migration", "culture"),
        (("office-osterholz", "host"), ("office-gaziemir", "host"), ("hoepcke", "moderator")), places=220,
    ),
    SessionSeed(
        "lunch-thursday", "break", _DAY, "13:00", "14:15", "courtyard", "people",
        Translated("Mittagessen: Küchen der Partnerstädte", "Öğle yemeği: kardeş kent mutfakları",
                   "Lunch: kitchens of the partner cities"),
        Translated(
            "Ein Gericht aus jeder Region, mit den Zutaten auf dem Schild, in drei Sprachen.",
            "Her bölgeden bir yemek; içindekiler üç dilde etikette yazıyor.",
            "One dish from each region, with its ingredients on the card in three languages."),
    ),
    SessionSeed(
        "visit-bay", "site_visit", _DAY, "14:30", "17:30", "courtyard", "resilient",
        Translated("Auf dem Wasser: die Bucht und ihr Klärwerk", "Su üstünde: körfez ve arıtma tesisi",
                   "On the water: the bay and its treatment plant"),
        Translated(
            "Mit dem Messschiff hinaus, mit dem Bus zurück über die Kläranlage Çiğli. Festes Schuhwerk; das "
            "Schiff ist stufenlos, die Anlage nicht. Abfahrt am Tor zum Hof.",
            "Ölçüm gemisiyle gidiş, otobüsle Çiğli arıtma tesisi üzerinden dönüş. Sağlam ayakkabı gerekir; "
            "gemi basamaksız, tesis değil. Hareket avlu kapısından.",
            "Out with the survey boat, back by bus via the Çiğli treatment plant. Sturdy shoes; the boat is "
            "step-free, the plant is not. Departure at the courtyard gate."),
        ("tr", "de"), (), (6, 14), ("water",), (("buyukgoz", "host"),), places=40,
    ),
    SessionSeed(
        "visit-quake-centre", "site_visit", _DAY, "14:30", "17:30", "hall-c", "resilient",
        Translated("Sechzig Sekunden: im Erdbebensimulator der Feuerwehr",
                   "Altmış saniye: itfaiyenin deprem simülatöründe",
                   "Sixty seconds: in the fire service’s earthquake simulator"),
        Translated(
            "Im Ausbildungszentrum erleben Sie eine Minute Erdbeben und lernen die drei Griffe, die zählen. "
            "Nicht geeignet bei Herzbeschwerden. Treffpunkt Saal C, stufenlos.",
            "Eğitim merkezinde bir dakikalık deprem yaşıyor, hayat kurtaran üç hareketi öğreniyorsunuz. Kalp "
            "rahatsızlığı olanlara uygun değildir. Buluşma yeri C Salonu, basamaksız.",
            "At the training centre you live through one minute of earthquake and learn the three moves that "
            "count. Not suitable for heart conditions. Meet in Hall C, step-free."),
        ("tr", "en"), (), (11, 13), ("resilience",), (("avci", "host"),), places=36,
    ),
    SessionSeed(
        "visit-kemeralti", "site_visit", _DAY, "14:30", "17:30", "saygun", "economy",
        Translated("Kemeraltı: Ein Basar erneuert sich, ohne zu schließen",
                   "Kemeraltı: Kapanmadan yenilenen çarşı",
                   "Kemeraltı: a bazaar renews itself without closing"),
        Translated(
            "Durch Hane, Werkstätten und eine Baustelle, mit denen, die dort arbeiten. Zwei Kilometer zu Fuß "
            "auf Pflaster; für Rollstühle gibt es eine eigene Route. Treffpunkt Saygun-Zentrum, Straßenbahn "
            "bis Konak.",
            "Hanlar, atölyeler ve bir şantiye; orada çalışanlarla birlikte. Taş döşeli yolda iki kilometre "
            "yürüyüş; tekerlekli sandalye için ayrı güzergâh var. Buluşma yeri AASSM, tramvayla Konak.",
            "Through hans, workshops and a building site, with those who work there. Two kilometres on foot "
            "on cobbles; a separate route for wheelchairs. Meet at the Saygun Centre, tram to Konak."),
        ("tr", "de", "en"), (), (11, 8), ("planning", "tourism"), (("sonmez", "host"),), places=30,
    ),
    SessionSeed(
        "business-tables", "business", _DAY, "14:30", "16:30", "market", "economy",
        Translated("Firmentische: Mittelstand trifft Stadtwerke",
                   "İş masaları: KOBİ’ler belediye şirketleriyle",
                   "Business tables: small firms meet municipal companies"),
        Translated(
            "Wärmepumpen, Pumpwerke, Ersatzteile für Straßenbahnen: wer etwas anbietet, sitzt; wer etwas "
            "sucht, wandert. Die Kammern aus Bremen und İzmir vermitteln, ohne zu verkaufen.",
            "Isı pompaları, pompa istasyonları, tramvay yedek parçaları: sunan oturur, arayan dolaşır. "
            "Bremen "
            "ve İzmir odaları satış yapmadan aracılık eder.",
            "Heat pumps, pumping stations, spare parts for trams: those who offer sit, those who look walk. "
            "The chambers of Bremen and İzmir introduce people without selling."),
        ("de", "tr", "en"), (), (8, 17), ("economy",),
        (("petersen", "host"), ("karagoz", "host")), places=180,
    ),
    SessionSeed(
        "start-up-stage", "pitch", _DAY, "14:30", "16:00", "hall-b", "economy",
        Translated("Start-ups, die ein Rathaus überlebt haben", "Bir belediyeyi atlatan girişimler",
                   "Start-ups that survived a town hall"),
        Translated(
            "Sechs Gründungen erzählen von ihrem ersten öffentlichen Auftrag: was die Vergabe gekostet hat, "
            "wer geholfen hat und was sie heute anders machen würden.",
            "Altı girişim ilk kamu ihalesini anlatıyor: süreç neye mal oldu, kim yardım etti, bugün olsa "
            "neyi "
            "farklı yapardı?",
            "Six founders tell of their first public contract: what the tender cost, who helped, and what "
            "they would do differently today."),
        ("en", "tr", "de"), ("de", "tr"), (9, 8), ("startups",),
        (("altintas", "moderator"), ("wu", "speaker"), ("obrien", "speaker")), places=110,
    ),
    SessionSeed(
        "signing-rehearsal", "internal", _DAY, "16:45", "17:15", "hall-b", "people",
        Translated("Probe der Unterzeichnung", "İmza töreni provası", "Rehearsal of the signing"),
        Translated(
            "Tisch, Mappen, Stifte, Reihenfolge, Textvergleich Zeile für Zeile in beiden Sprachen.",
            "Masa, dosyalar, kalemler, sıra; metinlerin iki dilde satır satır karşılaştırılması.",
            "Table, folders, pens, order, and the texts compared line by line in both languages."),
        ("de", "tr"), closed=True, places=30,
    ),
    SessionSeed(
        "two-choirs", "concert", _DAY, "18:00", "19:00", "saygun", "people",
        Translated("Konzert: Zwei Chöre, ein Hafen", "Konser: İki koro, bir liman",
                   "Concert: two choirs, one harbour"),
        Translated(
            "Lieder vom Abfahren und Ankommen, von der Weser und von der Ägäis, einige davon zum Mitsingen. "
            "Der Shuttle zum Festabend fährt um 19:05 Uhr.",
            "Gidişin ve gelişin, Weser’in ve Ege’nin şarkıları; bazılarına siz de katılabilirsiniz. Gala "
            "servisi saat 19.05’te kalkar.",
            "Songs of leaving and arriving, from the Weser and the Aegean, some of them to sing along. The "
            "shuttle to the gala leaves at 19:05."),
        ("de", "tr"), (), (11,), ("culture",), places=230,
    ),
    SessionSeed(
        "gala", "gala", _DAY, "19:30", "23:00", "main", "people",
        Translated("Festabend mit Tischordnung", "Gala yemeği, yerler belirlenmiştir",
                   "Gala dinner with seating plan"),
        Translated(
            "An jedem Tisch sitzen vier Städte und eine Aufgabe. Ihren Platz finden Sie auf der Tafel am "
            "Eingang und unter „Mein Gipfel“. Kleidung: so, wie Sie gern ankommen.",
            "Her masada dört kent ve bir görev var. Yeriniz girişteki panoda ve “Zirvem” sayfasında. "
            "Kıyafet: "
            "kendinizi nasıl rahat hissediyorsanız.",
            "Each table seats four cities and one task. Your place is on the board at the entrance and under "
            "“My summit”. Dress: as you like to arrive."),
        ("tr", "de", "en"), (), (17,), ("culture",), (("office-izmir", "host"),), places=400,
    ),
)
