"""People who sign in, by e-mail."""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from kinsite.foundation import clock


class LowerCasedEmailField(models.EmailField):
    """An address that is the same in every spelling of its case, in rows and in questions."""

    def to_python(self, value):
        value = super().to_python(value)
        return value.strip().lower() if isinstance(value, str) else value

    def get_prep_value(self, value):
        return self.to_python(super().get_prep_value(value))


class People(BaseUserManager):
    """Those who may sign in."""

    def create_user(self, email, password=None, **fields):
        user = self.model(email=self.model._meta.get_field("email").to_python(email), **fields)
        if not user.email:
            raise ValueError("A person signs in by e-mail, so the address can't be empty.")
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """Somebody with a sign-in: a shopper or a colleague.

    Names are kept for colleagues only, whom Wagtail lists and searches by them; a shopper's name
    stands encrypted with the customer. Logs quote `str(user)`, which tells neither name nor address.
    """

    email = LowerCasedEmailField(_("email"), max_length=254, unique=True)
    first_name = models.CharField(_("first name"), max_length=150, blank=True)
    last_name = models.CharField(_("last name"), max_length=150, blank=True)
    is_staff = models.BooleanField(_("colleague"), default=False)
    is_active = models.BooleanField(_("active"), default=True)
    date_joined = models.DateTimeField(_("joined"), default=clock.now)

    objects = People()

    USERNAME_FIELD = EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="email_lower_cased")
        ]

    def __str__(self):
        return f"User {self.pk}"

    def clean(self):
        # Without the base class's normalisation: it would keep the case of the part before the @.
        self.email = self._meta.get_field("email").to_python(self.email)

    def get_full_name(self):
        return f"{self.first_name} {self.last_name}".strip()

    def get_short_name(self):
        return self.first_name
