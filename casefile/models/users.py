"""Staff and prosecutors who sign in, and their roles. Victims and reporters are not users."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from casefile.models.fields import EncryptedTextField, Record
from casefile.models.forces import Force
from casefile.rules import london


class UserManager(BaseUserManager["User"]):
    """Creates users with a hashed password."""

    def create_user(self, username: str, password: str, **fields: Any) -> "User":
        """Return a saved user."""
        user = self.model(username=username, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(Record, AbstractBaseUser):
    """A person with an account: of a force (`force` set) or of the CPS (`cps_area` set)."""

    username = models.CharField(max_length=80, unique=True)
    name = models.CharField(max_length=120)
    rank = models.CharField(max_length=20, blank=True)
    collar_number = models.CharField(max_length=12, blank=True)
    force = models.ForeignKey(Force, on_delete=models.PROTECT, null=True, related_name="users")
    cps_area = models.CharField(max_length=40, blank=True)
    station = models.CharField(max_length=80, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=30, blank=True)
    cover = models.CharField(max_length=200, blank=True, help_text="who answers while off duty")
    totp_secret = EncryptedTextField(blank=True)
    totp_last_step = models.BigIntegerField(default=0, help_text="a code is good once")
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects = UserManager()

    def __str__(self) -> str:
        return self.signature_name

    @property
    def signature_name(self) -> str:
        """The name as written under a document: rank, number, name."""
        return " ".join(part for part in (self.rank, self.collar_number, self.name) if part)

    @property
    def initials(self) -> str:
        """Capital initials, as an exhibit reference uses them."""
        return "".join(word[0] for word in self.name.replace("-", " ").split()).upper()


class UserRole(Record):
    """A role held by a user until revoked; the actions of each role are in rules/permissions.py."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="role_rows")
    role = models.CharField(max_length=40)
    granted_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role"],
                condition=models.Q(revoked_at=None),
                name="role_held_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.role}"


class SignInFailure(models.Model):
    """A failed sign-in, counted to slow the next one down; never to lock anybody out."""

    door = models.CharField(max_length=20)
    account_hash = models.CharField(max_length=64, db_index=True)
    address_hash = models.CharField(max_length=64, db_index=True)
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.door} {london.time_of(self.at):%d %b %H:%M}"
