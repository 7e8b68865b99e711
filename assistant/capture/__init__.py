"""What is on the screen: pixels, windows, input and session of a live X11 display.

:func:`assistant.capture.source.live_source` is the way in. Only this room imports mss.
"""
