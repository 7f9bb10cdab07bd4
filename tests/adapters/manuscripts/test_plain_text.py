"""Plain text is read in whatever letters it was stored, and printed pages become paragraphs again."""

from __future__ import annotations

import pytest

from neni.core.adapters.manuscripts import FileManuscripts
from neni.core.model.manuscripts import Manuscript, Place, Source

TYPED = "Neni 1\nQëllimi\nKy ligj përcakton çështjet.\n\nЧлан 2.\nČlan đaka žabe ćuka š."
WORDS = "ky ligj zbatohet për përpunimin e të dhënave personale nga organet publike dhe private në Kosovë "


def read(content: bytes | str) -> Manuscript:
    return FileManuscripts().read(content.encode() if isinstance(content, str) else content, "akt.txt")


def body(content: bytes | str) -> list[str]:
    return [line.text for line in read(content).body]


def wrapped(text: str, width: int = 60) -> list[str]:
    """As a printer breaks lines."""
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + 1 + len(word) > width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def page(number: int, *paragraphs: str) -> str:
    head = f"GAZETA ZYRTARE / Nr. 6 / 2019\n{' ' * 20}LIGJI PËR TË DHËNAT\n\n"
    text = "\n\n".join("\n".join(wrapped(paragraph)) for paragraph in paragraphs)
    return f"{head}{text}\n\n{' ' * (30 if number % 2 else 0)}{number}\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_in_its_forms(encoding: str) -> None:
    manuscript = read(TYPED.encode(encoding))
    assert [line.text for line in manuscript.lines] == [line for line in TYPED.split("\n") if line]
    assert (manuscript.source, manuscript.remarks) == (Source.TEXT, ())


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Č,ć,đ: član đaka žabe", "cp1250"),
        ("Qëllimi i këtij ligji është “çështja”", "cp1252"),
        ("Члан 1. Ђак ће доћи", "cp1251"),
    ],
)
def test_old_code_pages_are_told_by_their_letters_and_said(text: str, encoding: str) -> None:
    manuscript = read(text.encode(encoding))
    assert manuscript.lines[0].text == text
    assert [remark.code for remark in manuscript.remarks] == ["guessed_code_page"]


def test_typed_lines_are_paragraphs() -> None:
    assert body("Neni 1\r\n\r\na) një;\r\nb) dy;\r\n") == ["Neni 1", "a) një;", "b) dy;"]


def test_bytes_that_are_no_text_are_read_as_far_as_they_go() -> None:
    assert read(b"Neni 1\x00\xff\xfe\x81").lines
    assert read(b"").lines == ()


@pytest.mark.parametrize("between", ["\f", ""])
def test_printed_pages_become_paragraphs_and_furniture_is_told_apart(between: str) -> None:
    pages = []
    for number in range(1, 7):
        article = f"Neni {number}"
        pages.append(page(number, article, f"1. {WORDS * 3}fund.", f"2. {WORDS * 2}{WORDS.upper()}"))
    manuscript = read(between.join(pages))
    texts = [line.text for line in manuscript.body]
    assert texts[:3] == ["Neni 1", f"1. {WORDS * 3}fund.", f"2. {WORDS * 2}{WORDS.upper()}".strip()]
    assert [text for text in texts if text.startswith("Neni")] == [f"Neni {number}" for number in range(1, 7)]
    furniture = [line.text for line in manuscript.lines if line.place is Place.FURNITURE]
    assert furniture[:3] == ["GAZETA ZYRTARE / Nr. 6 / 2019", "LIGJI PËR TË DHËNAT", "1"]
    assert len(furniture) == 18


def test_a_paragraph_that_a_page_parts_is_whole() -> None:
    long = WORDS * 4
    lines = wrapped(f"1. {long}fund.")
    assert len(lines) > 4
    first = "\n".join(["KREU I", "", *lines[:3]])
    heads = "GAZETA ZYRTARE / Nr. 6 / 2019\n"
    pages = [f"{heads}{first}\n\n1\n", f"{heads}" + "\n".join(lines[3:]) + "\n\n2\n"]
    pages += [f"{heads}{chr(10).join(wrapped(WORDS * 3 + 'fund.'))}\n\n{number}\n" for number in (3, 4)]
    assert body("\f".join(pages))[1] == f"1. {long}fund."


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (("Direktiva 95/46/", "EC u zbatua"), "Direktiva 95/46/EC u zbatua"),
        (("sipas Ligjit 06/L-", "082 për"), "sipas Ligjit 06/L-082 për"),
        (("marrëdhë-", "niet e punës"), "marrëdhëniet e punës"),
        (("teksti –", "vazhdon"), "teksti – vazhdon"),
    ],
)
def test_words_that_a_line_parted_are_whole(lines: tuple[str, str], text: str) -> None:
    filler = "\n\n".join("\n".join(wrapped(WORDS * 2 + "fund.")) for _ in range(5))
    padded = (f"{WORDS[: 59 - len(lines[0])]} {lines[0]}", lines[1])
    assert body(f"{filler}\n\n{padded[0]}\n{padded[1]}")[-1].endswith(text)


def test_a_number_at_the_beginning_of_a_line_is_not_always_an_item() -> None:
    filler = "\n\n".join("\n".join(wrapped(WORDS * 2 + "fund.")) for _ in range(5))
    full = WORDS[:50] + "sipas paragrafit"
    assert body(f"{filler}\n\n{full}\n3. të këtij neni")[-1] == f"{full} 3. të këtij neni"
    assert body(f"{filler}\n\n{full[:-1]}.\n3. tjetër")[-1] == "3. tjetër"


def test_numbers_of_the_rows_of_a_table_are_no_pages() -> None:
    rows = [one for number in range(1, 9) for one in (str(number), f"Emri {number}", "Prishtinë")]
    assert body("\n".join(rows)) == rows


def test_a_number_that_stands_alone_before_the_pages_does_not_hide_them() -> None:
    pages = ["2019\n", *(page(number, f"1. {WORDS * 9}fund.") for number in range(1, 6))]
    furniture = [line.text for line in read("".join(pages)).lines if line.place is Place.FURNITURE]
    assert [text for text in furniture if text.isdecimal()] == ["1", "2", "3", "4", "5"]


def test_typed_lines_of_one_length_are_paragraphs_all_the_same() -> None:
    lines = [
        f"Član {number}\nOvaj član uređuje postupak i rok broj {number} za podnošenje zahteva."
        for number in range(1, 20)
    ]
    assert body("\n".join(lines)) == "\n".join(lines).split("\n")


@pytest.mark.parametrize("foot", ["Službeni glasnik BiH, broj 3/20", "FLETORJA ZYRTARE Nr. 12, viti 2024"])
def test_the_foot_of_a_gazette_close_to_the_text_is_furniture(foot: str) -> None:
    pages = ["\n".join([f"Neni {number}", "", *wrapped(f"1. {WORDS * 9}fund."), foot]) for number in range(1, 7)]
    manuscript = read("\f".join(pages))
    assert [line.text for line in manuscript.lines if line.place is Place.FURNITURE] == [foot] * 6
    assert all(line.text.endswith("fund.") or line.text.startswith("Neni") for line in manuscript.body)


def test_a_line_that_closes_every_page_as_text_does_stays_text() -> None:
    last = "kjo dispozitë zbatohet edhe për organet"
    pages = ["\n".join([f"Neni {number}", "", *wrapped(f"1. {WORDS * 9}"), last]) for number in range(1, 7)]
    assert not [line for line in read("\f".join(pages)).lines if line.place is Place.FURNITURE]
