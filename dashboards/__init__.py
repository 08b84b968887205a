"""What people see: pages over the published tables, in French and English."""
