"""The demo programme of Wednesday, 13 October 2027: arrival, opening, the first workshops."""

from typing import Final

from summitapp.core.text import Translated
from summitapp.operations.values.programme import DAYS, SessionSeed

_DAY: Final = DAYS[0]

SESSIONS: Final = (
    SessionSeed(
        "arrival", "arrival", _DAY, "08:00", "09:30", "courtyard", "people",
        Translated("Ankommen: Namensschild, Kaffee, erster Händedruck",
                   "Karşılama: yaka kartı, kahve, ilk tokalaşma",
                   "Arrival: badge, coffee, first handshake"),
        Translated(
            "Holen Sie Ihr Namensschild ab und suchen Sie die Fahne Ihrer Partnerstadt: dort steht Ihre "
            "Begleitung für die drei Tage.",
            "Yaka kartınızı alın ve kardeş kentinizin bayrağını bulun: üç gün boyunca size eşlik edecek "
            "kişi orada bekliyor.",
            "Collect your badge and look for the flag of your partner city: the person who looks after "
            "you for three days is standing there."),
    ),
    SessionSeed(
        "interpreters", "internal", _DAY, "08:15", "08:45", "hall-c", "people",
        Translated("Besprechung der Dolmetschteams", "Tercüman ekipleri toplantısı",
                   "Briefing of the interpreting teams"),
        Translated(
            "Kabinen, Namensliste mit Aussprache, Wechselzeiten und der kurze Weg zur Technik.",
            "Kabinler, okunuşlarıyla isim listesi, nöbet saatleri ve teknik ekibe en kısa yol.",
            "Booths, list of names with pronunciation, shifts, and the shortest way to the technicians."),
        ("tr", "en"), closed=True,
    ),
    SessionSeed(
        "opening", "opening", _DAY, "09:30", "10:30", "main", "people",
        Translated("Eröffnung: Aus Unterschriften wurden Nachbarschaften",
                   "Açılış: İmzadan komşuluğa", "Opening: from signatures to neighbours"),
        Translated(
            "1967 begann es mit Böblingen und Bergama. Heute begrüßen sich 31 Verwaltungen, die einander "
            "vertreten, besuchen und widersprechen. Jede Stadt bringt einen Satz mit: das Beste, was sie "
            "von der anderen gelernt hat.",
            "Her şey 1967’de Böblingen ve Bergama ile başladı. Bugün birbirini temsil eden, ziyaret eden "
            "ve gerektiğinde itiraz eden 31 yönetim selamlaşıyor. Her kent tek bir cümle getiriyor: "
            "ötekinden öğrendiği en iyi şey.",
            "It began in 1967 with Böblingen and Bergama. Today 31 administrations greet one another that "
            "represent, visit and contradict each other. Each city brings one sentence: the best thing it "
            "has learned from the other."),
        ("de", "tr", "en"), ("de", "tr", "en"), (17, 16), ("governance",),
        (("office-izmir", "speaker"), ("office-bremen", "speaker"), ("office-society", "speaker"),
         ("unal", "moderator")),
    ),
    SessionSeed(
        "family-photo", "ceremony", _DAY, "10:30", "10:45", "courtyard", "people",
        Translated("Familienfoto unter den Platanen", "Çınarların altında aile fotoğrafı",
                   "Family photo under the plane trees"),
        Translated(
            "Aufstellung nach dem Alphabet der gastgebenden Sprache. Wer nicht auf das Bild möchte, steht "
            "hinter der Kamera richtig.",
            "Diziliş, ev sahibi dilin alfabesine göredir. Fotoğrafta yer almak istemeyenlerin yeri "
            "kameranın arkasıdır.",
            "Line-up by the alphabet of the host language. Those who prefer not to be in the picture are "
            "welcome behind the camera."),
    ),
    SessionSeed(
        "coffee-wed-morning", "break", _DAY, "10:45", "11:15", "courtyard", "people",
        Translated("Kaffee, Tee und ein Stück Boyoz", "Kahve, çay ve boyoz", "Coffee, tea and a boyoz"),
        Translated(
            "Eine halbe Stunde, um die Partnerstadt am Nachbartisch zu finden.",
            "Yan masadaki kardeş kenti bulmak için yarım saat.",
            "Half an hour to find your partner city at the next table."),
    ),
    SessionSeed(
        "ground-beneath-us", "plenary", _DAY, "11:15", "12:30", "main", "resilient",
        Translated("Der Boden unter uns: Was İzmir seit dem 30. Oktober 2020 gelernt hat",
                   "Altımızdaki zemin: İzmir 30 Ekim 2020’den beri ne öğrendi?",
                   "The ground beneath us: what İzmir has learned since 30 October 2020"),
        Translated(
            "Nach dem Erdbeben wurden Häuser geprüft, Nachbarschaften geschult und Pläne neu geschrieben. "
            "Feuerwehr, Bauaufsicht und Katastrophenschutz beider Länder zeigen, was sich bewährt hat, was "
            "nicht, und was eine Stadt ohne Erdbeben trotzdem davon braucht.",
            "Depremin ardından binalar incelendi, mahalleler eğitildi, planlar yeniden yazıldı. İki ülkenin "
            "itfaiye, yapı denetim ve afet ekipleri neyin işe yaradığını, neyin yaramadığını ve depremi "
            "olmayan bir kentin bundan neye ihtiyaç duyduğunu anlatıyor.",
            "After the earthquake, houses were inspected, neighbourhoods trained and plans rewritten. Fire "
            "services, building control and civil protection of both countries show what worked, what did "
            "not, and what a city without earthquakes needs from it all the same."),
        ("tr", "de"), ("de", "tr", "en"), (11, 13), ("resilience",),
        (("avci", "speaker"), ("lueders", "speaker"), ("weissenberg", "speaker"), ("ogut", "moderator")),
    ),
    SessionSeed(
        "first-timers", "orientation", _DAY, "11:15", "12:00", "hall-c", "people",
        Translated("Zum ersten Mal dabei? Der Gipfel in 45 Minuten",
                   "İlk kez mi geldiniz? 45 dakikada zirve", "First time here? The summit in 45 minutes"),
        Translated(
            "Wer mit wem verbunden ist, wie Tischgespräche gebucht werden und welche drei Sätze auf "
            "Deutsch und Türkisch jede Tür öffnen.",
            "Kim kiminle kardeş, masa görüşmeleri nasıl ayarlanır ve her kapıyı açan üç cümlenin "
            "Almancası ile Türkçesi.",
            "Who is tied to whom, how to book a meeting at a table, and three sentences in German and "
            "Turkish that open every door."),
        ("en", "de", "tr"), (), (17,), (), (("hoepcke", "moderator"), ("su", "speaker")), places=60,
    ),
    SessionSeed(
        "lunch-wednesday", "break", _DAY, "12:30", "13:45", "courtyard", "people",
        Translated("Mittagessen an langen Tischen", "Uzun masalarda öğle yemeği", "Lunch at long tables"),
        Translated(
            "Olivenöl aus Urla, Gemüse vom Markt in Tire, immer auch vegetarisch.",
            "Urla’nın zeytinyağı, Tire pazarının sebzeleri; vejetaryen seçenek her zaman var.",
            "Olive oil from Urla, vegetables from the market of Tire, always with a vegetarian choice."),
    ),
    SessionSeed(
        "cool-city", "workshop", _DAY, "13:45", "15:15", "main", "resilient",
        Translated("Die Stadt kühlen: Bäume, Schatten, Wasser",
                   "Kenti serinletmek: ağaç, gölge, su", "Cooling the city: trees, shade and water"),
        Translated(
            "43 Grad in Bornova, 39 in Köln: Hitze ist kein südliches Thema mehr. Wir legen die Hitzekarten "
            "zweier Städte nebeneinander und zeichnen in Gruppen drei kühle Wege, die vor dem nächsten "
            "Sommer fertig sein können.",
            "Bornova’da 43, Köln’de 39 derece: sıcak artık yalnızca güneyin konusu değil. İki kentin ısı "
            "haritasını yan yana koyuyor, gruplar hâlinde gelecek yazdan önce bitebilecek üç serin yol "
            "çiziyoruz.",
            "43 degrees in Bornova, 39 in Cologne: heat is no longer a matter of the south. We lay the heat "
            "maps of two cities side by side and draw, in groups, three cool routes that can be ready "
            "before next summer."),
        ("de", "tr"), ("de", "tr", "en"), (11, 13), ("climate", "planning"),
        (("caglayan", "speaker"), ("kilic", "speaker"), ("mueller", "moderator")), places=200,
    ),
    SessionSeed(
        "ports-that-talk", "workshop", _DAY, "13:45", "15:15", "hall-b", "economy",
        Translated("Häfen, die miteinander reden", "Birbiriyle konuşan limanlar",
                   "Ports that talk to each other"),
        Translated(
            "Landstrom, leise Nächte, leere Container: Bremerhaven und İzmir haben dieselben Reedereien und "
            "verschiedene Antworten. Am Ende steht eine Liste von fünf Daten, die beide Häfen künftig "
            "austauschen.",
            "Kıyı elektriği, sessiz geceler, boş konteynerler: Bremerhaven ile İzmir’in armatörleri aynı, "
            "yanıtları farklı. Oturumun sonunda iki limanın paylaşacağı beş verilik bir liste çıkacak.",
            "Shore power, quiet nights, empty containers: Bremerhaven and İzmir have the same shipping lines "
            "and different answers. The session ends with a list of five data both ports will exchange."),
        ("en",), ("de", "tr"), (9, 14, 8), ("port",),
        (("tietjen", "speaker"), ("karagoz", "speaker"), ("skeps", "moderator")), places=80,
    ),
    SessionSeed(
        "one-apprenticeship", "workshop", _DAY, "13:45", "15:15", "hall-c", "economy",
        Translated("Ein Ausbildungsjahr, zwei Länder", "Bir çıraklık yılı, iki ülke",
                   "One year of apprenticeship, two countries"),
        Translated(
            "Sechs Monate Werkstatt in Heidenheim, sechs in Karşıyaka: geht das mit Berufsschule, "
            "Versicherung und Visum? Kammern, Schulen und zwei Betriebe rechnen es an einem Beispiel durch.",
            "Altı ay Heidenheim’da, altı ay Karşıyaka’da atölye: meslek okulu, sigorta ve vizeyle mümkün mü? "
            "Odalar, okullar ve iki işletme bir örnek üzerinden hesaplıyor.",
            "Six months of workshop in Heidenheim, six in Karşıyaka: can it work with school, insurance and "
            "visa? Chambers, schools and two firms calculate it on one example."),
        ("de", "tr"), (), (4, 8), ("vocational",),
        (("krause", "speaker"), ("igdirli", "speaker"), ("schroeder", "moderator")), places=50,
    ),
    SessionSeed(
        "stage-for-two", "workshop", _DAY, "13:45", "15:00", "saygun", "people",
        Translated("Eine Bühne für zwei Städte", "İki kente bir sahne", "One stage for two cities"),
        Translated(
            "Theater, Chöre und Bibliotheken erzählen, wie aus einem Gastspiel eine gemeinsame Spielzeit "
            "wird: geteilte Bühnenbilder, Übertitel in zwei Sprachen, ein Jugendensemble auf Reisen.",
            "Tiyatrolar, korolar ve kütüphaneler bir konuk gösteriden ortak sezona giden yolu anlatıyor: "
            "paylaşılan dekorlar, iki dilde üst yazı, yollarda bir gençlik topluluğu.",
            "Theatres, choirs and libraries tell how a guest performance becomes a shared season: shared "
            "sets, surtitles in two languages, a youth ensemble on the road."),
        ("tr", "de"), ("de", "tr"), (11, 4), ("culture",), (("su", "speaker"), ("gross", "speaker")),
        places=200,
    ),
    SessionSeed(
        "meetings-1", "meetings", _DAY, "13:45", "15:15", "market", "economy",
        Translated("Gespräche von Stadt zu Stadt, erste Runde", "Kentten kente görüşmeler, birinci tur",
                   "City-to-city meetings, round one"),
        Translated(
            "48 Tische, je zwanzig Minuten, auf Wunsch mit Dolmetscherin oder Dolmetscher. Wen Sie treffen, "
            "sehen Sie unter „Mein Gipfel“.",
            "48 masa, yirmişer dakika, isteyene tercüman. Kiminle görüşeceğinizi “Zirvem” sayfasında "
            "görürsünüz.",
            "48 tables, twenty minutes each, with an interpreter on request. Whom you meet is shown under "
            "“My summit”."),
        ("de", "tr", "en"), (), (17,), ("economy",), places=192,
    ),
    SessionSeed(
        "coffee-wed-afternoon", "break", _DAY, "15:15", "15:45", "courtyard", "people",
        Translated("Kaffeepause", "Kahve molası", "Coffee break"),
        Translated(
            "Türkischer Kaffee, deutscher Kuchen und umgekehrt.",
            "Türk kahvesi, Alman pastası; bir de tersi.",
            "Turkish coffee, German cake, and the other way round."),
    ),
    SessionSeed(
        "breathing-bay", "workshop", _DAY, "15:45", "17:15", "main", "resilient",
        Translated("Eine Bucht holt Atem", "Körfez nefes alıyor", "A bay draws breath"),
        Translated(
            "Fischsterben, Algen, Starkregen: Was die Bucht von İzmir krank macht, beginnt oft weit "
            "oben im Einzugsgebiet. Messreihen aus İzmir treffen auf Entwässerungspläne von der Weser.",
            "Balık ölümleri, algler, sağanaklar: körfezi hasta eden şey çoğu kez havzanın yukarısında "
            "başlıyor. İzmir’in ölçümleri Weser kıyısının drenaj planlarıyla buluşuyor.",
            "Dying fish, algae, cloudbursts: what makes the bay of İzmir ill often begins far up in its "
            "catchment. Measurements from İzmir meet drainage plans from the Weser."),
        ("tr", "de"), ("de", "tr", "en"), (6, 14), ("water",),
        (("buyukgoz", "speaker"), ("oltmanns", "speaker"), ("caglayan", "moderator")), places=150,
    ),
    SessionSeed(
        "leftovers-begin", "workshop", _DAY, "15:45", "17:15", "hall-b", "resilient",
        Translated("Was übrig bleibt, fängt neu an", "Artan, yeniden başlar",
                   "What is left over begins again"),
        Translated(
            "Vom Wochenmarkt zum Kompost in zehn Tagen: Bornova zeigt seine Zahlen, Bremen seine Fehler. "
            "Danach plant jede Gruppe eine Biotonne für ein Viertel, das sie nicht kennt.",
            "Semt pazarından komposta on günde: Bornova rakamlarını, Bremen hatalarını gösteriyor. Ardından "
            "her grup hiç tanımadığı bir mahalle için organik atık düzeni kuruyor.",
            "From the weekly market to compost in ten days: Bornova shows its figures, Bremen its mistakes. "
            "Then each group plans organic waste collection for a quarter it does not know."),
        ("de", "tr"), ("de", "tr"), (12, 11), ("waste",),
        (("bayraktar", "speaker"), ("weiss", "speaker"), ("unal", "moderator")), places=100,
    ),
    SessionSeed(
        "mayors-round-table", "round_table", _DAY, "15:45", "17:15", "hall-c", "people",
        Translated("Runder Tisch der Stadtspitzen", "Belediye başkanları yuvarlak masası",
                   "Mayors’ round table"),
        Translated(
            "Eine Person je Stadt, keine Reden, eine Frage: Was dürfen unsere Verwaltungen einander künftig "
            "ohne Rückfrage zusagen? Das Ergebnis wird am Freitag im Plenum vorgetragen.",
            "Her kentten bir kişi, konuşma metni yok, tek soru: yönetimlerimiz bundan sonra birbirine "
            "sormadan neyin sözünü verebilir? Sonuç cuma günü genel oturumda açıklanacak.",
            "One person per city, no speeches, one question: what may our administrations promise each "
            "other from now on without asking first? The result is presented in plenary on Friday."),
        ("de", "tr"), ("de", "tr"), (16, 17), ("governance",),
        (("office-izmir", "host"), ("office-bremen", "speaker"), ("office-frankfurt", "speaker"),
         ("office-bergama", "speaker"), ("office-boblingen", "speaker")), places=40, closed=True,
    ),
    SessionSeed(
        "youth-forum", "youth", _DAY, "15:45", "17:30", "saygun", "people",
        Translated("Jugendforum: Nicht die Zukunft, sondern jetzt",
                   "Gençlik forumu: Gelecek değil, şimdi", "Youth forum: not the future but now"),
        Translated(
            "Sechzig junge Leute aus beiden Ländern schreiben drei Forderungen. Erwachsene dürfen zuhören "
            "und Stifte reichen. Abgestimmt wird mit den Füßen, vorgetragen am Freitag.",
            "İki ülkeden altmış genç üç talep yazıyor. Yetişkinler dinleyebilir ve kalem uzatabilir. Oylama "
            "ayaklarla, sunum cuma günü.",
            "Sixty young people from both countries write three demands. Adults may listen and pass pens. "
            "The vote is by foot, the presentation on Friday."),
        ("de", "tr", "en"), (), (4, 17), ("youth",), (("dagdelen", "moderator"), ("ahrenfeld", "moderator")),
        places=80,
    ),
    SessionSeed(
        "project-market", "market", _DAY, "15:45", "17:15", "market", "economy",
        Translated("Projektmarkt: drei Minuten, eine Idee", "Proje pazarı: üç dakika, bir fikir",
                   "Project market: three minutes, one idea"),
        Translated(
            "Achtzehn Vorhaben suchen eine zweite Stadt: ein schwimmendes Klassenzimmer, ein Archiv der "
            "Gastarbeiterbriefe, eine App für Stolperstellen. Wer mitmachen will, hängt seine Karte an den "
            "Stand.",
            "On sekiz proje ikinci bir kent arıyor: yüzen bir sınıf, misafir işçi mektupları arşivi, "
            "kaldırım "
            "engelleri için bir uygulama. Katılmak isteyen kartını standa asıyor.",
            "Eighteen projects look for a second city: a floating classroom, an archive of guest workers’ "
            "letters, an app for stumbling spots. Whoever wants to join pins a card to the stand."),
        ("de", "tr", "en"), (), (17, 9), ("startups", "culture"), (("altintas", "moderator"),),
    ),
    SessionSeed(
        "press-opening", "press", _DAY, "17:30", "18:00", "hall-b", "people",
        Translated("Pressegespräch zum ersten Tag", "Birinci günün basın buluşması",
                   "Press conference on the first day"),
        Translated(
            "Was besprochen wurde, was offen ist, und Zeit für Fragen in drei Sprachen.",
            "Neler konuşuldu, neler açık kaldı; üç dilde sorular için zaman.",
            "What was discussed, what is open, and time for questions in three languages."),
        ("de", "tr", "en"), ("de", "tr"), (), (), (("office-society", "speaker"),), places=60,
    ),
    SessionSeed(
        "welcome-reception", "reception", _DAY, "19:00", "21:30", "courtyard", "people",
        Translated("Willkommen in İzmir: Empfang im Hof", "İzmir’e hoş geldiniz: avluda karşılama",
                   "Welcome to İzmir: reception in the courtyard"),
        Translated(
            "Kurze Grüße, lange Tische, Musik vom Zeybek bis zum Shanty. Bringen Sie etwas Kleines aus Ihrer "
            "Stadt mit: der Gabentisch wächst den ganzen Abend.",
            "Kısa selamlamalar, uzun masalar, zeybekten denizci şarkılarına müzik. Kentinizden küçük bir "
            "şey getirin: armağan masası gece boyunca büyüyor.",
            "Short greetings, long tables, music from zeybek to shanty. Bring something small from your "
            "city: the gift table grows all evening."),
        ("tr", "de", "en"), (), (17,), ("culture",), (("office-konak", "host"),), places=450,
    ),
)
