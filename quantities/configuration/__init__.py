"""What the command line and the configuration files ask for."""
