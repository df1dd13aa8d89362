"""Commands for whoever runs Newsroom."""
