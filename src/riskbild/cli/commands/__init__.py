"""A file a command: NAME, HELP, EXAMPLE, add_arguments(parser) and run(args), which returns the exit code."""
