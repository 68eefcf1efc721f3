"""Everything that writes on a file's way in, a file a subject."""

from riskbild.intake.actions.importing import Imported, import_document
from riskbild.intake.actions.keeping import SourceFile, import_file

__all__ = ["Imported", "SourceFile", "import_document", "import_file"]
