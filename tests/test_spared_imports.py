"""What Great Expectations imports and a run never uses is loaded only once something asks for it."""

import subprocess
import sys


def printed(program):
    return subprocess.run([sys.executable, "-c", program], check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout


def test_a_library_that_nobody_uses_is_not_loaded_and_one_that_is_used_is():
    told = printed(
        "import sys\n"
        "from pipeline.spared_imports import spared\n"
        "with spared():\n"
        "    import altair as charts\n"
        "    from scipy import stats\n"
        "print('altair' in sys.modules, any(name.startswith('altair.') for name in sys.modules))\n"
        "print(hasattr(charts, '__wrapped__'), charts.Chart.__name__, charts.Chart is sys.modules['altair'].Chart)\n"
        "import altair\n"
        "print(altair.Chart is charts.Chart, 'scipy.stats' in sys.modules)\n"
        "print(round(stats.norm.cdf(0), 3))"
    )
    assert told.split() == ["False", "False", "False", "Chart", "True", "True", "False", "0.5"]


def test_validating_loads_none_of_them():
    told = printed(
        "import sys\n"
        "from pipeline.expectations import Validator\n"
        "Validator()\n"
        "print(*({'altair.vegalite', 'scipy.stats._stats_py', 'great_expectations'} & sys.modules.keys()))"
    )
    assert told.split() == ["great_expectations"]
