"""Quality and speed, measured on sets that are named and with commands that anyone can run."""
