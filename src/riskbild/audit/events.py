"""The trail's own events."""

from riskbild.audit.event import event

TEXTS_ERASED = event(
    "audit.texts_erased", sv="Personuppgifter raderades ur spåret", en="Personal data was erased from the trail"
)
