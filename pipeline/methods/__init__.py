"""Pure functions of numbers. Nothing here knows where a number came from."""
