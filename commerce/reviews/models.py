"""Reviews: what somebody says of a product, and whether an order proves that they bought it."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting

from kinsite.foundation import clock

__all__ = ["Review", "ReviewPhoto", "ReviewSettings", "ReviewStatus", "ReviewStep", "ReviewVote"]

BEST = 5


class ReviewStatus(models.TextChoices):
    PENDING = "pending", _("Waiting")
    PUBLISHED = "published", _("Published")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Review(models.Model):
    """What one person says of a product. The author's name is the one they chose to be shown by.

    Of a withdrawn one no words are kept, only that it was there: what staff decided of it before holds
    for what the author writes next. Of an author who was erased there is no name.
    """

    MOVES = {
        ReviewStatus.PENDING: {ReviewStatus.PUBLISHED, ReviewStatus.REFUSED, ReviewStatus.WITHDRAWN},
        ReviewStatus.PUBLISHED: {ReviewStatus.REFUSED, ReviewStatus.PENDING, ReviewStatus.WITHDRAWN},
        ReviewStatus.REFUSED: {ReviewStatus.PUBLISHED, ReviewStatus.PENDING, ReviewStatus.WITHDRAWN},
        ReviewStatus.WITHDRAWN: {ReviewStatus.PENDING},
    }

    product = models.ForeignKey("commerce.Product", models.PROTECT, related_name="reviews")
    customer = models.ForeignKey("commerce.Customer", models.SET_NULL, null=True, related_name="reviews")
    order_line = models.ForeignKey(
        "commerce.OrderLine",
        models.SET_NULL,
        null=True,
        related_name="reviews",
        help_text="What proves that the author bought it",
    )
    rating = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(BEST)])
    title = models.CharField(max_length=120)
    text = models.TextField(max_length=4000)
    author = models.CharField(max_length=60, help_text="As shown")
    language = models.CharField(max_length=10)
    status = models.CharField(max_length=10, choices=ReviewStatus, default=ReviewStatus.PENDING)
    created_at = models.DateTimeField(default=clock.now, editable=False)
    published_at = models.DateTimeField(null=True, editable=False)
    helpful_count = models.PositiveIntegerField(default=0, editable=False)
    edition = models.PositiveIntegerField(
        default=1, db_default=1, editable=False, help_text="Rises with each rewriting"
    )

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(rating__gte=1, rating__lte=BEST), name="rating_of_one_to_five"
            ),
            models.UniqueConstraint(fields=["product", "customer"], name="one_review_a_product_and_customer"),
            models.CheckConstraint(
                condition=~Q(status="published") | Q(published_at__isnull=False),
                name="published_review_has_a_day",
            ),
        ]
        indexes = [
            models.Index(fields=["product", "status", "-published_at"], name="reviews_of_a_product"),
            models.Index(fields=["status", "-created_at"], name="reviews_by_status"),
        ]

    def __str__(self):
        return self.title

    @property
    def is_verified(self):
        """Whether an order proves that the author bought it."""
        return self.order_line_id is not None

    @property
    def is_waiting(self):
        return self.status == ReviewStatus.PENDING

    @property
    def is_published(self):
        return self.status == ReviewStatus.PUBLISHED

    @property
    def is_withdrawn(self):
        return self.status == ReviewStatus.WITHDRAWN

    @property
    def may_be_published(self):
        return ReviewStatus.PUBLISHED in self.MOVES[self.status]

    @property
    def may_be_refused(self):
        return ReviewStatus.REFUSED in self.MOVES[self.status]

    def record_step(self, *, origin, target, by, note):
        """Write down who decided what, and why; called by states.move()."""
        ReviewStep.objects.create(
            review=self,
            origin=origin,
            target=target,
            reason=note,
            actor_kind=by.kind,
            actor_id=by.id,
            actor_label=by.label,
        )


class ReviewPhoto(models.Model):
    """A photo of the author's, drawn anew by the shop: nothing but its pixels is kept."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="photos")
    file = models.ImageField(upload_to="reviews/")
    thumbnail = models.ImageField(upload_to="reviews/")
    alt = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["review", "position"], name="one_review_photo_a_position"),
            models.CheckConstraint(condition=~Q(alt=""), name="review_photo_has_alt_text"),
        ]


class ReviewVote(models.Model):
    """Somebody found a review helpful: a customer, or a guest by the digest of their browser's token.

    A customer's vote keeps the digest too, so that signing out makes nobody another person; the second
    customer at one browser has none.
    """

    review = models.ForeignKey(Review, models.CASCADE, related_name="votes")
    customer = models.ForeignKey("commerce.Customer", models.CASCADE, null=True, related_name="+")
    guest = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "customer"], name="one_vote_a_review_and_customer"),
            models.UniqueConstraint(
                fields=["review", "guest"], condition=~Q(guest=""), name="one_vote_a_review_and_guest"
            ),
            models.CheckConstraint(
                condition=Q(customer__isnull=False) | ~Q(guest=""), name="vote_is_of_somebody"
            ),
        ]


class ReviewStep(models.Model):
    """A decision on a review: rows are added, never changed."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="steps")
    origin = models.CharField(max_length=10, choices=ReviewStatus)
    target = models.CharField(max_length=10, choices=ReviewStatus)
    reason = models.CharField(max_length=400, blank=True)
    actor_kind = models.CharField(max_length=10)
    actor_id = models.BigIntegerField(null=True)
    actor_label = models.CharField(max_length=80)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["pk"]


class ReviewSettings(BaseGenericSetting):
    """Which reviews are read by staff before everybody else reads them."""

    publishes_verified = models.BooleanField(
        _("publish reviews of buyers at once"),
        default=True,
        help_text=_(
            "Those of people who bought the product from us. All others wait until one of us read them."
        ),
    )

    panels = [FieldPanel("publishes_verified")]

    class Meta:
        verbose_name = _("reviews")
