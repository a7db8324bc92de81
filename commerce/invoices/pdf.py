"""An invoice as PDF. The same paper gives the same bytes, today and in ten years."""

from pathlib import Path

from babel.dates import format_date
from django.utils.translation import gettext as _
from django.utils.translation import override
from fpdf import FPDF
from fpdf.enums import XPos, YPos

from commerce.invoices.queries import Paper

FONTS = Path(__file__).parent / "fonts"
MARGIN, WIDTH, LEADING = 20, 170, 5
INK, QUIET = (20, 20, 20), (90, 90, 90)


def pdf_of(paper: Paper) -> bytes:
    with override(paper.language):
        return bytes(_Sheet(paper).drawn().output())


class _Sheet(FPDF):
    """A4, one column: who, to whom, what, how much, which tax."""

    def __init__(self, paper):
        super().__init__(format="A4")
        self.paper = paper
        self.set_creation_date(paper.issued_at)
        self.set_title(f"{paper.title} {paper.number}")
        self.set_lang(paper.language)
        self.set_margins(MARGIN, MARGIN)
        self.set_auto_page_break(True, MARGIN)
        self.add_font("body", "", FONTS / "DejaVuSansCondensed.ttf")
        self.add_font("body", "B", FONTS / "DejaVuSansCondensed-Bold.ttf")

    def footer(self):
        self.set_y(-14)
        self._say(f"{self.paper.number} · {self.page_no()}/{{nb}}", size=8, ink=QUIET)

    def drawn(self):
        paper = self.paper
        self.add_page()
        for place, words in enumerate(paper.seller):
            self._say(words, bold=place == 0, ink=INK if place == 0 else QUIET, size=9)
        self.ln(12)
        for words in paper.buyer:
            self._say(words)
        self.ln(12)
        self._say(f"{paper.title} {paper.number}", bold=True, size=16, height=9)
        issued = format_date(paper.issued_at, format="long", locale=paper.locale.replace("-", "_"))
        for label, value in [(_("Date"), issued), *paper.facts]:
            self._say(f"{label}: {value}", ink=QUIET)
        self.ln(8)
        for row in paper.lines:
            self._row(row.label, row.amount, note=row.note)
        self._rule()
        for row in paper.totals:
            self._row(row.label, row.amount, note=row.note)
        self._rule()
        self._row(paper.total.label, paper.total.amount, bold=True)
        for row in paper.paid:
            self._row(row.label, row.amount)
        self.ln(8)
        self._taxes()
        for words in paper.notes:
            self._say(words)
        return self

    def _taxes(self):
        if not self.paper.taxes:
            return
        self._say(_("Taxes"), bold=True)
        for tax in self.paper.taxes:
            base = _("on %(amount)s") % {"amount": self._written(tax.base)} if tax.base is not None else ""
            self._row(f"{tax.label} {base}".strip(), tax.amount)
        self.ln(4)

    def _row(self, label, amount, *, note="", bold=False):
        """A label that may run over several lines, its amount at the right of the first."""
        if self.will_page_break(2 * LEADING):
            self.add_page()
        self._style(bold=bold)
        top = self.get_y()
        self.set_xy(MARGIN + WIDTH - 45, top)
        self.cell(45, LEADING, self._written(amount), align="R")
        self.set_xy(MARGIN, top)
        self.multi_cell(WIDTH - 50, LEADING, label, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        if note:
            self._say(note, size=8, ink=QUIET, height=4)
        self.ln(1.5)

    def _say(self, words, *, bold=False, size=10, ink=INK, height=LEADING):
        self._style(bold=bold, size=size, ink=ink)
        self.multi_cell(WIDTH, height, words, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def _style(self, *, bold=False, size=10, ink=INK):
        self.set_font("body", "B" if bold else "", size)
        self.set_text_color(*ink)

    def _rule(self):
        self.set_draw_color(*QUIET)
        self.line(MARGIN, self.get_y() + 1, MARGIN + WIDTH, self.get_y() + 1)
        self.ln(3)

    def _written(self, amount):
        """Thin and hard spaces of a locale are drawn as plain ones."""
        return amount.written(self.paper.locale).replace("\u202f", " ").replace("\xa0", " ")
