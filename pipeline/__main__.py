"""`python -m pipeline` is `certiscope`."""

from pipeline.cli import main

if __name__ == "__main__":
    main()
