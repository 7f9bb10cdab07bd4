"""What is wrong with a picture or Word file that is to be put into a document, in three languages."""

from __future__ import annotations

from jinja2.exceptions import TemplateRuntimeError

from neni.core.model.text import Text


class Unfit(TemplateRuntimeError):
    """A picture or file that cannot be put in, or not there."""

    def __init__(self, said: Text) -> None:
        super().__init__(said.en)
        self.said = said


NO_PICTURE_BYTES = Text(
    sq="filtri image merr një figurë (bajtet e saj), jo diçka tjetër",
    sr="filter image uzima sliku (njene bajtove), ne nešto drugo",
    en="the filter image takes the bytes of a picture and nothing else",
)
NO_FILE_BYTES = Text(
    sq="filtri subdocument merr një skedar Word (bajtet e tij), jo diçka tjetër",
    sr="filter subdocument uzima Word datoteku (njene bajtove), ne nešto drugo",
    en="the filter subdocument takes the bytes of a Word file and nothing else",
)
HEAVY = Text(
    sq="figura ka më shumë se 10 MB; zvogëlojeni dhe ngarkojeni përsëri",
    sr="slika ima više od 10 MB; smanjite je i učitajte ponovo",
    en="the picture has more than 10 MB; make it smaller and upload it again",
)
NO_PICTURE = Text(
    sq="figura nuk mund të lexohet; ruajeni si PNG ose JPEG dhe ngarkojeni përsëri",
    sr="slika se ne može pročitati; sačuvajte je kao PNG ili JPEG i učitajte ponovo",
    en="the picture cannot be read as a whole PNG or JPEG file; save it as one and upload it again",
)
TOO_LARGE = Text(
    sq="figura ka më shumë se 40 milionë piksela, ose asnjë; zvogëlojeni",
    sr="slika ima više od 40 miliona piksela, ili nijedan; smanjite je",
    en="the picture has more than 40 million pixels, or none; make it smaller",
)
NO_LENGTH = Text(
    sq='gjatësia shkruhet kështu: "60mm", "2.5cm", "1in" ose "72pt"',
    sr='dužina se piše ovako: "60mm", "2.5cm", "1in" ili "72pt"',
    en='a length is written like "60mm", "2.5cm", "1in" or "72pt"',
)
NO_SIZE = Text(
    sq="figura duhet të jetë më e madhe se zero dhe jo më e madhe se një metër",
    sr="slika mora biti veća od nule i ne veća od jednog metra",
    en="a picture must be larger than nothing and no larger than a metre",
)
TOO_MANY = Text(
    sq="më shumë se 1000 figura dhe skedarë në një dokument",
    sr="više od 1000 slika i datoteka u jednom dokumentu",
    en="more than 1000 pictures and files in one document",
)
PICTURE_PLACE = Text(
    sq="figura qëndron në tekstin e një paragrafi: {{ … | image }}, jo {{p … }}",
    sr="slika stoji u tekstu pasusa: {{ … | image }}, ne {{p … }}",
    en="a picture stands in the text of a paragraph: {{ … | image }}, not {{p … }}",
)
FILE_PLACE = Text(
    sq="skedari qëndron në një paragraf të vetin: {{p … | subdocument }}",
    sr="datoteka stoji u zasebnom pasusu: {{p … | subdocument }}",
    en="a file stands in a paragraph of its own: {{p … | subdocument }}",
)
BODY_ONLY = Text(
    sq="skedari mund të vihet vetëm në tekstin kryesor, jo në kokë, fund ose shënime",
    sr="datoteka se može staviti samo u glavni tekst, ne u zaglavlje, podnožje ili napomene",
    en="a file can be put into the main text only, not into headers, footers or notes",
)
NO_FILE = Text(
    sq="skedari që shtohet nuk është skedar Word që mund të lexohet; ruajeni përsëri si .docx",
    sr="datoteka koja se dodaje nije čitljiva Word datoteka; sačuvajte je ponovo kao .docx",
    en="the file to be added is no Word file that can be read; save it again as .docx",
)
UNFINISHED_FILE = Text(
    sq="skedari që shtohet ka komente ose ndryshime të gjurmuara; pranojini, fshijini dhe ruajeni përsëri",
    sr="datoteka koja se dodaje ima komentare ili praćene izmene; prihvatite ih, obrišite i sačuvajte ponovo",
    en="the file to be added holds comments or tracked changes; accept or delete them and save it again",
)
OBJECTS = Text(
    sq="skedari që shtohet ka objekte të ngulitura; zëvendësojini me tekst ose figura",
    sr="datoteka koja se dodaje ima ugrađene objekte; zamenite ih tekstom ili slikama",
    en="the file to be added holds embedded objects; replace them by text or pictures",
)


def holds(kind: str) -> Text:
    """A part that is more than paper."""
    return Text(
        sq=f"skedari që shtohet ka një pjesë që nuk lejohet ({kind}); ruajeni si .docx të thjeshtë",
        sr=f"datoteka koja se dodaje ima deo koji nije dozvoljen ({kind}); sačuvajte je kao običan .docx",
        en=f"the file to be added holds a part that is not allowed ({kind}); save it as a plain .docx",
    )


def points_to(target: str) -> Text:
    """A relation that leaves the file."""
    return Text(
        sq=f"skedari që shtohet lidhet me {target}; ngulitni figurat dhe hiqni shabllonin e bashkëngjitur",
        sr=f"datoteka koja se dodaje pokazuje na {target}; ugradite slike i uklonite pridruženi šablon",
        en=f"the file to be added points to {target}; embed pictures and remove the attached template",
    )
