"""Speed against the script that people would write instead."""
