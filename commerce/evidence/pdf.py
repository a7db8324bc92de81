"""The evidence of a dispute as one PDF, in English: banks read it."""

from fpdf import FPDF
from fpdf.enums import XPos, YPos

from commerce.evidence import rules
from commerce.evidence.queries import Pack
from commerce.invoices.pdf import FONTS, INK, LEADING, MARGIN, QUIET, WIDTH

NOTHING = "Nothing is known."


def pdf_of(pack: Pack) -> bytes:
    return bytes(_Sheets(pack).drawn().output())


class _Sheets(FPDF):
    """A4, chapter after chapter: the order, what was sold, mails, parcels, earlier orders, what happened."""

    def __init__(self, pack):
        super().__init__(format="A4")
        self.pack = pack
        self.set_title(f"Evidence {pack.number}")
        self.set_lang("en")
        self.set_margins(MARGIN, MARGIN)
        self.set_auto_page_break(True, MARGIN)
        self.add_font("body", "", FONTS / "DejaVuSansCondensed.ttf")
        self.add_font("body", "B", FONTS / "DejaVuSansCondensed-Bold.ttf")

    def footer(self):
        self.set_y(-14)
        self._say(f"{self.pack.number} · {self.pack.dispute_id} · {self.page_no()}/{{nb}}", size=8, ink=QUIET)

    def drawn(self):
        pack = self.pack
        self.add_page()
        self._say(f"Evidence for order {pack.number}", bold=True, size=16, height=9)
        self._say(f"Dispute {pack.dispute_id}", ink=QUIET)
        self._chapter("The dispute", self._dispute())
        self._chapter("The order", self._order())
        sums = [f"{label}: {amount.written(rules.LOCALE)}" for label, amount in pack.sums]
        total = f"Total: {pack.total.written(rules.LOCALE)}"
        self._chapter("As it was sold", [*map(rules.sold_words, pack.lines), *sums, total])
        self._chapter("Mails to the customer", [rules.mail_words(mail) for mail in pack.mails])
        self._chapter("Parcels", [rules.parcel_words(parcel) for parcel in pack.parcels])
        earlier = [rules.earlier_words(order) for order in pack.earlier]
        self._chapter("Earlier orders of the customer", earlier)
        steps = [f"{rules.moment(step.at)}  {step.what}  ({step.who})" for step in pack.steps]
        self._chapter("What happened", steps)
        return self

    def _dispute(self):
        pack = self.pack
        yield f"Disputed: {pack.disputed.written(rules.LOCALE)}"
        yield f"Reason given: {pack.reason or 'none'}"
        if pack.respond_by:
            yield f"Answer by: {rules.moment(pack.respond_by)}"

    def _order(self):
        pack = self.pack
        yield f"Placed: {rules.moment(pack.placed_at)}"
        if pack.paid_at:
            yield f"Paid: {rules.moment(pack.paid_at)}, {pack.method}"
        yield f"Customer: {pack.customer}, {pack.email}"
        yield f"Billed to: {', '.join(pack.billing)}"
        yield f"Delivered to: {', '.join(pack.shipping)}"

    def _chapter(self, title, rows):
        self.ln(6)
        if self.will_page_break(4 * LEADING):
            self.add_page()
        self._say(title, bold=True, size=12, height=7)
        for words in list(rows) or [NOTHING]:
            self._say(words)
            self.ln(0.8)

    def _say(self, words, *, bold=False, size=10, ink=INK, height=LEADING):
        self.set_font("body", "B" if bold else "", size)
        self.set_text_color(*ink)
        plain = words.replace("\u202f", " ").replace("\xa0", " ")
        self.multi_cell(WIDTH, height, plain, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
