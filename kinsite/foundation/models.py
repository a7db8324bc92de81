"""Blind tokens to find encrypted rows by, and the limiter's counters for when the cache is away."""

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction

from .crypto import blind, normalise, words


class BlindToken(models.Model):
    """One normalised value of an object, as a keyed digest."""

    kind = models.CharField(max_length=16)
    digest = models.CharField(max_length=64)
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["digest", "kind", "content_type", "object_id"], name="blind_token_once"
            )
        ]
        indexes = [models.Index(fields=["content_type", "object_id"], name="blind_token_of_object")]

    def __str__(self):
        return f"Blind token {self.pk}"


class LimiterHit(models.Model):
    """How often a bucket was hit in one window; written only while the cache is away."""

    bucket = models.CharField(max_length=64)
    window = models.BigIntegerField()
    count = models.PositiveIntegerField(default=0)
    ends_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["bucket", "window"], name="limiter_bucket_once")]

    def __str__(self):
        return f"Limiter hit {self.pk}"


def index(obj: models.Model, values: dict[str, list[str]]) -> None:
    """Make an object findable by these values and by no others; a "word" is split into its words."""
    wanted = {(kind, blind(kind, part)) for kind, part in _parts(values)}
    content_type = ContentType.objects.get_for_model(obj)
    with transaction.atomic():
        known = BlindToken.objects.filter(content_type=content_type, object_id=obj.pk)
        stale = [token.pk for token in known if (token.kind, token.digest) not in wanted]
        BlindToken.objects.filter(pk__in=stale).delete()
        BlindToken.objects.bulk_create(
            [
                BlindToken(kind=kind, digest=digest, content_type=content_type, object_id=obj.pk)
                for kind, digest in sorted(wanted)
            ],
            ignore_conflicts=True,
        )


def forget_tokens(model: type[models.Model], ids: list[int]) -> None:
    """Let these objects be found by nothing any more."""
    content_type = ContentType.objects.get_for_model(model)
    BlindToken.objects.filter(content_type=content_type, object_id__in=ids).delete()


def find(model: type[models.Model], kind: str, value: str) -> models.QuerySet:
    """The ids of the objects indexed under a value, for `pk__in`; of all its words, for "word"."""
    parts = [part for _, part in _parts({kind: [value]})]
    tokens = BlindToken.objects.filter(content_type=ContentType.objects.get_for_model(model), kind=kind)
    if not parts:
        return tokens.none().values_list("object_id", flat=True)
    found = tokens.filter(digest=blind(kind, parts[0])).values_list("object_id", flat=True)
    for part in parts[1:]:
        others = tokens.filter(digest=blind(kind, part)).values_list("object_id", flat=True)
        found = found.filter(object_id__in=others)
    return found


def _parts(values):
    for kind, spellings in values.items():
        for spelling in spellings:
            pieces = words(spelling) if kind == "word" else [normalise(kind, spelling)]
            yield from ((kind, piece) for piece in pieces if piece)
