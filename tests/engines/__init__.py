"""What every engine must do, for each implementation there is."""
