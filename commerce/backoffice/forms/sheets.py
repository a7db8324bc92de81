"""A sheet of products that is handed in, and what is said of it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from commerce.backoffice.forms.base import ActionForm
from kinsite.foundation import sheets
from kinsite.foundation.sheets import SheetUnread, read_sheet

UNREAD = {
    "empty": _("The file is empty."),
    "large": _("The file is too large: at most 5 MB, unpacked 60 MB."),
    "long": _("The sheet is too long: at most %(rows)s rows. Split it."),
    "wide": _("Row %(row)s has too many columns."),
    "cell": _("Row %(row)s has a cell that is too long, or holds what is no text."),
    "encoding": _("The file is not in UTF-8. In Excel, save it as “CSV UTF-8” or as XLSX."),
    "broken": _("The file can't be read as CSV or XLSX."),
}
PROBLEMS = {
    "beyond": _(
        "This row has more cells than the head has columns. A comma within a value has to stand in quotes."
    ),
    "needed": _("It is empty. Fill it in."),
    "twice": _("The SKU stands in an earlier row, too. Leave one of them out."),
    "whole": _("It has to be a whole number in plain digits."),
    "range": _("It is out of range (%(detail)s)."),
    "amount": _("It is no amount of this currency, or could be meant in two ways. Write it as 1299.50."),
    "step": _("The currency is charged in larger steps: the last digit is 0."),
    "long": _("It is too long: at most %(detail)s characters."),
    "sku": _("A SKU has letters, figures, dots and dashes only."),
    "code": _("A code has small letters, figures and dashes only."),
    "options": _("Write options as colour=oak; size=140."),
    "formula": _("It is a formula, and formulas are not computed. Write its result."),
    "unknown": _("%(detail)s is not known. Use a code that the shop has."),
    "retired": _("It is retired. Sell it again first, or leave the row out."),
    "elsewhere": _("The SKU belongs to the product %(detail)s, and stays there."),
    "fixed": _("The options of a variant stay as they are (%(detail)s)."),
    "not_its": _("It needs one value for each option of its product (%(detail)s)."),
    "combination": _("%(detail)s has these options already."),
    "right": _("You may not change this. Leave the column empty, or ask somebody who may."),
    "otherwise": _("An earlier row of this product says “%(detail)s”. Say the same, or leave it empty."),
    "moved": _("A colleague changed it since the sheet was checked: %(detail)s. Check the sheet again."),
    "waits": _("It changes by more than one colleague decides: it waits for a second one."),
    "meanwhile": _("A colleague added this SKU meanwhile, to %(detail)s. Check the sheet again."),
    "operation": _("%(detail)s"),
}


class SheetForm(ActionForm):
    """A file, read with limits; `rows` are its texts."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("CSV in UTF-8 or XLSX; at most 5,000 rows and 5 MB"),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > sheets.MOST_BYTES:
            raise forms.ValidationError(UNREAD["large"])
        try:
            self.rows = read_sheet(file.read())
        except SheetUnread as problem:
            words = UNREAD[problem.reason]
            facts = {"rows": f"{sheets.MOST_ROWS:,}", "row": problem.row}
            raise forms.ValidationError(words % facts) from None
        return file

    @property
    def facts(self):
        """What check_sheet takes."""
        return {"file_name": self.cleaned_data["file"].name, "rows": self.rows}


def problem_in_words(kept: str) -> tuple[str, str]:
    """The column and the words of a problem that was kept."""
    column, code, detail = kept.split("|", 2)
    return column, PROBLEMS[code] % {"detail": detail}
