"""What no run can do without: importing the libraries that a run imports, and validating twenty rows."""

from __future__ import annotations

import importlib
import os

LIBRARIES = (
    "click",
    "duckdb",
    "filelock",
    "great_expectations",
    "pandas",
    "pyarrow",
    "pydantic",
    "python_calamine",
    "rapidfuzz",
)


def main() -> None:
    """Import, then validate twenty notes."""
    os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")
    for library in LIBRARIES:
        importlib.import_module(library)
    import great_expectations as gx
    import great_expectations.expectations as gxe
    import pandas as pd

    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False, "metric_calculations": False}
    asset = context.data_sources.add_pandas("surveys").add_dataframe_asset("answers")
    rows = pd.DataFrame({"note": [1.0, 2.0, 3.0, 4.0, 5.0] * 4})
    batch = asset.add_batch_definition_whole_dataframe("all").get_batch({"dataframe": rows})
    suite = gx.ExpectationSuite(
        name="answers", expectations=[gxe.ExpectColumnValuesToBeBetween(column="note", min_value=1, max_value=5)]
    )
    assert batch.validate(suite).success


if __name__ == "__main__":
    main()
