"""The stored files' events in the trail."""

from riskbild.audit.event import event

FILE_STORED = event("files.stored", sv="Filen sparades", en="File stored")
