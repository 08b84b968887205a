"""From spreadsheets as received to one published, immutable snapshot."""

import os

__version__ = "0.1.0"

# Shared among threads, a product of matrices is added in another order: the last digits would depend on the machine.
os.environ["OPENBLAS_NUM_THREADS"] = "1"
