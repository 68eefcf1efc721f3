"""Evidence: files added to reports, deviations and measures, downloaded by who may, removed with a reason."""
