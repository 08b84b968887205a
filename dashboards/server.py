"""What `certiscope dashboard` serves: the pages of `app.py` behind the guard of uploads."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from streamlit.runtime import get_instance

HERE = Path(__file__).resolve().parent
if str(HERE.parent) not in sys.path:
    sys.path.insert(0, str(HERE.parent))

from dashboards.guard import UploadGuard  # noqa: E402
from dashboards.uploads import limits  # noqa: E402
from pipeline.config import Limits  # noqa: E402
from pipeline.errors import CertiscopeError  # noqa: E402


def allowed() -> Limits:
    """The limits of the settings; those that ship where the settings are not valid: the pages say so."""
    try:
        return limits()
    except CertiscopeError:
        return Limits()


def held() -> Mapping[str, Sequence[int]]:
    """The bytes of each upload that Streamlit holds, by session."""
    sessions = getattr(get_instance().uploaded_file_mgr, "file_storage", {})
    return {session: [len(one.data) for one in list(files.values())] for session, files in list(sessions.items())}


app = st.App(HERE / "app.py", middleware=[Middleware(UploadGuard, limits=allowed, held=held)])
