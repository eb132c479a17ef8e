"""What all tests share."""

pytest_plugins = ["pdfai.testing"]
