"""How text gives orders to a machine that reads it, in several languages, as data for :mod:`assistant.privacy.hostile`.

Patterns are compared with folded text: clean, compatibility forms unified, lower case.
"""

from __future__ import annotations

_MACHINE = (
    r"(?:an? |the |your |this |any )?(?:ai|ai assistant|ai agent|ai model|assistant|chatbot|llm"
    r"|language model|inkling)"
)

INSTRUCTIONS = (
    # Orders to forget one's orders.
    r"\b(?:ignore|disregard|forget|override|bypass|overlook|do not follow|don'?t follow"
    r"|stop following)\b.{0,40}\b(?:previous|prior|above|earlier"
    r"|preceding|all|any|your|system|initial|original|foregoing)\b.{0,30}\b(?:instructions?|prompts?|rules"
    r"|guidelines|directions|commands|directives"
    r"|context|programming|training)\b",
    r"\b(?:new|updated|real|actual|important|hidden|secret|additional) (?:system )?(?:instructions?|prompt"
    r"|directive)s?\s*(?:for (?:the |any )?(?:ai|assistant|model|llm"
    r"|agent|bot)|:)",
    # Roles and the marks of prompts.
    r"^\W*(?:<\|?/?)?(?:system|assistant|developer)(?:\|?>)?\s*(?:prompt|message|instruction|override"
    r"|note)?\s*[:>\]]\s*\S+.{0,20}\b(?:you|user|ignore|always|never|must"
    r"|record|remember|add|save|store|the user|set|execute|run|respond|answer)\b",
    r"<\|?(?:im_start|im_end|endoftext|system|assistant|user|start_header_id|eot_id)\|?>|\[/?inst\]|<</?sys>>"
    r"|###\s*(?:system|instruction|assistant)\b\s*:?"
    r"|\bbegin system (?:prompt|message)\b|</?(?:system|instructions?|tool_call|function_calls?)>",
    r"\byou are (?:now|no longer|from now on|hereby)\b.{0,60}\b(?:ai|assistant|bot|model|gpt|dan|jailbroken"
    r"|unrestricted|in developer mode|agent|admin|root|an? \w+ that|called)\b",
    r"\b(?:act|behave|respond|answer|pretend|roleplay) (?:as|like|to be)\b.{0,30}\b(?:dan|unrestricted|jailbroken"
    r"|without (?:any )?(?:restrictions|limits|filters)|an? ai|system|root|admin)\b",
    r"\b(?:developer|jailbreak|god|debug|maintenance) mode (?:is )?(?:now )?(?:enabled|activated|on)\b"
    r"|\bdo anything now\b|\bprompt injection\b.{0,10}:",
    r"\b(?:reveal|print|show|output|repeat|leak|send|tell me|disclose|exfiltrate)\b.{0,30}"
    r"\b(?:(?:your|the) (?:system|hidden|initial|secret) (?:prompt|instructions)|your (?:prompt|instructions|memory"
    r"|memories"
    r"|beliefs|propositions|api keys?|credentials))\b",
    # Orders to remember.
    r"\b(?:remember|note|memori[sz]e|record|store|save|learn|log|write down|keep in mind|be aware|add|update"
    r"|conclude|believe|infer|assume)\b[^.]{0,30}\bthat (?:the|this|your|my) (?:user|owner"
    r"|human|person (?:using|in front))\b",
    r"\b(?:add|save|store|write|append|commit|put|insert|log|record)\b.{0,60}\b(?:to|in|into) (?:your |the |its "
    r"|long[- ]term |user'?s? )*(?:memory|memories|knowledge base|user (?:profile|model)|long[- ]term memory"
    r"|beliefs|propositions)\b",
    r"\b(?:the|this|your) (?:user|owner|human) (?:prefers|wants|likes|loves|trusts|agreed|agrees|consents?|consented"
    r"|has (?:approved|agreed|consented|authori[sz]ed|granted|given)|approved|authori[sz]ed|authori[sz]es|always"
    r"|would like you|is asking you|asked you|has asked|allows|permits|gave (?:permission|consent)|believes|hates"
    r"|owns|owes)\b",
    r"\b(?:do not|don'?t|never|stop) (?:record|capture|log|store|monitor|watch|remember|observe|screenshot|save"
    r"|analy[sz]e|read|index)(?:ing)?\b.{0,25}\b(?:this (?:window|screen|page|text|line|message|conversation"
    r"|session|part|section|site|document|email)|the (?:screen|user)|anything|what follows|any of this)\b",
    rf"\b(?:attention|note|notice|message|instructions?|warning|dear|hey|hello|hi|to|for)\b[,:]?\s*(?:to "
    rf"|for )?(?:all |any )?{_MACHINE}s?\b\s*(?:[:,!]|reading this|processing|that reads|who reads|viewing)",
    r"\bif you(?:'re| are) (?:an? )?(?:ai|llm|language model|assistant|chatbot|bot|automated (?:system|agent)"
    r"|screen reader assistant)\b",
    r"\b(?:ai|llm|language model|assistant)s? (?:reading|processing|summari[sz]ing|viewing|analy[sz]ing"
    r"|observing) this\b",
    r"\b(?:when|while) (?:summari[sz]ing|processing|reading|analy[sz]ing) (?:this|the) (?:page|email|document"
    r"|message|text|screen|content)\b.{0,40}\b(?:always|must|say|include|mention|tell|recommend|add|state|ignore"
    r"|do not|don'?t)\b",
    r"\b(?:tell|inform|notify|convince|advise|remind|urge) the user (?:to|that)\b|\bsuggest(?:ion)? to the user\b"
    r"|\brecommend (?:to the user|that the user)\b",
    r"\b(?:set|raise|increase|mark|assign)\b.{0,30}\b(?:confidence|trust(?: level)?)\b.{0,20}\b(?:to|as"
    r"|=)\b.{0,10}\b(?:1(?:\.0)?|100 ?%|max(?:imum)?|high(?:est)?|stated|trusted|verified)\b.{0,40}",
    r"\b(?:disable|turn off|switch off|deactivate|pause)\b.{0,20}\b(?:inkling|the (?:privacy|safety"
    r"|security) (?:filter|guard|wall|mask)s?|screen capture protection|content filter)\b",
    # German
    r"\b(?:ignoriere?|vergiss|missachte|überschreibe)\b.{0,40}\b(?:vorherigen?|bisherigen?|obigen?|alle|deine"
    r"|früheren?)\b.{0,30}\b(?:anweisung(?:en)?|befehle?|regeln|instruktionen|vorgaben|prompts?)\b",
    r"\b(?:merke? dir|speichere?|notiere|vermerke|erinnere dich|trage? ein)\b.{0,30}\bdass (?:der|die) (?:benutzer"
    r"|nutzer|anwender)(?:in)?\b|\bder (?:benutzer|nutzer) (?:hat|möchte|will|stimmt|bevorzugt)\b.{0,50}\b(?:zugestimmt"
    r"|erlaubt|genehmigt|freigegeben|zu|überweisen)\b",
    r"\bdu bist (?:jetzt|nun|ab jetzt|ab sofort)\b.{0,40}\b(?:assistent|ki|bot|modell|system|admin)\w*"
    r"|\bfüge?\b.{0,40}\b(?:zum|deinem|dem) (?:gedächtnis|speicher)\b",
    r"\b(?:zeichne|nimm|speichere)\b.{0,25}\b(?:dieses fenster|diese seite|diesen text|das)\b.{0,12}\bnicht (?:auf"
    r"|ab)\b|\bsystem(?:anweisung|nachricht|hinweis)\s*:|\ban (?:die|alle|den) (?:ki|ki-assistent\w*"
    r"|assistent\w*)\b\s*[:,!]",
    # French
    r"\b(?:ignore[rz]?|oublie[rz]?|ne (?:suis|suivez) pas|négligez)\b.{0,40}\b(?:instructions?|consignes|règles"
    r"|ordres|directives)\b.{0,25}\b(?:précédente?s?|antérieure?s?|ci-dessus|initiales?|du système)\b"
    r"|\b(?:ignore[rz]?|oublie[rz]?)\b.{0,20}\b(?:toutes|tes|vos|les)\b.{0,20}\b(?:instructions|consignes)\b",
    r"\b(?:souviens-toi|souvenez-vous|retiens|retenez|mémorise[rz]?|enregistre[rz]?"
    r"|note[rz]?)\b.{0,20}\bque l['’](?:utilisateur|usager)|\bl['’]utilisat(?:eur|rice) (?:a|accepte|consent"
    r"|souhaite|préfère|veut|autorise)\b"
    r"|\bn['’](?:enregistre|capture)[rz]? pas\b.{0,25}\b(?:cette|ce|la) (?:fenêtre|page|texte|écran)"
    r"|\btu es (?:maintenant|désormais)\b.{0,40}\b(?:assistant|ia|robot|modèle)\b|\bajoute[rz]?\b.{0,40}\b(?:ta"
    r"|votre|la) mémoire\b",
    # Spanish, Italian, Portuguese
    r"\b(?:ignor[ae]|olvid[ae]|descart[ae]|dimentica|esque[çc]a|desconsidere|ignore)\b.{0,40}\b(?:instrucciones"
    r"|[óo]rdenes|reglas|istruzioni|regole|instru[çc][õo]es|regras|indicaciones)\b",
    r"\b(?:recuerda|guarda|anota|ricorda|memorizza|salva|lembre(?:-se)?|salve|anote|registr[ae])\b.{0,20}\b(?:que"
    r"|che) (?:el usuario|la usuaria|l['’]utente|o usu[áa]rio|a usu[áa]ria)\b"
    r"|\b(?:el usuario|l['’]utente|o usu[áa]rio) (?:ha|quiere|prefiere|acepta|autoriza|vuole|preferisce|accetta|quer"
    r"|prefere|aceita|autorizou|aceptado)\b"
    r"|\b(?:ahora eres|a partir de ahora eres|adesso sei|ora sei|agora (?:voc[êe] [ée]|és))\b.{0,40}\b(?:asistente"
    r"|assistente|ia|bot|modelo|modello)\b|\b(?:no (?:grabes|registres|captures)|non registrare|n[ãa]o (?:grave"
    r"|registre))\b"
    r".{0,25}\b(?:esta|questa|est[ae]|este)\b",
    # Japanese, Chinese, Korean
    r"(?:以前|これまで|上記|前|すべて)の?(?:全ての|すべての)?(?:指示|命令|プロンプト|ルール)を?(?:すべて)?(?:無視|忘れ)|(?:ユーザー|利用者)(?:は|が).{0,20}(?:と"
    r"|を)(?:記憶|覚え|保存|記録)|(?:記憶|メモリ)に(?:追加|保存)して"
    r"|あなたは(?:今|これ)から.{0,20}(?:アシスタント|AI|ai)|(?:この|当)(?:画面|ウィンドウ|ページ)を?(?:記録|キャプチャ|保存)しない",
    r"(?:忽略|无视|無視|忘记|忘記)(?:你)?(?:之前|先前|以上|上面|前面|所有|全部|一切).{0,8}(?:指令|指示|提示|规则|規則|命令|说明)|记住.{0,6}用户|(?:添加|保存|写入"
    r"|存入)到?(?:你的)?(?:记忆|長期記憶|长期记忆|内存)"
    r"|(?:用户|使用者)(?:已|已经|已經)(?:同意|授权|授權|批准)|你现在是|(?:不要|请勿|禁止)(?:记录|录制|截取)(?:此|这个|本)(?:窗口|页面|屏幕)",
    r"(?:이전|앞의|위의|모든)\s?(?:모든\s?)?(?:지시|명령|지침|프롬프트)(?:사항)?(?:을|를)?\s?(?:모두\s?)?무시|사용자(?:는|가).{0,20}(?:기억|저장)(?:해|하)",
)  # fmt: skip
