"""Forces and the national lists (organisation units, offence codes) with their edition."""

from django.db import models


class Force(models.Model):
    """A police force; everything in the record belongs to one."""

    code = models.CharField(max_length=2, primary_key=True)
    name = models.CharField(max_length=120)

    def __str__(self) -> str:
        return self.name


class OrganisationUnit(models.Model):
    """A unit of the national organisation list, as used in an ASN, a URN and for courts."""

    code = models.CharField(max_length=7, primary_key=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=40, blank=True)

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class OffenceCode(models.Model):
    """An offence of the national (CJS) list. The list has no in-force dates."""

    cjs_code = models.CharField(max_length=10, primary_key=True)
    title = models.CharField(max_length=400)
    category = models.CharField(max_length=2, help_text="CI, CE, CS, CM and so on")
    is_recordable = models.BooleanField(null=True)
    home_office_class = models.CharField(max_length=12, blank=True)

    def __str__(self) -> str:
        return f"{self.cjs_code} {self.title}"


class ReferenceEdition(models.Model):
    """Which edition of a national list was imported, and when."""

    dataset = models.CharField(max_length=40)
    edition = models.CharField(max_length=40)
    sha256 = models.CharField(max_length=64)
    row_count = models.PositiveIntegerField()
    imported_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dataset", "sha256"], name="one_row_per_edition")
        ]

    def __str__(self) -> str:
        return f"{self.dataset} {self.edition}"
