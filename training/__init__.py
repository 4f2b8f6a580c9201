"""One script for each model; only the artefacts that they write cross over to the program."""
