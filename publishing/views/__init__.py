"""Pages of published awards, and the files of open data."""
