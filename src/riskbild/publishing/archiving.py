"""Which level of PDF/A a document is drawn at where nobody names one: the operator's choice."""

from django.conf import settings

from riskbild.publishing.pdf.level import AUDIBLE, Level


def level_of(*, public: bool) -> Level:
    """The level that the installation archives at; what everybody may read can be listened to, whatever it is.

    Source: lagen (2018:1937) om tillgänglighet till digital offentlig service.
    """
    chosen = Level(settings.RISKBILD_PDF_LEVEL)
    return chosen if chosen in AUDIBLE or not public else Level.A2A
