"""The images of documents: looked for, described, and written into copies; all of it on this machine."""
