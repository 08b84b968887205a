"""The upload page as a test holds it: files dropped, texts shown, files kept."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
from streamlit.testing.v1 import AppTest

from dashboards import uploads

APP = Path(uploads.__file__).parent / "app.py"
CRITERIA = (
    "Impact business;Applicabilité technique;Effet levier équipe;Risque / conformité;Coût total;Alternatives"
)  # fmt: skip
HEADINGS = f"Équipe;Certification;Date;{CRITERIA}"


def upload_page(language: str = "en") -> AppTest:
    """The upload page of the portfolio that `CERTISCOPE_ROOT` names."""
    app = AppTest.from_file(str(APP), default_timeout=120)
    app.query_params["lang"] = language
    return app.switch_page("views/upload.py").run()


def dropped(page: AppTest, **files: bytes) -> AppTest:
    """The page with files dropped on it; `__` in a name stands for its dot."""
    for name, content in files.items():
        page.file_uploader[0].upload(name.replace("__", "."), content)
    page.run()
    assert not page.exception
    return page


def pressed(page: AppTest, start: str) -> AppTest:
    """The page once the only button whose key begins so is pressed."""
    (button,) = [one for one in page.button if (one.key or "").startswith(start)]
    button.click().run()
    assert not page.exception
    return page


def shown(page: AppTest) -> str:
    """All that the page says in words."""
    texts = [element.value for kind in (page.title, page.subheader, page.markdown, page.caption) for element in kind]
    return "\n".join(texts).replace("\\", "")


def read_as(page: AppTest) -> pd.Series:
    """The first row of a file as it was understood."""
    understood = next(one.value for one in page.table if "Campaign" in one.value.columns)
    return understood.rename(columns=lambda name: name.replace("\\", "")).iloc[0].str.replace("\\", "")


def kept(root: Path) -> list[str]:
    """The names of the files that were kept, side files among them."""
    folder = root / "data" / "raw" / "uploads"
    return sorted(path.name for path in folder.glob("*")) if folder.is_dir() else []
