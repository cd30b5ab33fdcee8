"""Where the heavy steps of a build run: processes of this machine, or a cluster."""
