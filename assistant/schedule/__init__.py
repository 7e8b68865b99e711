"""When steps run: APScheduler ticks in live homes, a pure function of frame times in replay homes."""
