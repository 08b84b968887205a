"""From a received file to rows with provenance."""
