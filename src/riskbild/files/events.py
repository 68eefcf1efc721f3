"""The stored files' events in the trail."""

from riskbild.audit.event import event

FILE_STORED = event("files.stored", sv="Filen sparades", en="File stored")
FILE_FORGOTTEN = event("files.forgotten", sv="Filen togs bort från servern", en="File removed from the server")
