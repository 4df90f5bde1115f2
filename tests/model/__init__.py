"""Tests of the model: what the data types of this code do at run time."""
