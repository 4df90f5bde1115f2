"""The version of this program, for whoever must name it: to a server, in an inventory, in a report of a bug."""

VERSION = "0.1.0"
