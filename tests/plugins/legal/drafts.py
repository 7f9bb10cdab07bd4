"""Drafts written for tests: one clean bylaw in three languages, others, a decision, a memorandum, an amending act."""

from __future__ import annotations

ALBANIAN = """\
Republika e Kosovës
Komisioni Qendror i Zgjedhjeve
Komisioni Qendror i Zgjedhjeve,
Në mbështetje të nenit 139 të Kushtetutës dhe nenit 64 të Ligjit Nr. 08/L-228 për Zgjedhjet e Përgjithshme,
Miraton:
RREGULLORE (KQZ) NR. 05/2025
PËR VËZHGUESIT E ZGJEDHJEVE
KAPITULLI I
DISPOZITA TË PËRGJITHSHME
Neni 1
Qëllimi
Kjo rregullore përcakton procedurat për akreditimin e vëzhguesve.
Neni 2
Përkufizimet
1. Shprehjet e përdorura në këtë rregullore kanë këtë kuptim:
1.1. Vëzhgues – personi i akredituar nga Komisioni Qendror i Zgjedhjeve (KQZ);
1.2. Akreditim – leja që KQZ-ja i jep vëzhguesit.
2. Shprehjet tjera kanë kuptimin sipas ligjit.
KAPITULLI II
AKREDITIMI
Neni 3
Afatet
1. Kërkesa dorëzohet brenda pesëmbëdhjetë (15) ditëve pune nga dita e shpalljes më 12.03.2025.
2. Vendimi sipas paragrafit 1 të këtij neni:
a) merret brenda tre (3) ditëve kalendarike nga pranimi;
b) i dorëzohet kërkuesit me Shtojcën 1 të kësaj rregulloreje.
Neni 4
Shfuqizimi
Me hyrjen në fuqi të kësaj rregulloreje shfuqizohet Rregullorja Nr. 02/2013.
Neni 5
Hyrja në fuqi
Kjo rregullore hyn në fuqi shtatë (7) ditë pas publikimit në Gazetën Zyrtare.
Prishtinë, 20.03.2025
Kryetari i KQZ-së
Shtojca 1
Formulari i kërkesës
1. Emri dhe mbiemri
2. Nënshkrimi
"""
SERBIAN = """\
Republika Kosovo
Centralna izborna komisija
Centralna izborna komisija,
Na osnovu člana 139. Ustava i člana 64. Zakona br. 08/L-228 o opštim izborima,
Donosi:
PRAVILNIK (CIK) BR. 05/2025
O POSMATRAČIMA IZBORA
POGLAVLJE I
OPŠTE ODREDBE
Član 1
Cilj
Ovaj pravilnik utvrđuje postupke za akreditaciju posmatrača.
Član 2
Definicije
1. Izrazi upotrebljeni u ovom pravilniku imaju sledeće značenje:
1.1. Posmatrač – lice koje je akreditovala Centralna izborna komisija (CIK);
1.2. Akreditacija – dozvola koju CIK daje posmatraču.
2. Ostali izrazi imaju značenje prema zakonu.
POGLAVLJE II
AKREDITACIJA
Član 3
Rokovi
1. Zahtev se podnosi u roku od petnaest (15) radnih dana od dana objave 12.03.2025.
2. Odluka iz stava 1 ovog člana:
a) donosi se u roku od tri (3) kalendarska dana od prijema;
b) dostavlja se podnosiocu sa Prilogom 1 ovog pravilnika.
Član 4
Stavljanje van snage
Stupanjem na snagu ovog pravilnika stavlja se van snage Pravilnik br. 02/2013.
Član 5
Stupanje na snagu
Ovaj pravilnik stupa na snagu sedam (7) dana nakon objavljivanja u Službenom listu.
Priština, 20.03.2025
Predsednik CIK-a
Prilog 1
Obrazac zahteva
1. Ime i prezime
2. Potpis
"""
TRANSLATED = """\
Republic of Kosovo
Central Election Commission
The Central Election Commission,
Pursuant to Article 139 of the Constitution and Article 64 of Law No. 08/L-228 on General Elections,
Approves:
REGULATION (CEC) NO. 05/2025
ON ELECTION OBSERVERS
CHAPTER I
GENERAL PROVISIONS
Article 1
Purpose
This Regulation sets out how observers are accredited.
Article 2
Definitions
1. Terms used in this Regulation have the following meaning:
1.1. Observer – a person accredited by the Central Election Commission (CEC);
1.2. Accreditation – the permit that the CEC gives to an observer.
2. Other terms have the meaning given by law.
CHAPTER II
ACCREDITATION
Article 3
Time limits
1. The request shall be submitted within fifteen (15) working days from the announcement on 12.03.2025.
2. The decision under paragraph 1 of this Article:
a) is taken within three (3) calendar days from receipt;
b) is delivered to the applicant with Annex 1 of this Regulation.
Article 4
Repeal
With the entry into force of this Regulation, Regulation No. 02/2013 is repealed.
Article 5
Entry into force
This Regulation enters into force seven (7) days after its publication in the Official Gazette.
Pristina, 20.03.2025
Chairperson of the CEC
Annex 1
Request form
1. Name and surname
2. Signature
"""
CYRILLIC = """\
Република Косово
ЦЕНТРАЛНА ИЗБОРНА КОМИСИЈА
На основу члана 139. Устава и члана 64. став 2. Закона бр. 08/L-228 о општим изборима, Централна изборна комисија доноси
ПРАВИЛНИК БР. 05/2025
О ПОСМАТРАЧИМА ИЗБОРА
I. ОПШТЕ ОДРЕДБЕ
Предмет
Члан 1.
Овим правилником уређује се акредитација посматрача.
Значење израза
Члан 2.
Изрази у овом правилнику имају следеће значење:
1) посматрач – лице које је акредитовано;
2) Централна изборна комисија (у даљем тексту: Комисија).
Посматрач поступа у складу са чланом 1. овог правилника.
Рокови
Члан 3.
Захтев се подноси у року од петнаест (15) дана од дана расписивања.
ПРЕЛАЗНЕ И ЗАВРШНЕ ОДРЕДБЕ
Ступање на снагу
Члан 4.
Овај правилник ступа на снагу осмог дана од дана објављивања.
У Приштини, 5. маја 2025. године
ПРЕДСЕДНИК
"""
ENGLISH = """\
REGULATION NO. 05/2025 ON OBSERVERS
The Central Election Commission,
Pursuant to Article 139 of the Constitution and Article 64 of Law No. 08/L-228,
Adopts:
CHAPTER I
GENERAL PROVISIONS
Article 1 Purpose
This Regulation sets out how observers are accredited.
Article 2. The Commission shall decide within seven (7) days of receipt.
Article 3 – Conditions
1. An observer:
(a) is of age;
(h) holds no office;
(i) has applied in time.
2. Article 2 of this Regulation applies.
Article 4
Entry into force
This Regulation enters into force on the day of its publication.
Chairperson
"""
AMENDING = """\
LIGJI NR. 08/L-300
PËR NDRYSHIMIN DHE PLOTËSIMIN E LIGJIT NR. 06/L-082
Kuvendi i Republikës së Kosovës,
Në mbështetje të nenit 65 (1) të Kushtetutës,
Miraton:
Neni 1
Qëllimi
Ky ligj ndryshon ligjin bazë.
Neni 2
Neni 5 i Ligjit bazë riformulohet si vijon:
“Neni 5
Afatet
1. Afati është tri (3) ditë.
2. Afati tjetër është më i gjatë.”
Neni 3
Pas nenit 7 të Ligjit bazë shtohet neni i ri 7a me tekstin si vijon:
Neni 7a
Afati i ri
1. Tekst i ri.
Neni 4
Neni 5 i Ligjit bazë riformulohet si vijon:
Neni 5
Tekst tjetër.
Neni 5
Në nenin 10, paragrafi 2 ndryshohet si vijon:
“2. Tekst i ri i Komisionit (“KQZ”)
që vazhdon.”.
Neni 6
Hyrja në fuqi
Ky ligj hyn në fuqi ditën e publikimit.
"""
DECISION = """\
Republika e Kosovës
Komisioni Qendror i Zgjedhjeve
Nr. prot. 123-2025
Datë: 12.03.2025
Komisioni Qendror i Zgjedhjeve, në mbështetje të nenit 64 të Ligjit Nr. 08/L-228, mori këtë
V E N D I M
Nr. 45/2025
1. Miratohet kërkesa.
2. Obligohet Sekretariati.
A r s y e t i m
Komisioni ka shqyrtuar kërkesën.
Këshillë juridike: Kundër këtij vendimi mund të bëhet ankesë brenda 24 orëve.
Kryetari
Emri Mbiemri
"""
MEMORANDUM = """\
MEMORANDUM OF UNDERSTANDING
1. Purpose
1.1. The parties cooperate.
2. Obligations
The parties shall:
a) share data;
b) train staff.
3. Duration
This memorandum lasts three (3) years.
Date: 01.02.2025
For the Commission
"""
