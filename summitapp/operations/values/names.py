"""Given and family names the invented people are made of; common ones, and those with a trap in them.

The pools leave out what would make the name of somebody in office. A given name carries the form of
address its first demo bearer chose; the application itself never guesses one from a name.
"""

from typing import Final, TypeAlias

from summitapp.directory.values import FormOfAddress

Given: TypeAlias = tuple[tuple[str, FormOfAddress], ...]


def _given(ms: str, mr: str, neutral: str) -> Given:
    groups = ((ms, FormOfAddress.MS), (mr, FormOfAddress.MR), (neutral, FormOfAddress.NEUTRAL))
    columns = [[(name, form) for name in names.split()] for names, form in groups]
    longest = max(map(len, columns))
    return tuple(column[row] for row in range(longest) for column in columns if row < len(column))


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


TURKISH_GIVEN: Final = _given(
    "Ayşe Fatma Zeynep Elif Emine Merve Gülşah Nilüfer Çiğdem Işıl Şeyma İpek Ebru Özlem Sibel "
    "Tuğba Gizem Büşra Hülya Şule Aslı Ceren Yağmur Pınar Sevgi Esra Dilek Gönül Müge Nurgül "
    "Berfin Ilgın Irmak İnci Tülay Ümmühan Şebnem Songül Feride Hacer Meltem Burçin",
    "Mehmet Mustafa Ahmet Ali Hüseyin Hasan İbrahim İsmail Osman Yusuf Murat Ömer Şükrü Çağlar "
    "Emre Onur Barış Uğur Özgür Burak Tolga Kadir Gökhan Ferhat Serkan Volkan Tuğrul Yiğit Halil "
    "Şahin İlker Cüneyt Oğuzhan Rıza Sıtkı Bülent Ertuğrul Tarık Alperen Orçun",
    "Deniz Umut Derya Ulaş Toprak Evren Güneş",
)

TURKISH_FAMILY: Final = _words(
    "Yılmaz Kaya Demir Şahin Çelik Yıldız Yıldırım Öztürk Aydın Özdemir Arslan Doğan Kılıç Aslan "
    "Çetin Kara Koç Kurt Özkan Polat Korkmaz Çakır Erdem Güneş Ünal Acar Güler Işık Tekin "
    "Bulut Taş Avcı Sarı Uçar Şen Iğdırlı İnan Ateş Gündüz Karaca Bozkurt Duman Yüksel "
    "Karagöz Ertürk Altıntaş Ilıca Başaran Sönmez Tuna Ekinci Yalçın Toprak Çiftçi Öğüt Çağlayan "
    "Su Kırca Tığlı Dağdelen Gökçe Büyükgöz Kahraman Önal Uysal Güvenç Soylu Ergin "
    "Yavuz Akın Topçu Eroğlu Sezgin Bayraktar Keskin Özbek Karataş Aksoy Yazıcı Ünlü Çınar Akgül "
    "İpekçi Kocaoğlu Tunç Bilgin Orhan Şentürk Ağaoğlu Gül Sağlam Ceylan Durmuş"
)

GERMAN_GIVEN: Final = _given(
    "Katharina Anna Julia Sabine Claudia Heike Ursula Birgit Käthe Marlene Johanna Friederike "
    "Antje Wiebke Silke Jördis Hannelore Theresa Lea Charlotte Franziska Ulrike Mareike Dörte "
    "Gesa Svenja Annegret Luise Sophie Änne Bärbel Rosemarie Tomke Verena Inga",
    "Jürgen Stefan Matthias Jörg Björn Götz Günther Lukas Jonas Felix "
    "Maximilian Rüdiger Sönke Hauke Frieder Clemens Wolfgang Torben Tobias Florian Sören "
    "Moritz Leon Henning Ulf Volker Bastian Ansgar Joachim Carsten Till",
    "Kim Robin Sascha Eike Toni",
)

GERMAN_FAMILY: Final = (
    *_words("Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Schäfer Koch "
     "Bauer Richter Klein Wolf Schröder Neumann Schwarz Zimmermann Braun Krüger Hofmann Hartmann "
     "Lange Schmitt Werner Krause Lehmann Köhler Herrmann Walter Mayer Huber Kaiser Fuchs "
     "Peters Lang Möller Weiß Hahn Vogel Schubert Groß Böhm Jäger Günther Voß "
     "Strauß Kühn Großmann Weißenberg Brüggemann Südkamp Lüders Hansen Petersen Brandt Haas "
     "Schreiber Dietrich Ziegler Kuhn Pohl Engel Horn Busch Bergmann Voigt Sauer Arnold Pfeiffer "
     "Ahlers Oltmanns Tietjen Wübbena Höpcke Übelacker Ährenfeld"),
    "von der Heide", "von Ahlefeld", "zu Wied", "van den Berg", "von Bülow",
)

OTHER_GIVEN: Final = _given(
    "Siobhán Līga Zoë Agnieszka Olena Nadia Chiara Thị-Hương Amélie Fatoumata Małgorzata Ioana Renée",
    "Łukasz Andrej Søren François José Dmytro Ahmad Giorgos Mateusz Kwame Nikola Håkon Tadeusz",
    "Wu Alex Noor",
)

OTHER_FAMILY: Final = _words(
    "O'Brien Šķēps Kowalczyk Nguyễn Papadopoulos García Šimić Wójcik Ødegaard D'Angelo Novák "
    "Haddad Shevchenko Mensah Lefèvre Çelebi-Rossi Bērziņš McAllister Ferreira Ångström"
)
