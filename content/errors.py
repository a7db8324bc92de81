"""What editors are refused, one class for each reason. `reasons` are fit to be shown to them."""

from django.utils.translation import gettext_lazy as _


class EditorRefused(Exception):
    """An editor asked for something the rules do not allow. `title` says what, `reasons` say why."""

    title = _("That did not work.")

    def __init__(self, page, reasons):
        self.page, self.reasons = page, list(reasons)
        super().__init__(f"{type(self).__name__}: {page}: {'; '.join(map(str, self.reasons))}")


class NotFitToPublish(EditorRefused):
    """The page lacks something that visitors would miss."""

    title = _("This was not published. It is kept as a draft.")


class PageHasSold(EditorRefused):
    """Orders keep the page as it was when they were placed, so it can't be deleted."""

    title = _("The page can't be deleted. Unpublish it instead: it disappears from the shop all the same.")


class StillUsed(EditorRefused):
    """Something shows the file; without it there would be a hole."""

    title = _("This can't be deleted while it is used here:")


class AddressTaken(EditorRefused):
    """The shop itself answers at the address the page would get."""

    title = _("The page was not moved.")


class SnippetInUse(EditorRefused):
    """Pages show the snippet, or will: `page` is the snippet."""

    title = _("This can't be deleted. Take it from these first, or unpublish it: it is no longer shown then.")


class LeftToOthers(EditorRefused):
    """Who submitted or wrote a page does not let it out as well."""

    title = _("This was left to somebody else. What you wrote is kept as a draft.")


class DecidedAlready(EditorRefused):
    """Somebody else approved it or asked for changes a moment before."""

    title = _("Your decision came second.")


class NotLive(EditorRefused):
    """What is to be taken down is not public."""

    title = _("The page is not live; there is nothing to take down.")
