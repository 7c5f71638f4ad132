"""Geometry and sentences of the charts: pure functions from numbers to what a template writes.

Across, charts use percent, so that they fit any width; up and down they use pixels, so that type never
scales. Every chart has a sentence with its numbers, because that is the chart for whoever can't see it.
"""
