"""The look: components, charts, the clock, forms and the shell around every page."""
