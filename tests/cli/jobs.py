"""A job for the tests of the job thread."""

from pathlib import Path

from django.tasks import task


@task
def note(path: str) -> None:
    """Adds a line to a file, so that a test sees how many times the job was run."""
    with Path(path).open("a") as file:
        file.write("done\n")
