"""Files of the library, as somebody uploaded them."""

from django.core.files.base import ContentFile

from kinsite.media.models import Document


def make_document(name="assembly.pdf", content=b"%PDF-1.7", title=None) -> Document:
    """A document with what its form would have noted of the file."""
    document = Document(title=title or name, file=ContentFile(content, name=name))
    document._set_document_file_metadata()
    document.save()
    return document
