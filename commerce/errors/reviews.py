"""Why a review, its photo or a vote for it was refused."""

from django.utils.translation import gettext_lazy as _

from commerce.errors.base import Refused


class AlreadyReviewed(Refused):
    """A customer says once what they think of a product."""

    shopper_message = _("You have reviewed this already. Thank you.")


class ReviewRewritten(Refused):
    """The author changed the review after it was read."""

    shopper_message = _("The author changed this review a moment ago. Please read it again.")


class ReviewWithdrawn(Refused):
    """The author took the review back."""

    shopper_message = _("This review was withdrawn.")


class PhotoUnfit(Refused):
    """A file that is no photo, or more of one than is taken."""

    def __init__(self, words):
        self.shopper_message = words
        super().__init__(str(words))

    @classmethod
    def no_picture(cls):
        return cls(_("Please choose photos as JPEG, PNG or WebP."))

    @classmethod
    def too_large(cls, megabytes):
        return cls(_("A photo may be %(megabytes)d MB at most.") % {"megabytes": megabytes})

    @classmethod
    def too_many_pixels(cls):
        return cls(_("One of the photos has too many pixels. Please choose a smaller one."))


class AlreadyVoted(Refused):
    """A person finds a review helpful once."""

    shopper_message = _("You have said so already. Thank you.")


class OwnReview(Refused):
    """Authors do not vote on what they wrote."""

    shopper_message = _("This review is your own.")
