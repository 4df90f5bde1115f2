"""Rules of practice for one object of one kind."""
