"""Papers that go with the demo's products, drawn by itself: how a piece is put together, as PDF."""

from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from fpdf import FPDF
from fpdf.enums import XPos, YPos

from kinsite.demo.catalogue_shape import Product, Section
from kinsite.media.models import Document

FONTS = Path(settings.BASE_DIR) / "commerce" / "invoices" / "fonts"
MARGIN, WIDTH = 25, 160
INK, QUIET = (20, 20, 20), (90, 90, 90)
# What the paper is called, by language.
NAMES = {"en": "Assembly", "de": "Aufbau"}


def assembly_paper(
    facts: Product, *, title: str, story: tuple[Section, ...], language: str
) -> Document | None:
    """The paper with the steps of a product's story, put into the library; nothing where it has none."""
    steps = [step for section in story for step in section.steps]
    if not steps:
        return None
    name = NAMES[language]
    sheet = _drawn(title, name, steps, language)
    return keep_document(f"{title}: {name}", f"{facts.handle}-{language}.pdf", sheet)


def keep_document(title: str, name: str, content: bytes) -> Document:
    """Put a file into the library, with what its form would have noted of it."""
    document = Document(title=title, file=ContentFile(content, name=name))
    document._set_document_file_metadata()
    document.save()
    return document


def _drawn(title, name, steps, language):
    sheet = FPDF(format="A4")
    sheet.set_title(f"{title}: {name}")
    sheet.set_lang(language)
    sheet.set_margins(MARGIN, MARGIN)
    sheet.add_font("body", "", FONTS / "DejaVuSansCondensed.ttf")
    sheet.add_font("body", "B", FONTS / "DejaVuSansCondensed-Bold.ttf")
    sheet.add_page()
    _say(sheet, "Kin Workspace", size=9, ink=QUIET)
    sheet.ln(10)
    _say(sheet, title, size=20, height=10, bold=True)
    _say(sheet, name, size=12, ink=QUIET)
    for number, (step, text) in enumerate(steps, start=1):
        sheet.ln(8)
        _say(sheet, f"{number}  {step}", size=12, bold=True)
        _say(sheet, text)
    return bytes(sheet.output())


def _say(sheet, words, *, size=11, height=7, bold=False, ink=INK):
    sheet.set_font("body", "B" if bold else "", size)
    sheet.set_text_color(*ink)
    sheet.multi_cell(WIDTH, height, words, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
