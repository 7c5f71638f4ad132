"""The project: settings, plumbing, and what every room stands on."""
