"""The sections beside `services`: volumes, networks, configs and secrets. One file each, configs and secrets being alike."""
