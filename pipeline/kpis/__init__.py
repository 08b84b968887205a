"""KPIs before and after: what changed, where it stands, and what may be said of it."""
