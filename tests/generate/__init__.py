"""Programs that write files of the repository from data of packages. They are run by hand,
and a test proves that the files are current.
"""
