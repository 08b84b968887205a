"""From spreadsheets as received to one published, immutable snapshot."""

__version__ = "0.1.0"
