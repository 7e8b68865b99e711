"""How fraud asks for money and passwords, in several languages, as data for :mod:`assistant.privacy.hostile`.

Patterns are compared with folded text: clean, compatibility forms unified, lower case.
"""

from __future__ import annotations

_ACCOUNT = (
    r"(?:account|mailbox|e-?mail|profile|card|paypal|apple id|icloud|amazon|netflix|microsoft|bank(?:ing)?"
    r"|wallet|subscription|access|service|payment method|domain)"
)

LURES = (
    # Threats to an account, and what to do about them.
    rf"\b(?:your|the) (?:\w+ ){{0,3}}{_ACCOUNT}\b.{{0,30}}\b(?:has been|have been|was|is|will be|is being|will get"
    rf"|are)\b.{{0,20}}\b(?:suspended|locked|limited|restricted|deactivated|disabled|terminated|closed|blocked"
    r"|compromised|hacked|put on hold|frozen|deleted)\b",
    rf"\b(?:verify|confirm|validate|update|re-?activate|unlock|restore|reconfirm|authenticate)\b (?:your"
    rf"|the) (?:\w+ ){{0,2}}(?:{_ACCOUNT}|identity|billing|personal|payment|login|credentials?|password|details"
    rf"|information"
    r"|social security)\b.{0,60}\b(?:to (?:avoid|prevent|keep|continue|restore|regain|unlock|claim|secure)|or (?:it"
    r"|your|else)|immediately|now|within|by clicking|here|below|urgent\w*|suspen\w+|clos\w+|link|attached)\b",
    rf"\b(?:verify|confirm|validate|reconfirm) your (?:{_ACCOUNT}|identity|password|credentials|login|bank details"
    rf"|card (?:details|number)|social security number|pin|wallet)\b\s*(?:[.!:]|$|now|here|immediately|today)",
    r"\b(?:click|tap|log ?in|sign in|follow)\b.{0,30}\b(?:here|link|below|button|attachment)\b.{0,50}\b(?:verify"
    r"|confirm|avoid (?:suspension|closure|termination|being)|unlock|restore|reactivate|claim|keep your"
    r"|update your (?:payment"
    r"|billing|account|password))\b",
    r"\b(?:avoid|prevent) (?:account )?(?:suspension|closure|deactivation|termination"
    r"|interruption of (?:your )?service)\b|\bunusual (?:sign-?in|login|activity)\b.{0,60}\b(?:verify|confirm|click"
    r"|secure|unlock)\b",
    r"\b(?:mailbox|storage|inbox|quota)\b.{0,20}\b(?:is (?:almost )?full|exceeded|over (?:the )?(?:limit"
    r"|quota))\b.{0,60}\b(?:upgrade|verify|validate|click|re-?validate|increase)\b",
    # Money.
    r"\b(?:urgent|immediate|confidential|secret|quick|same[- ]day)\b.{0,30}\b(?:wire|bank|money|fund"
    r"|swift)s?\b.{0,12}\b(?:transfer|payment)\b|\b(?:wire|transfer|send)\b.{0,40}\b(?:urgently|immediately|asap"
    r"|right away|today)\b.{0,60}\b(?:funds?"
    r"|money|payment|\$|usd|eur|euros?|dollars|account|bitcoin|btc)\b|\b(?:wire|transfer|send)\b.{0,20}(?:[$€£]\s?\d"
    r"|\b(?:funds|money|bitcoin|btc|payment)\b).{0,50}\b(?:urgently|immediately|asap|right away|before (?:noon"
    r"|close of business))\b",
    r"\b(?:buy|purchase|get|pick up|send)\b.{0,30}\b(?:gift ?cards?|itunes cards?|steam cards?|google play cards?"
    r"|vouchers)\b.{0,60}\b(?:codes?|scratch|pictures?|photos?|urgent\w*|asap|client|confidential|reimburse"
    r"|immediately)\b"
    r"|\bgift ?cards?\b.{0,40}\b(?:scratch|send (?:me )?the codes?)\b",
    r"\b(?:you(?:'ve| have)?|your (?:e-?mail|number|phone|address)(?: has)?) (?:been (?:selected|chosen)"
    r"|are (?:the|our|a) (?:lucky )?winner|won (?:an?|the|our|[$€£])\b.{0,30}\b(?:prize|lottery|gift|voucher|i?phone"
    r"|car|cash|reward|money|dollars|euros|million|trip|holiday|tickets))\b|\bclaim (?:your|the) (?:prize|reward"
    r"|winnings|gift|refund|bonus"
    r"|inheritance|free \w+)\b"
    r"|\bcongratulations\b.{0,20}\b(?:you|your)\b.{0,30}\b(?:won|winner|selected|lottery|prize)\b"
    r"|\blottery (?:winner|winnings|prize)\b",
    r"\b(?:inheritance|next of kin|unclaimed (?:funds?|money|estate)|beneficiary of (?:the sum|\$|usd|an? )"
    r"|\d+(?:\.\d+)? million (?:us )?(?:dollars|usd|euros?))\b.{0,60}\b(?:transfer|claim|bank|lawyer|barrister"
    r"|deceased|share|contact|release)\b",
    r"\b(?:i|we) (?:have )?(?:hacked|recorded|infected|gained access to)\b.{0,50}\b(?:your|you)\b.{0,80}\b(?:bitcoin"
    r"|btc|pay|webcam|contacts|video|wallet)\b|\b(?:double your (?:bitcoin|money|crypto|eth)|guaranteed (?:returns?"
    r"|profits?) of \d+)\b",
    r"\b(?:we(?:'ve| have)? )?(?:changed|updated|new|change of) (?:our |the )?bank(?:ing)? (?:details|account"
    r"|information)\b.{0,60}\b(?:pay|invoice|transfer|use|future|remit|send)\w*\b",
    r"\b(?:package|parcel|delivery|shipment)\b.{0,50}\b(?:could not be delivered|on hold|is pending|suspended"
    r"|unable to deliver|failed|held)\b.{0,60}\b(?:fee|pay|confirm|click|customs|link|update|verify)\b",
    r"\b(?:tax refund|refund of|overpayment|unpaid (?:toll|tax|fine|invoice))\b.{0,60}\b(?:claim|click|submit|verify"
    r"|confirm|pay now|immediately|link|avoid)\b|\b(?:arrest warrant|legal action)\b.{0,40}\b(?:irs|tax"
    r"|social security|immediately|pay)\b",
    # Credentials.
    r"\b(?:enter|confirm|provide|reply with|send(?: us| me)?|give(?: us| me)?|submit|share|tell (?:us|me)"
    r"|supply)\b.{0,20}\b(?:your|the)\b.{0,20}\b(?:password|passcode|pin(?: code| number)?|card (?:number|details)"
    r"|cvv|credit card|social security(?: number)?"
    r"|ssn|one[- ]time (?:code|password)|otp|verification code|login (?:details|credentials)|credentials"
    r"|bank (?:details|account|login)|seed phrase|recovery phrase|private key|online banking)\b.{0,40}\b(?:to|so"
    r"|immediately|now|here|below|urgent\w*|within|or"
    r"|for verification|by reply|asap)\b",
    r"\b(?:your )?(?:password|session|certificate) (?:has |will |is about to )?expire[sd]?\b.{0,40}\b(?:click"
    r"|keep (?:the )?(?:same|current) password|verify|here|link)\b|\bkeep (?:the )?(?:same|current) password\b",
    r"\b(?:seed|recovery|secret) phrase\b.{0,60}\b(?:to (?:restore|validate|synchronize|sync|verify|claim|connect)"
    r"|below|connect (?:your )?wallet|airdrop)\b|\bvalidate your wallet\b|\b(?:airdrop"
    r"|free mint)\b.{0,40}\bconnect (?:your )?wallet\b",
    r"\b(?:call|contact|dial)\b.{0,30}\b(?:microsoft|apple|windows|tech(?:nical)?) (?:support"
    r"|help ?desk)\b.{0,60}\b(?:virus|infected|immediately|toll|\+?\d)|\byour (?:computer|pc|device|mac|phone|iphone"
    r"|windows)\b.{0,20}\b(?:is|has been|may be|was) (?:infected"
    r"|hacked|compromised|at risk|blocked|locked)\b",
    # German
    r"\b(?:ihr|dein|das) (?:\w+-?)?(?:konto|zugang|karte|postfach|paket|account|profil|onlinebanking"
    r"|depot)\b.{0,40}\b(?:gesperrt|eingeschränkt|deaktiviert|geschlossen|gelöscht|blockiert|ausgesetzt"
    r"|kompromittiert)\b",
    r"\b(?:bestätigen|verifizieren|aktualisieren|überprüfen|validieren)\b sie\b.{0,15}\b(?:ihr|ihre"
    r"|ihren)\b.{0,30}\b(?:konto|daten|zugangsdaten|identität|passwort|zahlungs\w*|bank\w*|kreditkart\w*|kontodaten"
    r"|tan)\b"
    r".{0,60}(?:sofort|umgehend|innerhalb|klick|link|hier|um|sonst|andernfalls|sperrung|[!.]|$)",
    r"\b(?:dringende?|sofortige|eilige|vertrauliche)\b.{0,20}\b(?:überweisung|zahlung|transaktion)\b"
    r"|\bgeschenkkarten?\b.{0,50}\b(?:code|kaufen|besorg|schick)\w*|\bsie haben (?:gewonnen|einen? \w*(?:preis"
    r"|gewinn|gutschein))\b|\bgewinn (?:abholen|einlösen|beanspruchen)\b"
    r"|\bgeben sie\b.{0,30}\b(?:passwort|pin|tan|kreditkarten\w*|zugangsdaten)\b.{0,20}\bein\b.{0,40}\b(?:um|damit"
    r"|sofort|hier)?",
    # French
    r"\bvotre (?:compte|carte|boîte|accès|abonnement|colis|espace client)\b.{0,40}\b(?:suspendue?|bloquée?|limitée?"
    r"|désactivée?|fermée?|restreinte?|supprimée?|en attente)\b"
    r"|\b(?:vérifiez|confirmez|validez|mettez à jour|actualisez)\b.{0,12}\b(?:votre|vos|le)\b.{0,30}\b(?:compte"
    r"|identité|informations|coordonnées|mot de passe|données|carte|paiement)\b.{0,60}(?:immédiatement|maintenant"
    r"|sous \d+|cliqu|ici|lien|afin|pour (?:éviter|rétablir)|[!]|$)"
    r"|\bvirement\b.{0,20}\b(?:urgent|immédiat|confidentiel)\b|\b(?:urgent|confidentiel)\b.{0,20}\bvirement\b"
    r"|\bcartes?[- ]cadeaux?\b.{0,50}\b(?:codes?|acheter|achète|envoie|photos?)\b|\bvous avez (?:gagné"
    r"|été sélectionnée?)\b|\bréclame[rz] (?:votre|le) (?:prix|lot|gain|cadeau)\b",
    # Secrets that nobody honest asks for, and access that is about to end, in German and French
    r"\b(?:geben|bestätigen|verifizieren|aktualisieren|teilen|nennen|übermitteln|senden) sie\b.{0,30}\b(?:pin(?:-code)?"
    r"|tan|passwort|kennwort|zugangsdaten|vertragsnummer|kartennummer|kreditkart\w*|prüfziffer|sicherheitscode)\b",
    r"\b(?:ihr|dein|der) (?:\w+[- ]?){0,2}(?:konto|zugang|karte|postfach|profil|e-?banking)\b.{0,25}\b(?:läuft\b.{0,20}"
    r"\bab|erlischt|wird\b.{0,20}\b(?:gesperrt|gelöscht|geschlossen|deaktiviert))\b",
    r"\b(?:confirmez|saisissez|entrez|indiquez|communiquez|renseignez|vérifiez|validez|fournissez|envoyez)(?:-nous)?\b"
    r".{0,30}\b(?:mot de passe|code (?:pin|secret|d'accès|de sécurité|reçu)|pin|identifiants?|cryptogramme"
    r"|coordonnées bancaires|numéro de (?:contrat|carte))\b",
    r"\b(?:votre|ton) (?:compte|carte|boîte|accès|abonnement|espace)\b.{0,25}\b(?:expire(?:ra)? (?:aujourd'hui|demain"
    r"|dans|ce soir|sous)|va (?:expirer|être (?:bloqué|suspendu|supprimé|fermé)e?)"
    r"|sera (?:bloqué|suspendu|supprimé|fermé)e?)\b",
    # Spanish, Italian, Portuguese
    r"\b(?:su|tu|il suo|il tuo|sua|seu) (?:cuenta|tarjeta|acceso|conto|account|carta|conta|cart[ãa]o|acesso|paquete"
    r"|pacco|pacote)\b.{0,40}\b(?:suspendid[oa]|bloquead[oa]|limitad[oa]|desactivad[oa]|cancelad[oa]|sospes[oa]"
    r"|bloccat[oa]|limitat[oa]|disattivat[oa]|suspens[oa]|desativad[oa])\b"
    r"|\b(?:verifique|confirme|actualice|valide|verifichi|verifica|confermi|conferma|aggiorni"
    r"|atualize)\b.{0,12}\b(?:su|sus|tu|tus|il|la|i|le|suo|sua|seus?|suas?|os|as)\b.{0,30}\b(?:cuenta|datos"
    r"|identidad|contraseña|conto|dati|identità|password|conta|dados|identidade|senha|tarjeta)\b"
    r".{0,60}(?:inmediatamente|ahora|urgent|haga clic|pulse|aquí|enlace|para evitar|subito|immediatamente|clicc|qui"
    r"|per evitare|imediatamente|clique|agora|[!]|$)"
    r"|\b(?:transferencia|bonifico|transferência)\b.{0,20}\b(?:urgente|inmediata|immediato|imediata|confidencial)\b"
    r"|\b(?:ha|has|hai|você) (?:ganado|vinto|ganhou)\b.{0,30}\b(?:premio|prêmio|sorteo|lotería|lotteria|iphone|buono"
    r"|sorteio)\b|\btarjetas? (?:de )?regalo\b.{0,40}\bcódigos?\b",
    # Japanese, Chinese
    r"(?:アカウント|口座|カード|お客様).{0,20}(?:停止|凍結|制限|ロック|無効).{0,30}(?:確認|更新|クリック|ログイン|お手続き|ください|されました)|(?:至急|緊急"
    r"|直ちに).{0,15}(?:振込|送金|お支払い|ご確認)|(?:当選|おめでとうございます).{0,20}(?:賞金|プレゼント|受け取|当選)|ギフトカード.{0,20}(?:番号|コード).{0,12}(?:送"
    r"|教え)",
    r"(?:您的|你的)(?:账户|帳戶|账号|帳號|银行卡|信用卡|快递|包裹).{0,20}(?:冻结|凍結|停用|暂停|暫停|异常|異常|限制|锁定)|(?:立即|马上|尽快|紧急).{0,10}(?:汇款|轉帳|转账"
    r"|验证您的|驗證您的|支付)|恭喜.{0,12}(?:中奖|中獎|获奖)|(?:中奖|中獎).{0,12}(?:领取|領取)",
)  # fmt: skip
