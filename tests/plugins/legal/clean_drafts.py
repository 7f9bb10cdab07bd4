"""Drafts without a defect, one for each language: what the mutations begin from."""

from __future__ import annotations

ALBANIAN = """\
Republika e Kosovës – Republika Kosova – Republic of Kosovo
Komisioni Qendror i Zgjedhjeve – Centralna izborna komisija – Central Election Commission
RREGULLORE NR. 04/2026 PËR AKREDITIMIN E VËZHGUESVE TË ZGJEDHJEVE
Komisioni Qendror i Zgjedhjeve,
Në mbështetje të nenit 139 të Kushtetutës së Republikës së Kosovës dhe nenit 63, paragrafi 2 të Ligjit Nr. 08/L-228 për Zgjedhjet e Përgjithshme në Republikën e Kosovës (Gazeta Zyrtare, Nr. 16 / 3 korrik 2023),
Miraton:
KREU I
DISPOZITAT E PËRGJITHSHME
Neni 1
Qëllimi
Kjo rregullore përcakton kushtet dhe procedurën për akreditimin e vëzhguesve të zgjedhjeve.
Neni 2
Fushëveprimi
Kjo rregullore zbatohet për vëzhguesit vendorë dhe ndërkombëtarë që i akrediton Komisioni.
Neni 3
Përkufizimet
1. Shprehjet e përdorura në këtë rregullore kanë këtë kuptim:
1.1. Vëzhgues – personi që përcjell procesin zgjedhor;
1.2. Letër akredituese – dokumenti që i jepet vëzhguesit pas akreditimit.
KREU II
PROCEDURA E AKREDITIMIT
Neni 4
Kërkesa
1. Kërkesa për akreditim dorëzohet në Sekretariat brenda pesë (5) ditëve kalendarike nga shpallja e zgjedhjeve.
2. Kërkesa përmban:
2.1. emrin e vëzhguesit;
2.2. organizatën që ai përfaqëson.
3. Kërkesa dorëzohet në formularin e përcaktuar në Shtojcën 1.
Neni 5
Vendimi për kërkesën
1. Komisioni vendos për kërkesën brenda tre (3) ditëve të punës nga pranimi i saj, sipas nenit 4 të kësaj rregulloreje.
2. Nëse kërkesa nuk i plotëson kushtet nga paragrafi 1 i këtij neni, ajo kthehet për plotësim.
3. Letra akredituese lëshohet më së voni më 15.09.2026.
Neni 6
Detyrimet e vëzhguesit
Vëzhguesi mban letrën akredituese në vend të dukshëm dhe nuk ndikon në punën e komisioneve.
KREU III
DISPOZITAT KALIMTARE DHE PËRFUNDIMTARE
Neni 7
Dispozitat kalimtare
Kërkesat e dorëzuara para hyrjes në fuqi të kësaj rregulloreje shqyrtohen sipas rregullores që ka qenë në fuqi.
Neni 8
Shfuqizimi
Me hyrjen në fuqi të kësaj rregulloreje shfuqizohet Rregullorja Nr. 11/2013 për Vëzhguesit e Zgjedhjeve.
Neni 9
Hyrja në fuqi
Kjo rregullore hyn në fuqi shtatë (7) ditë pas publikimit në Gazetën Zyrtare.
Kryetari i Komisionit Qendror të Zgjedhjeve
______________________
Prishtinë, më 02.03.2026
SHTOJCA 1
FORMULARI I KËRKESËS
1. Emri dhe mbiemri
2. Organizata
"""

SERBIAN = """\
Republika e Kosovës – Republika Kosova – Republic of Kosovo
Komisioni Qendror i Zgjedhjeve – Centralna izborna komisija – Central Election Commission
UREDBA BR. 04/2026 O AKREDITACIJI POSMATRAČA IZBORA
Centralna izborna komisija,
Na osnovu člana 139. Ustava Republike Kosovo i člana 63. stav 2. Zakona br. 08/L-228 o opštim izborima u Republici Kosovo (Službeni list, br. 16 / 3. jul 2023),
Donosi:
POGLAVLJE I
OPŠTE ODREDBE
Član 1
Cilj
Ova uredba utvrđuje uslove i postupak akreditacije posmatrača izbora.
Član 2
Delokrug
Ova uredba primenjuje se na domaće i međunarodne posmatrače koje akredituje Komisija.
Član 3
Definicije
1. Izrazi upotrebljeni u ovoj uredbi imaju sledeće značenje:
1.1. Posmatrač – lice koje prati izborni proces;
1.2. Akreditaciono pismo – dokument koji se izdaje posmatraču nakon akreditacije.
POGLAVLJE II
POSTUPAK AKREDITACIJE
Član 4
Zahtev
1. Zahtev za akreditaciju podnosi se Sekretarijatu u roku od pet (5) kalendarskih dana od raspisivanja izbora.
2. Zahtev sadrži:
2.1. ime posmatrača;
2.2. organizaciju koju on predstavlja.
3. Zahtev se podnosi na obrascu iz Priloga 1.
Član 5
Odlučivanje o zahtevu
1. Komisija odlučuje o zahtevu u roku od tri (3) radna dana od njegovog prijema, u skladu sa članom 4. ove uredbe.
2. Ako zahtev ne ispunjava uslove iz stava 1. ovog člana, vraća se na dopunu.
3. Akreditaciono pismo izdaje se najkasnije 15.09.2026. godine.
Član 6
Obaveze posmatrača
Posmatrač nosi akreditaciono pismo na vidnom mestu i ne utiče na rad komisija.
POGLAVLJE III
PRELAZNE I ZAVRŠNE ODREDBE
Član 7
Prelazne odredbe
Zahtevi podneti pre stupanja na snagu ove uredbe razmatraju se prema uredbi koja je ranije važila.
Član 8
Prestanak važenja
Stupanjem na snagu ove uredbe stavlja se van snage Uredba br. 11/2013 o posmatračima izbora.
Član 9
Stupanje na snagu
Ova uredba stupa na snagu sedam (7) dana nakon objavljivanja u Službenom listu.
Predsednik Centralne izborne komisije
______________________
Priština, 02.03.2026.
PRILOG 1
OBRAZAC ZAHTEVA
1. Ime i prezime
2. Organizacija
"""

ENGLISH = """\
Republika e Kosovës – Republika Kosova – Republic of Kosovo
Komisioni Qendror i Zgjedhjeve – Centralna izborna komisija – Central Election Commission
REGULATION NO. 04/2026 ON THE ACCREDITATION OF ELECTION OBSERVERS
The Central Election Commission,
Pursuant to Article 139 of the Constitution of the Republic of Kosovo and Article 63, paragraph 2 of the Law No. 08/L-228 on General Elections in the Republic of Kosovo (Official Gazette, No. 16 / 3 July 2023),
Approves:
CHAPTER I
GENERAL PROVISIONS
Article 1
Purpose
This regulation sets out the conditions and the procedure for the accreditation of election observers.
Article 2
Scope
This regulation applies to local and international observers whom the Commission accredits.
Article 3
Definitions
1. Terms used in this regulation have the following meaning:
1.1. Observer – a person who follows the election process;
1.2. Letter of accreditation – the document given to an observer after accreditation.
CHAPTER II
PROCEDURE OF ACCREDITATION
Article 4
Request
1. The request for accreditation is submitted to the Secretariat within five (5) calendar days from the announcement of the elections.
2. The request contains:
2.1. the name of the observer;
2.2. the organisation he or she represents.
3. The request is submitted on the form in Annex 1.
Article 5
Decision on the request
1. The Commission decides on the request within three (3) working days from its receipt, in accordance with Article 4 of this regulation.
2. If the request does not meet the conditions in paragraph 1 of this Article, it is returned for completion.
3. The letter of accreditation is issued on 15.09.2026 at the latest.
Article 6
Duties of the observer
The observer wears the letter of accreditation where it is seen and does not influence the work of commissions.
CHAPTER III
TRANSITIONAL AND FINAL PROVISIONS
Article 7
Transitional provisions
Requests submitted before this regulation took effect are examined under the regulation that was in force.
Article 8
Repeal
Upon the entry into force of this regulation, Regulation No. 11/2013 on Election Observers is repealed.
Article 9
Entry into force
This regulation enters into force seven (7) days after publication in the Official Gazette.
Chairperson of the Central Election Commission
______________________
Prishtina, 02.03.2026
ANNEX 1
FORM OF THE REQUEST
1. Name and surname
2. Organisation
"""

_DIGRAPHS = {"Lj": "Љ", "Nj": "Њ", "Dž": "Џ", "lj": "љ", "nj": "њ", "dž": "џ", "LJ": "Љ", "NJ": "Њ", "DŽ": "Џ"}
_LETTERS = dict(
    zip("abcčćdđefghijklmnoprsštuvzž", "абцчћдђефгхијклмнопрсштувзж", strict=True),
)


def cyrillic(text: str) -> str:
    """Serbian in its other script; numbers of laws, Roman numbers and the trilingual head stay Latin."""
    lines = [line if at < 2 else _line(line) for at, line in enumerate(text.split("\n"))]  # the head is trilingual
    return "\n".join(lines)


def _line(line: str) -> str:
    return " ".join(word if _stays(word) else _word(word) for word in line.split(" "))


def _stays(word: str) -> bool:
    bare = word.strip(".,;:()")
    return bare in {"I", "II", "III", "IV"} or "/L" in bare


def _word(word: str) -> str:
    for latin, other in _DIGRAPHS.items():
        word = word.replace(latin, other)
    letters = {**_LETTERS, **{one.upper(): other.upper() for one, other in _LETTERS.items()}}
    return "".join(letters.get(one, one) for one in word)


CYRILLIC = cyrillic(SERBIAN)
DRAFTS = {"sq": ALBANIAN, "sr": SERBIAN, "sr-Cyrl": CYRILLIC, "en": ENGLISH}
