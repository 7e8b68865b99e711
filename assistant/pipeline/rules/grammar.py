"""The sentences that are understood, in English, German and French: one pattern each, first match counts.

Groups name what was said: ``about`` a matter, ``source`` where it comes from, ``either``, and ``lead`` how long before.
Patterns are matched against the whole sentence without case; whatever none of them takes is refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.privacy.rules import Effect

_LEAD = (
    r"(?P<lead>(?:(?:an?|one|two|three|four|five|six|seven|the|half an|ein(?:en?|e)?|zwei|drei|vier|fünf|sechs|"
    r"sieben|une?|deux|trois|quatre|cinq|six|sept|\d{1,3})\s)?(?:minuten?|minutes?|hours?|stunden?|heures?|days?|tage?n?|jours?|"
    r"weeks?|wochen?|semaines?))"
)
_ABOUT = r"(?:about|on|of|regarding|concerning|related to|to do with|that has to do with|around)"
_NOT = (
    r"(?:never(?: ever)?|do not(?: ever)?|don't(?: ever)?|dont|stop|you (?:must|should|may) (?:not|never)|must not|"
    r"must never|should never|should not)"
)
_INFER = (
    r"(?:infer|learn|conclude|deduce|believe|assume|guess|remember|store|save|note|record|collect|derive|inferring|"
    r"learning|remembering|storing|recording|guessing|collecting|draw conclusions|make assumptions|form beliefs)"
)
_THING = r"(?: anything| things| something| beliefs| any beliefs| data| information)?(?: new| at all)?"
_BELIEFS = r"(?:beliefs|guesses|assumptions|conclusions|inferences|hunches|notes|opinions)"
_LOOK = (
    r"(?:read|look at|look into|watch|capture|see|scan|monitor|track|touch|peek (?:at|into)|reading|watching|tracking|"
    r"capturing|monitoring|looking at)"
)
_TELL = (
    r"(?:mention|mentioning|show|showing|display|talk about|speak (?:of|about)|bring up|tell me(?: anything)? about|"
    r"say anything about|name)"
)
_NOISE = r"(?:suggestions?|notifications?|hints?|reminders?|interruptions?|nudges?|tips?)"
_REMIND = r"(?:remind|warn|alert|notify|tell)"

_ENGLISH = (
    (Effect.REMIND, rf"(?:always )?{_REMIND} me (?:of |about )?{_LEAD} (?:before|ahead of|prior to) (?P<about>.+)"),
    (Effect.REMIND, rf"(?:always )?{_REMIND} me (?:of|about) (?P<about>.+?) {_LEAD} (?:before(?:hand)?|ahead|"
     r"in advance)"),
    (Effect.REMIND, rf"{_LEAD} before (?P<about>.+?),? {_REMIND} me"),
    (Effect.KEEP, r"(?:never|don't|do not)(?: ever)? forget (?:about |anything about )?(?P<about>.+)"),
    (Effect.KEEP, rf"always (?:keep|remember) (?:(?:every|any)thing |things |what you know )?(?:{_ABOUT} )?"
     r"(?P<about>.+)"),
    (Effect.KEEP, r"keep (?P<about>.+) (?:forever|for ever|for good)"),
    (Effect.NEVER_SUGGEST, rf"no (?:more )?{_NOISE}(?: (?:about|on|for|regarding|of) (?P<about>.+))?"),
    (Effect.NEVER_SUGGEST, rf"{_NOT} (?:suggest|suggesting|make suggestions|notify|disturb|interrupt|bother|remind|"
     r"ping|nudge)(?: me)?(?: anything| with suggestions| with anything)?(?: (?:about|of|on|with|for) (?P<about>.+))?"),
    (Effect.NEVER_SUGGEST, r"(?:be quiet|quiet|silence|stay (?:silent|quiet)|keep quiet|leave me (?:alone|in peace)|"
     r"do not disturb)(?: about (?P<about>.+))?"),
    (Effect.NEVER_INFER, rf"{_NOT} {_INFER}{_THING} {_ABOUT} (?P<about>.+)"),
    (Effect.NEVER_READ, rf"{_NOT} {_INFER}{_THING} (?:from|in|out of|off|based on) (?P<source>.+)"),
    (Effect.NEVER_INFER, rf"(?:{_INFER} nothing|nothing|no {_BELIEFS}) {_ABOUT} (?P<about>.+)"),
    (Effect.NEVER_READ, rf"(?:(?:{_INFER}|{_LOOK}|take|use) )?nothing (?:from|in|out of) (?P<source>.+)"),
    (Effect.NEVER_INFER, rf"{_NOT} {_INFER} (?P<about>.+)"),
    (Effect.NEVER_INFER, rf"(?P<about>{_INFER} nothing)"),
    (Effect.NEVER_READ, rf"{_NOT} {_LOOK}(?: anything)?(?: (?:in|from|of|on))? (?P<either>.+)"),
    (Effect.NEVER_READ, r"(?:ignore|skip|exclude|leave out|block|(?:stay|keep) (?:out of|away from)) (?P<either>.+)"),
    (Effect.NEVER_READ, r"leave (?P<either>.+) alone"),
    (Effect.NEVER_READ, r"(?P<either>.+?) (?:is|are) (?:off[ -]limits|none of your business|taboo)"),
    (Effect.NEVER_SHOW, rf"{_NOT} {_TELL}(?: me)?(?: anything| something)?(?: (?:about|from|of))? (?P<about>.+)"),
    (Effect.NEVER_SHOW, r"(?:hide|show nothing about|mention nothing about) (?P<about>.+)"),
)  # fmt: skip

_NIE = r"(?:nie(?:mals)?|nicht)"
_NICHTS = r"(?:nie(?:mals)? etwas|nie(?:mals)?|nichts|keine (?:vermutungen|annahmen))"
_LERNE = r"(?:leite?|schlie(?:ß|ss)e?|lerne?|merke?|speichere?|notiere?|folgere|schlussfolgere|vermute|glaube?)"
_LERNEN = r"(?:ableiten|schlie(?:ß|ss)en|lernen|merken|speichern|notieren|folgern|vermuten|annehmen|glauben)"
_LIES = r"(?:lies|lese|beobachte|erfasse|schaue?|sieh)"
_LESEN = r"(?:lesen|beobachten|ansehen|anschauen|erfassen|mitlesen|auswerten)"
_NENNE = r"(?:erwähne?|nenne?|zeige?|sprich|rede)"
_NENNEN = r"(?:erwähnen|zeigen|nennen)"

_GERMAN = (
    (Effect.REMIND, rf"(?:erinnere?|warne?) mich (?:immer )?(?:an (?P<about>.+?) )?{_LEAD} (?:vorher|davor|im voraus)"),
    (Effect.REMIND, rf"(?:erinnere?|warne?) mich (?:immer )?{_LEAD} vor (?P<about>.+)"),
    (Effect.REMIND, rf"{_LEAD} vor (?P<about>.+?) (?:erinnern|warnen)"),
    (Effect.KEEP, r"vergiss (?P<about>.+) nie(?:mals)?"),
    (Effect.KEEP, r"vergiss nie(?:mals)?(?: etwas)?(?: (?:über|zu))? (?P<about>.+)"),
    (Effect.KEEP, r"(?:behalte|merke? dir) immer (?:alles )?(?:(?:über|zu) )?(?P<about>.+)"),
    (Effect.KEEP, r"(?P<about>.+) (?:immer behalten|nie vergessen)"),
    (Effect.NEVER_SUGGEST, r"keine (?:vorschläge|hinweise|benachrichtigungen|erinnerungen|störungen|meldungen)"
     r"(?: (?:zu[mr]?|über) (?P<about>.+))?"),
    (Effect.NEVER_SUGGEST, r"(?:störe?|unterbrich) mich (?:nie|nicht)|nicht stören|ruhe|sei still"),
    (Effect.NEVER_SUGGEST, r"schlage? (?:mir )?(?:nie etwas|nichts) (?:(?:zu[mr]?|über) (?P<about>.+) )?vor"),
    (Effect.NEVER_INFER, rf"{_LERNE}(?: dir)? {_NICHTS} (?:über|zu[mr]?) (?P<about>.+?)(?: ab| an)?"),
    (Effect.NEVER_READ, rf"{_LERNE}(?: dir)? {_NICHTS} (?:aus|von|vom|auf|in|im) (?P<source>.+?)(?: ab)?"),
    (Effect.NEVER_INFER, rf"{_NICHTS} (?:über|zu[mr]?) (?P<about>.+?)(?: {_LERNEN})?"),
    (Effect.NEVER_INFER, r"keine (?:rück|schluss)?(?:vermutungen|annahmen|schlüsse|folgerungen|überzeugungen) "
     r"(?:über|zu[mr]?) (?P<about>.+)"),
    (Effect.NEVER_READ, rf"{_NICHTS} (?:aus|von|vom|auf|in|im) (?P<source>.+?)(?: (?:{_LERNEN}|{_LESEN}))?"),
    (Effect.NEVER_READ, r"(?:ignoriere?|überspringe) (?P<either>.+)"),
    (Effect.NEVER_READ, r"(?P<either>.+) (?:ignorieren|auslassen|nie lesen|nicht lesen)"),
    (Effect.NEVER_READ, rf"{_LIES} (?:nie(?:mals)?|nichts|nicht)(?: etwas)?(?: (?:in|im|aus|von))? "
     r"(?P<either>.+?)(?: an| mit)?"),
    (Effect.NEVER_READ, rf"{_LIES} (?P<either>.+?) {_NIE}(?: an| mit)?"),
    (Effect.NEVER_READ, rf"nie(?:mals)? (?P<either>.+) {_LESEN}"),
    (Effect.NEVER_SHOW, rf"{_NENNE}(?: mir)? (?:nie(?:mals)?|nichts|nicht)(?: mehr)?(?: etwas)?"
     r"(?: (?:über|von|zu[mr]?))? (?P<about>.+)"),
    (Effect.NEVER_SHOW, rf"{_NENNE}(?: mir)? (?P<about>.+?) {_NIE}(?: mehr)?"),
    (Effect.NEVER_SHOW, rf"(?P<about>.+?) {_NIE} (?:mehr )?{_NENNEN}"),
    (Effect.NEVER_SHOW, rf"nie(?:mals)? (?P<about>.+) {_NENNEN}"),
)  # fmt: skip

_SUR = r"(?:sur|concernant|à propos d[eu]|à propos des|au sujet d[eu])"
_RETIENS = r"(?:infère|déduis|retiens|mémorise|apprends|conclus|note|enregistre|suppose|garde)z?"
_RETENIR = r"(?:inférer|déduire|retenir|mémoriser|apprendre|conclure|noter|enregistrer|supposer)"
_DE = r"(?:de la|de l'|de|du|des|d'|dans|depuis|venant de|provenant de)"
_LIS = r"(?:lis|regarde|surveille|capture|observe)z?"
_MENTIONNE = r"(?:mentionne|montre|cite|nomme|parle)z?"

_FRENCH = (
    (Effect.REMIND, rf"(?:rappelle|préviens|avertis)[- ]moi (?:toujours )?{_LEAD} avant (?P<about>.+)"),
    (Effect.REMIND, rf"rappelle[- ]moi (?P<about>.+?) {_LEAD} (?:avant|à l'avance)"),
    (Effect.KEEP, r"n'oublie jamais (?P<about>.+)"),
    (Effect.KEEP, r"garde toujours (?P<about>.+)"),
    (Effect.NEVER_SUGGEST, rf"(?:pas de|aucune?|plus de) (?:suggestions?|notifications?|rappels?)"
     rf"(?: {_SUR} (?P<about>.+))?"),
    (Effect.NEVER_SUGGEST, r"ne (?:me |m')(?:dérange|interromps|suggère|propose)(?: (?:jamais|pas|plus|rien))?|"
     r"silence"),
    (Effect.NEVER_INFER, rf"n(?:e |'){_RETIENS}(?: jamais)?(?: rien)? {_SUR} ?(?P<about>.+)"),
    (Effect.NEVER_INFER, rf"(?:ne )?(?:jamais )?rien (?:{_RETENIR} )?{_SUR} ?(?P<about>.+)"),
    (Effect.NEVER_READ, rf"n(?:e |'){_RETIENS}(?: jamais)? rien {_DE} ?(?P<source>.+)"),
    (Effect.NEVER_READ, rf"(?:ne )?(?:jamais )?rien (?:(?:{_RETENIR}|lire) )?{_DE} ?(?P<source>.+)"),
    (Effect.NEVER_READ, r"(?:ignore|exclus|saute)z? (?P<either>.+)"),
    (Effect.NEVER_READ, rf"ne {_LIS} (?:jamais|pas|rien|plus)(?: rien)?(?: {_DE})? ?(?P<either>.+)"),
    (Effect.NEVER_SHOW, rf"ne {_MENTIONNE} (?:jamais|pas|plus)(?: rien)?(?: (?:d[eu]|d'|{_SUR}))? ?(?P<about>.+)"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence that is understood."""

    effect: Effect
    pattern: re.Pattern[str]


SENTENCES = tuple(
    Sentence(effect, re.compile(pattern, re.IGNORECASE)) for effect, pattern in (*_ENGLISH, *_GERMAN, *_FRENCH)
)
