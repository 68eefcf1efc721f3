"""Everything that writes on a file's way in, a file a subject."""

from riskbild.intake.actions.importing import Imported, import_document

__all__ = ["Imported", "import_document"]
