"""Questions and answers: records for export, views, terminal, demo."""
