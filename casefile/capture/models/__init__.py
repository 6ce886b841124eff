"""Tablets and what they bring: one module per noun."""

from casefile.capture.models.devices import Contact, Device, EnrolmentCode
from casefile.capture.models.entries import Entry, FieldConflict, SetAside
from casefile.capture.models.leases import DeviceLease
from casefile.capture.models.notebook import NotebookEntry

__all__ = [
    "Contact",
    "Device",
    "DeviceLease",
    "EnrolmentCode",
    "Entry",
    "FieldConflict",
    "NotebookEntry",
    "SetAside",
]
