"""Tokens that services give a shape of their own, so that leaks can be found: this is such a find."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.privacy.secrets.values import Secret, placeholder

# Public shapes, one service an entry. Sources: the services' documentation and the gitleaks and secret-scanning lists.
_SHAPES = (
    # clouds
    r"(?:AK[Il1]A|AS[Il1]A|ABIA|ACCA|AGPA|AIDA|AROA|AIPA|ANPA|ANVA|A3T[A-Z0-9])[A-Z0-9]{16}\b",
    r"bedrock-api-key-[A-Za-z0-9+/=_\-]{20,}|\bABSK[A-Za-z0-9+/]{60,}",
    r"amzn\.mws\.[0-9a-z\-]{30,}|\bda2-[a-z0-9]{26}\b",
    r"A[Il1]za[0-9A-Za-z_\-]{35}|ya29\.[0-9A-Za-z_\-]{20,}|GOCSPX-[0-9A-Za-z_\-]{20,}|\b1//0[0-9A-Za-z_\-]{35,}",
    r"LTAI[A-Za-z0-9]{12,24}\b|\bAKID[A-Za-z0-9]{32}\b",
    r"do[opr]_v1_[a-f0-9]{64}|\bsbp_[a-f0-9]{40}|\bcf(?:at|ut|k)_[A-Za-z0-9]{40,}|\bv1\.0-[a-f0-9]{24}-[a-f0-9]{100,}",
    r"\bakab-[a-z0-9]{16}-[a-z0-9]{16}(?![.\w])|\bdapi[a-f0-9]{32}\b|\bHRKU-[A-Za-z0-9_\-]{36,}",
    r"(?:AccountKey|SharedAccessKey)=[A-Za-z0-9+/]{40,}={0,2}|\bsig=[A-Za-z0-9%+/]{40,}"
    r"|[a-zA-Z0-9_~.]{3}8Q~[\w~.\-]{31,34}",
    r"\btskey-[a-z]+-[A-Za-z0-9\-]{20,}|\bFlyV1 fm\d_[\w/+=,]{50,}|\bnfp_[A-Za-z0-9]{30,}|\bdp\.(?:pt|st|ct"
    r"|sa)\.[\w.]{30,}",
    # code and packages
    r"gh[pousr]_[A-Za-z0-9]{30,}|\bgithub_pat_[A-Za-z0-9_]{40,}",
    r"\bg[lI1](?:pat|oas|dt|rt|rtr|cbt|ptt|ft|imt|agent|soat|ffct|wt)-[A-Za-z0-9_.\-]{15,}|\bGR1348941[A-Za-z0-9_\-]{20}",
    r"_gitlab_session=[a-f0-9]{32}|\bBBDC-[A-Za-z0-9+/]{40,}|\bAT(?:BB|CTT3|ATT3)[A-Za-z0-9_=\-]{24,}",
    r"\bnpm_[A-Za-z0-9]{36}|\bpypi-AgE[A-Za-z0-9_\-]{50,}|\boy2[a-z0-9]{43}\b|\brubygems_[a-f0-9]{48}",
    r"\bdckr_[po]at_[A-Za-z0-9_\-]{24,}|\bSWM(?:TKN|KEY)-1-[A-Za-z0-9+/\-]{40,}",
    r"\bsqu_[a-f0-9]{40}|\bsq[pa]_[a-f0-9]{40}|\bbkua_[a-f0-9]{40}|\bCCIPAT_\w{20,}|\bpul-[a-f0-9]{40}",
    r"\b[\w.\-]{14}\.atlasv1\.[\w\-]{60,}|\bhv[sbr]\.[A-Za-z0-9_.\-]{24,}|\bAKCp[A-Za-z0-9]{60,}",
    r"\b(?:glc|glsa)_[A-Za-z0-9+/_=]{30,}|\beyJrIjoi[A-Za-z0-9+/]{40,}={0,2}|\bsntry[su]_[A-Za-z0-9+/_=]{40,}",
    r"\bNR(?:AK|BR|II|JS|RA|SP)-[A-Za-z0-9_\-]{19,}|\b[a-z0-9]{36}NRAL\b|\bPMAK-[a-f0-9]{24}-[a-f0-9]{34}"
    r"|\bPMAT-[A-Z0-9]{26}",
    # models
    r"\bsk-(?:ant-|proj-|or-v1-|svcacct-|admin-)?[A-Za-z0-9_\-]{20,}|\bhf_[A-Za-z]{34}\b|\bapi_org_[A-Za-z]{34}\b",
    r"\bgsk_[A-Za-z0-9]{50,}|\bxai-[A-Za-z0-9]{60,}|\bpplx-[A-Za-z0-9]{40,}|\br8_[A-Za-z0-9]{37}|\btgp_v1_[\w\-]{40,}",
    # payment, mail, chat
    r"\b(?:sk|rk|pk)_(?:[lI1]ive|test)_[A-Za-z0-9]{14,}|\bwhsec_[A-Za-z0-9+/]{24,}|\bsq0[a-z]{3}-[A-Za-z0-9_\-]{22,43}",
    r"\bSG\.[A-Za-z0-9_\-]{16,32}\.[A-Za-z0-9_\-]{16,64}|\bkey-[a-f0-9]{32}\b|\b[a-f0-9]{32}-us\d{1,2}\b"
    r"|\bxkeysib-[a-f0-9]{64}",
    r"\bxox[abeoprs]-[A-Za-z0-9\-]{20,}|\bxapp-\d-[A-Za-z0-9\-]{20,}|hooks\.slack\.com/(?:services"
    r"|workflows)/[A-Za-z0-9/]{30,}",
    r"discord(?:app)?\.com/api/webhooks/\d{17,20}/[A-Za-z0-9_\-]{60,}|\b\d{8,10}:AA[A-Za-z0-9_\-]{32,33}",
    r"\b[MNO][A-Za-z\d_\-]{23,25}\.[A-Za-z\d_\-]{6}\.[A-Za-z\d_\-]{27,38}\b|\bSK[a-f0-9]{32}\b"
    r"|\bEAA[A-Z][A-Za-z0-9]{60,}",
    r"\bfigd_[A-Za-z0-9_\-]{40,}|\blin_api_[A-Za-z0-9]{40}|\b(?:secret|ntn)_[A-Za-z0-9]{43,}"
    r"|\bpat[A-Za-z0-9]{14}\.[a-f0-9]{64}",
    r"\bpat-(?:na|eu)1-[a-f0-9\-]{36}|\bshp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}|\bpscale_(?:tkn|pw|oauth)_[\w.\-]{32,}",
    r"\bsl\.[A-Za-z0-9_\-]{60,}|\b[A-Za-z0-9]{11}AAAAAAAAAA[A-Za-z0-9_\-=]{43}|\b3MVG[A-Za-z0-9._]{60,}"
    r"|\b00D[A-Za-z0-9]{12,15}!\S{60,}",
    r"\bOT[A-Z][0-9A-Za-z]{2,14}U1NTI2Oh[A-Za-z0-9+/]{24,}|\bAAAAAAAAAAAAAAAAAAAAA[A-Za-z0-9%]{40,}"
    r"|\bops_eyJ[\w\-]{60,}",
    # keys of people
    r"AGE-SECRET-KEY-1[0-9A-Z]{50,}|\bS[ACNOUX][A-Z2-7]{54,56}\b|\b[5KL][1-9A-HJ-NP-Za-km-z]{50,51}\b"
    r"|\b[xyz]prv[1-9A-HJ-NP-Za-km-z]{100,}",
    # formats
    r"\bey[Jj][A-Za-z0-9_\-]{8,}={0,2}\.e[yw][A-Za-z0-9_\-]{8,}={0,2}\.[A-Za-z0-9_\-]{16,}"
    r"|\bTlRMTVNTUAAD[A-Za-z0-9+/=]{40,}",
)  # fmt: skip
_TOKEN = re.compile("|".join(f"(?:{shape})" for shape in _SHAPES))
# Tokens are long and unbroken; ordinary lines hold nothing that long, and are then done.
_LONG = re.compile(r"[^\s\"'`<>(){}\[\],;|]{16,}")

_URL = re.compile(r"\b[a-z][a-z0-9+.\-]{1,20}://?([^\s/:]{0,80}):([^\s@/]{3,100})@[\w\[]", re.IGNORECASE)
_URL_PLACEHOLDER = re.compile(
    r"^(?:pass(?:word|wd)?|pwd|pw|secret|token|user(?:name)?|x+|\*+|<.*>|\$.*|%.*|\{.*|\[.*|your.*|mypass\w*|port"
    r"|\d{1,5})$",
    re.IGNORECASE,
)
_HEADER = re.compile(
    r"\b(?:Authorization|X-Api-Key|X-Auth-Token|Cookie|Set-Cookie)[\"']?\s*[:=]\s*[\"']?(?:(?:Basic|Bearer|Token"
    r"|NTLM|Digest|ApiKey)"
    r"\s+)?([^\s\"',]{12,})|\b(?:Bearer|Basic)\s+([A-Za-z0-9._~+/\-]{20,}=*)",
    re.IGNORECASE,
)


def tokens(text: str) -> Iterator[Secret]:
    """Tokens by their shape, credentials in addresses, and credentials in headers of web requests."""
    yield from _shaped(text)
    if _GAP.search(text):
        yield from _shaped_with_gaps(text)
    if ":/" in text:  # readers of screens lose the second stroke
        for match in _URL.finditer(text):
            if not _URL_PLACEHOLDER.match(match.group(2)):
                yield Secret("password", match.start(2), match.end(2))
    for match in _HEADER.finditer(text):
        group = 1 if match.group(1) else 2
        value = match.group(group)
        if any(char.isdigit() for char in value) and not placeholder(value):
            yield Secret("token", match.start(group), match.end(group))


def _shaped(text: str) -> Iterator[Secret]:
    for chunk in _LONG.finditer(text):
        for match in _TOKEN.finditer(chunk.group()):
            if not placeholder(match.group()[4:]):
                yield Secret("token", chunk.start() + match.start(), chunk.start() + match.end())


# Readers of screens put spaces beside underscores and hyphens that are none.
_GAP = re.compile(r" ?[_\-] | [_\-]")


def _shaped_with_gaps(text: str) -> Iterator[Secret]:
    """Tokens in ``text`` without those spaces, at their places in ``text``."""
    places: list[int] = []
    end = 0
    for gap in _GAP.finditer(text):
        places.extend(range(end, gap.start()))
        places.extend(place for place in range(*gap.span()) if text[place] != " ")
        end = gap.end()
    places.extend(range(end, len(text)))
    for secret in _shaped("".join(text[place] for place in places)):
        yield Secret(secret.kind, places[secret.start], places[secret.end - 1] + 1)
