"""The formats that Sayso reads, one file each: a stream -> parts. They know nothing of files,
folders or processes; `sayso.collect.choose` says which one reads what.
"""
