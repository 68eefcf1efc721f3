"""Static files under names that carry their content's hash, so that a browser may keep them for ever."""

from pathlib import Path

from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # whitenoise has no types
    """Hashed names for what `collectstatic` has collected; plain names while nothing has been (a fresh clone)."""

    # A license text refers to files that are not here, and nothing is gained by stopping for it.
    manifest_strict = False

    def stored_name(self, name: str) -> str:
        """The name the file is served under."""
        return str(super().stored_name(name)) if self.hashed_files else name


class StaticFiles(WhiteNoiseMiddleware):  # type: ignore[misc]  # whitenoise has no types
    """Serves the collected files, or, while none are, those that lie in the package."""

    def add_files(self, root: str, prefix: str | None = None) -> None:
        """Takes a folder's files; one that is not there yet is no cause for a warning."""
        if Path(root).is_dir():
            super().add_files(root, prefix)
