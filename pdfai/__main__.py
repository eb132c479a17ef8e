"""`python -m pdfai`: the command line."""

from pdfai.cli.main import main

if __name__ == "__main__":
    main()
