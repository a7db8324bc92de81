"""What people write of a product: stars, words, a name to be shown, photos."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from commerce.errors import PhotoUnfit
from commerce.reviews.photos import ACCEPT, redraw

MOST_PHOTOS = 3
STARS = [
    (5, _("5 stars: very good")),
    (4, _("4 stars: good")),
    (3, _("3 stars: all right")),
    (2, _("2 stars: not so good")),
    (1, _("1 star: poor")),
]


class PhotosInput(forms.ClearableFileInput):
    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class PhotosField(forms.FileField):
    """Some files at once."""

    widget = PhotosInput

    def clean(self, data, initial=None):
        files = [super(PhotosField, self).clean(file, initial) for file in data or []]
        if len(files) > MOST_PHOTOS:
            words = ngettext(
                "Please choose %(count)d photo at most.",
                "Please choose %(count)d photos at most.",
                MOST_PHOTOS,
            )
            raise forms.ValidationError(words % {"count": MOST_PHOTOS})
        return files


class ReviewForm(forms.Form):
    """A review; photos need words for those who do not see them."""

    rating = forms.TypedChoiceField(
        label=_("Your rating"),
        choices=STARS,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose one to five stars.")},
    )
    title = forms.CharField(
        label=_("Headline"), max_length=120, help_text=_("What matters most, in a few words")
    )
    text = forms.CharField(
        label=_("Your review"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text=_("How you use it, what you like, what you would change"),
    )
    author = forms.CharField(
        label=_("Name to be shown"),
        max_length=60,
        help_text=_("Everybody can read it. A first name is enough."),
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
    )
    photos = PhotosField(
        label=_("Photos (optional)"),
        required=False,
        widget=PhotosInput(attrs={"accept": ACCEPT}),
        help_text=_(
            "Up to three, JPEG, PNG or WebP of 8 MB at most. We remove where and when they were taken."
        ),
    )
    photos_alt = forms.CharField(
        label=_("What the photos show"),
        max_length=180,
        required=False,
        help_text=_("For those who cannot see them. Only needed with photos."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, auto_id="review_%s", **kwargs)

    def clean(self):
        cleaned = super().clean()
        files, words = cleaned.get("photos"), cleaned.get("photos_alt", "")
        if files and not words and "photos_alt" not in self.errors:
            self.add_error("photos_alt", _("Please say what the photos show."))
        if files and not self.errors:
            cleaned["photos"] = self._redrawn(files, words)
        return cleaned

    @property
    def facts(self):
        """What write_review takes of it."""
        return {name: self.cleaned_data[name] for name in ("rating", "title", "text", "author", "photos")}

    def _redrawn(self, files, words):
        numbered = [words] if len(files) == 1 else [f"{words} ({n})" for n in range(1, len(files) + 1)]
        try:
            return [redraw(file, alt=alt) for file, alt in zip(files, numbered, strict=True)]
        except PhotoUnfit as problem:
            self.add_error("photos", problem.shopper_message)
            return []


class EditForm(ReviewForm):
    """A review anew, by its author; its photos stay unless others are chosen or they are removed."""

    removes_photos = forms.BooleanField(label=_("Remove the photos that are there"), required=False)

    def __init__(self, *args, review, initial=None, **kwargs):
        known = {name: getattr(review, name) for name in ("rating", "title", "text", "author")}
        super().__init__(*args, initial=known | (initial or {}), **kwargs)
        if review.photos.all():
            self.fields["photos"].label = _("Other photos (optional)")
            self.fields["photos"].help_text = _("They take the place of those that are there.")
        else:
            del self.fields["removes_photos"]

    @property
    def facts(self):
        """What revise_review takes of it."""
        facts = super().facts
        keeps = not facts["photos"] and not self.cleaned_data.get("removes_photos")
        return facts | {"photos": None} if keeps else facts
