"""Rules of practice for one Pod, or for the template of one."""
