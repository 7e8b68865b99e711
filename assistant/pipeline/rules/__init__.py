"""Standing instructions: plain language in, values out, and what they match. Code understands them, never the mind."""

from assistant.pipeline.rules.match import Matcher, Subject
from assistant.pipeline.rules.objects import Known
from assistant.pipeline.rules.parse import EXAMPLES, parse
from assistant.pipeline.rules.say import sentence

__all__ = ["EXAMPLES", "Known", "Matcher", "Subject", "parse", "sentence"]
