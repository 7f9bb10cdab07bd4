"""Defects to put into a clean draft: in each language, what is written instead of what, which rule must find it, and the
words it must be pinned to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Defect:
    """`old` becomes `new` in a draft of the language; `at` are words on the line the finding begins on (without it, the
    title, where findings about the whole draft are pinned)."""

    name: str
    rule: str
    language: str
    old: str
    new: str
    at: str = ""


def _each(name: str, rule: str, **by_language: tuple[str, str, str] | tuple[str, str]) -> list[Defect]:
    return [
        Defect(name, rule, language, told[0], told[1], told[2] if len(told) > 2 else "")
        for language, told in by_language.items()
    ]


DEFECTS = [
    *_each(
        "a gap in the articles", "LEG-C15",
        sq=("Neni 6\n", "Neni 7\n", "Neni 7"), sr=("Član 6\n", "Član 7\n", "Član 7"), en=("Article 6\n", "Article 7\n", "Article 7"),
    ),
    *_each(
        "an article twice", "LEG-C15",
        sq=("Neni 5\n", "Neni 4\n", "Neni 4"), sr=("Član 5\n", "Član 4\n", "Član 4"), en=("Article 5\n", "Article 4\n", "Article 4"),
    ),
    *_each(
        "articles in the wrong order", "LEG-C15",
        sq=("Neni 6\n", "Neni 3\n", "Neni 3"), sr=("Član 6\n", "Član 3\n", "Član 3"), en=("Article 6\n", "Article 3\n", "Article 3"),
    ),
    *_each(
        "an article without heading", "LEG-C16",
        sq=("Detyrimet e vëzhguesit\n", "", "Neni 6"), sr=("Obaveze posmatrača\n", "", "Član 6"),
        en=("Duties of the observer\n", "", "Article 6"),
    ),
    *_each(
        "a gap in the paragraphs", "LEG-C18",
        sq=("3. Kërkesa dorëzohet në", "4. Kërkesa dorëzohet në", "4. Kërkesa"),
        sr=("3. Zahtev se podnosi", "4. Zahtev se podnosi", "4. Zahtev"),
        en=("3. The request is submitted", "4. The request is submitted", "4. The request"),
    ),
    *_each(
        "a paragraph twice", "LEG-C18",
        sq=("2. Nëse kërkesa", "1. Nëse kërkesa", "1. Nëse"), sr=("2. Ako zahtev", "1. Ako zahtev", "1. Ako"),
        en=("2. If the request", "1. If the request", "1. If"),
    ),
    *_each(
        "a sub-paragraph out of sequence", "LEG-C18",
        sq=("2.2. organizatën", "2.3. organizatën", "2.3."), sr=("2.2. organizaciju", "2.3. organizaciju", "2.3."),
        en=("2.2. the organisation", "2.3. the organisation", "2.3."),
    ),
    *_each(
        "letters for points", "LEG-C19",
        sq=("2.1. emrin", "a) emrin", "a) emrin"), sr=("2.1. ime", "a) ime", "a) ime"), en=("2.1. the name", "a) the name", "a) the name"),
    ),
    *_each(
        "no purpose", "LEG-C20",
        sq=("Qëllimi\n", "Bazat\n"), sr=("Cilj\n", "Osnove\n"), en=("Purpose\n", "Basics\n"),
    ),
    *_each(
        "no scope", "LEG-C21",
        sq=("Fushëveprimi\n", "Vëzhguesit\n"), sr=("Delokrug\n", "Posmatrači\n"), en=("Scope\n", "Observers\n"),
    ),
    *_each(
        "definitions without their opening", "LEG-C22",
        sq=("1. Shprehjet e përdorura në këtë rregullore kanë këtë kuptim:", "1. Për qëllime të zbatimit:"),
        sr=("1. Izrazi upotrebljeni u ovoj uredbi imaju sledeće značenje:", "1. U svrhe primene:"),
        en=("1. Terms used in this regulation have the following meaning:", "1. For the purposes of application:"),
    ),
    *_each(
        "a reference that leads nowhere", "LEG-C26",
        sq=("sipas nenit 4 të kësaj rregulloreje", "sipas nenit 44 të kësaj rregulloreje", "nenit 44"),
        sr=("sa članom 4. ove uredbe", "sa članom 44. ove uredbe", "članom 44."),
        en=("with Article 4 of this regulation", "with Article 44 of this regulation", "Article 44"),
    ),
    *_each(
        "a paragraph that is not there", "LEG-C26",
        sq=("nga paragrafi 1 i këtij neni", "nga paragrafi 9 i këtij neni", "paragrafi 9"),
        sr=("iz stava 1. ovog člana", "iz stava 9. ovog člana", "stava 9."),
        en=("in paragraph 1 of this Article", "in paragraph 9 of this Article", "paragraph 9"),
    ),
    *_each(
        "an annex that is not there", "LEG-C38",
        sq=("në Shtojcën 1.", "në Shtojcën 2.", "Shtojcën 2"), sr=("iz Priloga 1.", "iz Priloga 2.", "Priloga 2"),
        en=("in Annex 1.", "in Annex 2.", "Annex 2"),
    ),
    *_each(
        "a repealed basis", "LEG-C12",
        sq=("Nr. 08/L-228 për Zgjedhjet", "Nr. 03/L-073 për Zgjedhjet", "03/L-073"),
        sr=("br. 08/L-228 o opštim", "br. 03/L-073 o opštim", "03/L-073"),
        en=("No. 08/L-228 on General", "No. 03/L-073 on General", "03/L-073"),
    ),
    *_each(
        "an act nobody knows", "LEG-C14-UNKNOWN",
        sq=("Nr. 08/L-228", "Nr. 08/L-288", "08/L-288"), sr=("br. 08/L-228", "br. 08/L-288", "08/L-288"),
        en=("No. 08/L-228", "No. 08/L-288", "08/L-288"),
    ),
    *_each(
        "an act nobody knows, oddly written", "LEG-C14-UNKNOWN",
        sq=("Nr. 08/L-228", "Nr.08 / L – 288", "288"), sr=("br. 08/L-228", "br.08 / L – 288", "288"),
        en=("No. 08/L-228", "No.08 / L – 288", "288"),
    ),
    *_each(
        "the title of another act", "LEG-C14",
        sq=("për Zgjedhjet e Përgjithshme në", "për Mbrojtjen e të Dhënave Personale në", "Mbrojtjen"),
        sr=("o opštim izborima u", "o zaštiti ličnih podataka u", "zaštiti"),
        en=("on General Elections in", "on the Protection of Personal Data in", "Protection"),
    ),
    *_each(
        "an amended act cited bare", "LEG-C13",
        sq=("Nr. 08/L-228 për Zgjedhjet e Përgjithshme në Republikën e Kosovës", "Nr. 03/L-174 për Financimin e Subjekteve Politike", "03/L-174"),
        sr=("br. 08/L-228 o opštim izborima u Republici Kosovo", "br. 03/L-174 o finansiranju političkih subjekata", "03/L-174"),
        en=("No. 08/L-228 on General Elections in the Republic of Kosovo", "No. 03/L-174 on Financing of Political Entities", "03/L-174"),
    ),
    *_each(
        "a chain with a link missing", "LEG-C13-MISSING",
        sq=(
            "Nr. 08/L-228 për Zgjedhjet e Përgjithshme në Republikën e Kosovës",
            "Nr. 03/L-174 për Financimin e Subjekteve Politike, i ndryshuar dhe plotësuar me Ligjin Nr. 04/L-058 dhe Ligjin Nr. 04/L-212",
            "03/L-174",
        ),
        sr=(
            "br. 08/L-228 o opštim izborima u Republici Kosovo",
            "br. 03/L-174 o finansiranju političkih subjekata, izmenjen i dopunjen Zakonom br. 04/L-058 i Zakonom br. 04/L-212",
            "03/L-174",
        ),
        en=(
            "No. 08/L-228 on General Elections in the Republic of Kosovo",
            "No. 03/L-174 on Financing of Political Entities, as amended by Law No. 04/L-058 and Law No. 04/L-212",
            "03/L-174",
        ),
    ),
    *_each(
        "an article beyond the act", "LEG-C14-BEYOND",
        sq=("nenit 139 të Kushtetutës", "nenit 239 të Kushtetutës", "239"), sr=("člana 139. Ustava", "člana 239. Ustava", "239"),
        en=("Article 139 of the Constitution", "Article 239 of the Constitution", "239"),
    ),
    *_each(
        "a basis without its gazette", "LEG-C10",
        sq=(" (Gazeta Zyrtare, Nr. 16 / 3 korrik 2023)", "", "08/L-228"), sr=(" (Službeni list, br. 16 / 3. jul 2023)", "", "08/L-228"),
        en=(" (Official Gazette, No. 16 / 3 July 2023)", "", "08/L-228"),
    ),
    *_each(
        "no law in the basis", "LEG-C09",
        sq=(", paragrafi 2 të Ligjit Nr. 08/L-228 për Zgjedhjet e Përgjithshme në Republikën e Kosovës", " të ligjit për zgjedhjet"),
        sr=(" stav 2. Zakona br. 08/L-228 o opštim izborima u Republici Kosovo", " zakona o izborima"),
        en=(", paragraph 2 of the Law No. 08/L-228 on General Elections in the Republic of Kosovo", " of the law on elections"),
    ),
    *_each(
        "no Constitution in the basis", "LEG-C08",
        sq=("nenit 139 të Kushtetutës së Republikës së Kosovës dhe ", ""), sr=("člana 139. Ustava Republike Kosovo i ", ""),
        en=("Article 139 of the Constitution of the Republic of Kosovo and ", ""),
    ),
    *_each(
        "no enacting word", "LEG-C11", sq=("Miraton:\n", ""), sr=("Donosi:\n", ""), en=("Approves:\n", ""),
    ),
    *_each(
        "the enacting word of one alone", "LEG-C11",
        sq=("Miraton:\n", "Nxjerr:\n"), sr=("Donosi:\n", "Izdaje:\n"), en=("Approves:\n", "Issues:\n"),
    ),
    *_each(
        "no number in the title", "LEG-C02",
        sq=("RREGULLORE NR. 04/2026 PËR", "RREGULLORE PËR"), sr=("UREDBA BR. 04/2026 O", "UREDBA O"), en=("REGULATION NO. 04/2026 ON", "REGULATION ON"),
    ),
    *_each(
        "a number left open", "LEG-C03",
        sq=("NR. 04/2026", "NR. ___/2026", "___"), sr=("BR. 04/2026", "BR. ___/2026", "___"), en=("NO. 04/2026", "NO. ___/2026", "___"),
    ),
    *_each(
        "words left open", "LEG-C03",
        sq=("në Sekretariat brenda", "në [emri i organit] brenda", "[emri i organit]"), sr=("se Sekretarijatu u", "se [naziv organa] u", "[naziv organa]"),
        en=("to the Secretariat within", "to the [name of the body] within", "[name of the body]"),
    ),
    *_each(
        "number word and digits that differ", "LEG-C46",
        sq=("pesë (5) ditëve", "pesë (6) ditëve", "pesë (6)"), sr=("pet (5) kalendarskih", "pet (6) kalendarskih", "pet (6)"),
        en=("five (5) calendar", "five (6) calendar", "five (6)"),
    ),
    *_each(
        "days of no kind", "LEG-C47",
        sq=("(5) ditëve kalendarike", "(5) ditëve", "(5) ditëve"), sr=("(5) kalendarskih dana", "(5) dana", "(5) dana"),
        en=("(5) calendar days", "(5) days", "(5) days"),
    ),
    *_each(
        "a time limit without a start", "LEG-C48",
        sq=(" nga shpallja e zgjedhjeve.", ".", "(5)"), sr=(" od raspisivanja izbora.", ".", "(5)"),
        en=(" from the announcement of the elections.", ".", "(5)"),
    ),
    *_each(
        "a day that does not exist", "LEG-C53",
        sq=("15.09.2026", "31.09.2026", "31.09.2026"), sr=("15.09.2026", "31.09.2026", "31.09.2026"), en=("15.09.2026", "31.09.2026", "31.09.2026"),
    ),
    *_each(
        "a date in another form", "LEG-C53",
        sq=("15.09.2026", "15/9/2026", "15/9/2026"), sr=("15.09.2026", "15/9/2026", "15/9/2026"), en=("15.09.2026", "15/9/2026", "15/9/2026"),
    ),
    *_each(
        "no entry into force", "LEG-C33",
        sq=("Neni 9\nHyrja në fuqi\nKjo rregullore hyn në fuqi shtatë (7) ditë pas publikimit në Gazetën Zyrtare.\n", ""),
        sr=("Član 9\nStupanje na snagu\nOva uredba stupa na snagu sedam (7) dana nakon objavljivanja u Službenom listu.\n", ""),
        en=("Article 9\nEntry into force\nThis regulation enters into force seven (7) days after publication in the Official Gazette.\n", ""),
    ),
    *_each(
        "an entry into force nobody can compute", "LEG-C34",
        sq=("hyn në fuqi shtatë (7) ditë pas publikimit në Gazetën Zyrtare", "hyn në fuqi kur të krijohen kushtet"),
        sr=("stupa na snagu sedam (7) dana nakon objavljivanja u Službenom listu", "stupa na snagu kada se steknu uslovi"),
        en=("enters into force seven (7) days after publication in the Official Gazette", "enters into force when conditions allow"),
    ),
    *_each(
        "in force before it is made", "LEG-C35",
        sq=("hyn në fuqi shtatë (7) ditë pas publikimit në Gazetën Zyrtare", "hyn në fuqi më 01.01.2026"),
        sr=("stupa na snagu sedam (7) dana nakon objavljivanja u Službenom listu", "stupa na snagu 01.01.2026. godine"),
        en=("enters into force seven (7) days after publication in the Official Gazette", "enters into force on 01.01.2026"),
    ),
    *_each(
        "in force with the signature", "LEG-C37",
        sq=("shtatë (7) ditë pas publikimit në Gazetën Zyrtare", "ditën e nënshkrimit"),
        sr=("sedam (7) dana nakon objavljivanja u Službenom listu", "danom potpisivanja"),
        en=("seven (7) days after publication in the Official Gazette", "on the day of its signature"),
    ),
    *_each(
        "a repeal of everything contrary", "LEG-C29",
        sq=("shfuqizohet Rregullorja Nr. 11/2013 për Vëzhguesit e Zgjedhjeve", "shfuqizohen të gjitha dispozitat në kundërshtim me të", "Neni 8"),
        sr=("stavlja se van snage Uredba br. 11/2013 o posmatračima izbora", "stavljaju se van snage sve suprotne odredbe", "Član 8"),
        en=("Regulation No. 11/2013 on Election Observers is repealed", "all contrary provisions are repealed", "Article 8"),
    ),
    *_each(
        "nobody signs", "LEG-C39",
        sq=("Kryetari i Komisionit Qendror të Zgjedhjeve\n______________________\nPrishtinë, më 02.03.2026\n", ""),
        sr=("Predsednik Centralne izborne komisije\n______________________\nPriština, 02.03.2026.\n", ""),
        en=("Chairperson of the Central Election Commission\n______________________\nPrishtina, 02.03.2026\n", ""),
    ),
    *_each(
        "a fine of its own", "LEG-C41",
        sq=("nuk ndikon në punën e komisioneve.", "dënohet me gjobë nëse ndikon në punën e komisioneve.", "gjobë"),
        sr=("ne utiče na rad komisija.", "kažnjava se novčanom kaznom ako utiče na rad komisija.", "novčanom"),
        en=("does not influence the work of commissions.", "pays a fine if he or she influences the work of commissions.", "a fine"),
    ),
    *_each(
        "a prohibition without a law", "LEG-C42",
        sq=("nuk ndikon në punën e komisioneve.", "i ndalohet të flasë. Ndalohet fotografimi.", "Ndalohet"),
        sr=("ne utiče na rad komisija.", "gubi pravo da posmatra.", "gubi"),
        en=("does not influence the work of commissions.", "loses the right to observe.", "loses"),
    ),
    *_each(
        "a separate act will tell", "LEG-C43",
        sq=("ajo kthehet për plotësim.", "vendoset me vendim të veçantë.", "vendim të veçantë"),
        sr=("vraća se na dopunu.", "odlučuje se posebnom odlukom.", "posebnom"),
        en=("it is returned for completion.", "the Commission decides by separate decision.", "separate"),
    ),
    *_each(
        "personal data without law and time", "LEG-C49",
        sq=("2.1. emrin e vëzhguesit;", "2.1. emrin dhe numrin personal të vëzhguesit;", "numrin personal"),
        sr=("2.1. ime posmatrača;", "2.1. ime i lični broj posmatrača;", "lični broj"),
        en=("2.1. the name of the observer;", "2.1. the name and the personal number of the observer;", "personal number"),
    ),
    *_each(
        "applicable law in the basis", "LEG-C27",
        sq=("(Gazeta Zyrtare, Nr. 16 / 3 korrik 2023)", "dhe në pajtim me legjislacionin në fuqi", "legjislacionin"),
        sr=("(Službeni list, br. 16 / 3. jul 2023)", "i u skladu sa važećim zakonodavstvom", "važećim"),
        en=("(Official Gazette, No. 16 / 3 July 2023)", "and in accordance with the applicable law", "applicable"),
    ),
    *_each(
        "a wish", "LEG-C56",
        sq=("Vëzhguesi mban", "Shpresojmë që vëzhguesi mban", "Shpresojmë"), sr=("Posmatrač nosi", "Poželjno je da posmatrač nosi", "Poželjno"),
        en=("The observer wears", "It is desirable that the observer wears", "It is desirable"),
    ),
    *_each(
        "an abbreviation nobody introduced", "LEG-C23-ABBREVIATION",
        sq=("në punën e komisioneve.", "në punën e KZM.", "KZM"), sr=("na rad komisija.", "na rad KZM.", "KZM"),
        en=("the work of commissions.", "the work of the KZM.", "KZM"),
    ),
    *_each(
        "a term defined and not used", "LEG-C23",
        sq=("1.2. Letër akredituese – dokumenti", "1.2. Zëvendësmonitor – dokumenti", "Zëvendësmonitor"),
        sr=("1.2. Akreditaciono pismo – dokument", "1.2. Zamenik monitora – dokument", "Zamenik"),
        en=("1.2. Letter of accreditation – the document", "1.2. Substitute monitor – the document", "Substitute"),
    ),
    *_each(
        "another word for a chapter", "LEG-C57",
        sq=("KREU II\n", "KAPITULLI II\n", "KAPITULLI"), sr=("POGLAVLJE II\n", "GLAVA II\n", "GLAVA"),
        en=("CHAPTER II\n", "CHAPTER IV\n", "CHAPTER IV"),
    ),
    *_each(
        "no transitional provision", "LEG-C32",
        sq=("Neni 7\nDispozitat kalimtare\nKërkesat e dorëzuara para hyrjes në fuqi të kësaj rregulloreje shqyrtohen sipas"
            " rregullores që ka qenë në fuqi.\n", ""),
        sr=("Član 7\nPrelazne odredbe\nZahtevi podneti pre stupanja na snagu ove uredbe razmatraju se prema uredbi koja je"
            " ranije važila.\n", ""),
        en=("Article 7\nTransitional provisions\nRequests submitted before this regulation took effect are examined under"
            " the regulation that was in force.\n", ""),
    ),
    *_each(
        "no body that issues", "LEG-C06",
        sq=("Komisioni Qendror i Zgjedhjeve,\nNë mb", "Në mb"), sr=("Centralna izborna komisija,\nNa os", "Na os"),
        en=("The Central Election Commission,\nPurs", "Purs"),
    ),
    Defect("the gazette of Albania", "LEG-C54", "sq", "publikimit në Gazetën Zyrtare.", "publikimit në Fletoren Zyrtare.", "Fletoren"),
    Defect("two names of the gazette", "LEG-C58", "sr", "objavljivanja u Službenom listu.",
           "objavljivanja u Službenom glasniku.", ""),
    Defect("two words for one thing", "LEG-C24", "sq", "2.1. emrin e vëzhguesit;", "2.1. subjektin politik ose partinë politike;", "politik"),
]  # fmt: skip
WITHOUT_PREAMBLE = {
    "sq": ("Komisioni Qendror i Zgjedhjeve,\n", "KREU I\n"),
    "sr": ("Centralna izborna komisija,\n", "POGLAVLJE I\n"),
    "en": ("The Central Election Commission,\n", "CHAPTER I\n"),
}
"""From the first words up to the last a draft without preamble has nothing."""
