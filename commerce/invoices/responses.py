"""An invoice as an answer to a browser."""

from django.http import HttpResponse

from commerce.invoices.pdf import pdf_of
from commerce.invoices.queries import paper_of


def pdf_response(invoice, order):
    """The PDF, to be kept: it is nothing that a page of ours would show."""
    response = HttpResponse(pdf_of(paper_of(invoice, order)), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{invoice.number}.pdf"'
    return response
