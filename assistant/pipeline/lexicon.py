"""Cue words by meaning, in English, German, French and Japanese, over folded text (see ``text.fold``).

Each cue is one compiled pattern; a language is added by adding words, never code. Cues are hints that a
score weighs or a frame picks from, so a missing word costs elegance and never truth.
"""

from __future__ import annotations

import re
from enum import StrEnum

from assistant.pipeline.text import fold


class Cue(StrEnum):
    """What a phrase signals."""

    REQUEST = "request"
    COMMITMENT = "commitment"
    DUE = "due"
    LIMIT = "limit"
    EVENT = "event"
    CHANGE = "change"
    CANCEL = "cancel"
    SUPPOSED = "supposed"
    """What follows is imagined, asked or only possible."""
    NEGATION = "negation"
    FIRST = "first_person"
    SECOND = "second_person"
    TOGETHER = "together"
    PREFERENCE = "preference"
    ROUTINE = "routine"
    IDENTITY = "identity"
    PERSON = "person"
    PROJECT = "project"
    DONE = "done"
    HANDED = "handed"
    """What was asked for is here."""
    AGREED = "agreed"
    """Said to what somebody proposes."""
    RECEIVED = "received"
    """What was promised has come."""
    BOOKING = "booking"
    HAPPENS = "happens"
    """Somebody comes, something is delivered or takes place."""
    ACTION = "action"
    ADVERT = "advert"
    SMALL_TALK = "small_talk"


_WORDS: dict[Cue, tuple[str, str]] = {
    # Latin alternatives (matched at word borders), then Japanese ones (matched anywhere).
    Cue.REQUEST: (
        r"(?:could|can|would|will) you|please|pls|let me know|(?:need|want|would like|asking|ask|expect) you to|"
        r"remember to|"
        r"(?:do not|don't) forget|make sure|would you mind|are you able|do you have time|any chance you|"
        r"get back to me|(?:i|we)(?: now| still)? need (?:the|your|an?|all|that|this)|"
        r"(?:ich|wir) (?:brauchen?|benotigen?)|(?:brauchen?|benotigen?) (?:ich|wir)|"
        r"j'ai besoin|nous avons besoin|il (?:me|nous) faut|you (?:must|have to|need to)|(?:mussen|mochten) sie|"
        r"sie mussen|musst du|du musst|vous devez|tu dois|"
        r"kann(?:st)? du|konn(?:test du|ten sie|en sie)|bitte|wurde(?:st du|n sie)|denk(?:st du|"
        r"en sie)? (?:bitte )?(?:an|dran)|"
        r"vergiss nicht|vergessen sie nicht|magst du|gib mir bescheid|geben sie|schick(?:st du|e mir)?|bringst du|"
        r"peux-tu|pouvez-vous|pourrais-tu|pourriez-vous|tu peux|tu pourrais|vous pouvez|merci de|s'il (?:te|"
        r"vous) plait|"
        r"svp|stp|n'oublie(?:z)? pas|veuillez|penses? a|pensez a",
        "ください|下さい|(?<!よろしく)お願い|いただけま|もらえま|くれま|くれる|ほしい|欲しい|頼み",
    ),
    Cue.COMMITMENT: (
        r"i(?:'ll| will| shall)|i(?:'m| am) going to|i can (?:do|take|send|bring|finish)|i promise|i(?:'ve got|"
        r" need| have| must|"
        r"'ve) to|i should|let me|you(?:'ll| will) (?:have|get|receive)|we(?:'ll| will)|we need to|remind me|to-?do|"
        r"note to self|will do|i plan to|"
        r"i want to|"
        r"ich (?:werde|schicke|mache|muss|kummere|bringe|melde|rufe|komme|sende|will|gebe|sollte)|mache ich|"
        r"wir (?:werden|mussen)|"
        r"muss (?:ich )?noch|nicht vergessen|"
        r"je (?:vais|dois|m'en occupe|t'envoie|vous envoie|ferai|te rappelle|vous rappelle|passe|viendrai|serai)|"
        r"il faut(?: que je)?|nous (?:allons|devons)|on va|penser a|ne pas oublier|a faire",
        "します|やります|送ります|つもり|しなければ|しないと|する予定|やること|いたします",
    ),
    Cue.DUE: (
        r"due|deadlines?|overdue|no later than|at the latest|expires?|submission|eod|eow|cob|"
        r"fallig|frist|spatestens|abgabe(?:frist|termin)?|stichtag|einreichen|ablauf|"
        r"date limite|echeance|au plus tard|a rendre|a remettre|delai",
        "締切|締め切り|〆切|期限|納期|までに",
    ),
    Cue.LIMIT: (
        r"by|until|till|before|bis|vor|avant|d'ici|jusqu'(?:a|au)|pour",
        "まで|前に",
    ),
    Cue.EVENT: (
        r"meetings?|calls?|appointments?|flights?|trains?|dentist|doctor|interviews?|lunch|dinner|breakfast|"
        r"part(?:y|ies)|"
        r"stand-?ups?|workshops?|conferences?|exams?|class|lessons?|concerts?|deliver(?:y|ies)|visits?|reviews?|"
        r"shifts?|"
        r"training|check-?ups?|weddings?|birthdays?|bookings?|reservations?|webinars?|demos?|kick-?offs?|retro|sync|"
        r"onboarding|rehearsals?|hearing|surgery|viewing|trip|"
        r"(?:\w{4,})?(?:besprechung|termine?|sitzung)|(?:(?:\w{3,}s|team|gruppen|helfer|familien)-?)?treffen|flug|zug|zahnarzt|arzt|vorstellungsgesprach|mittagessen|abendessen|feier|"
        r"prufung|"
        r"kurs|lieferung|geburtstag|hochzeit|elternabend|schicht|schulung|probe|reise|fuhrung|"
        r"reunions?|rendez-vous|rdv|vols?|dentiste|medecin|entretiens?|dejeuner|diner|fete|examens?|cours|livraison|"
        r"anniversaire|mariage|formation|repetition|visite|voyage|conge",
        "会議|打ち合わせ|打合せ|予約|面接|飛行機|フライト|新幹線|歯医者|病院|ランチ|飲み会|試験|授業|納品|誕生日|出張|ミーティング|訪問|"
        "発表|旅行|面談|研修",
    ),
    Cue.HAPPENS: (
        r"(?:comes?|arrives?|visits?|starts?|begins?|opens?|leaves?|takes? place|(?:will|to) be delivered|delivery)|"
        r"(?:kommt|kommen|beginnt|find(?:et|en) (?:[^\s!?]+ ){0,9}statt|startet|eroffnet|besucht)|"
        r"(?:(?:wird|werden) geliefert|lieferung)|"
        r"(?:vient|viendra|arrive|commence|debute|a lieu|aura lieu|ser(?:a|ont) livree?s?|livraison|passe)",
        "来ます|届きます|始まります|開催",
    ),
    Cue.CHANGE: (
        r"mov(?:e|ed|ing) (?:it|this|that|the|our|your) (?:\w+ ){0,4}(?:to|from)|moved (?:to|from|up|back)|"
        r"moving to (?=mon|tue|wed|thu|fri|sat|sun|next|\d)|(?:has|have|is|was|been|got) moved|"
        r"moving (?:it|this|the \w+) to|postponed|"
        r"re-?scheduled|"
        r"pushed (?:back|to|out)|shifted to|changed (?:\w+ ){0,3}(?:to|from)|re-?assigned|change of|"
        r"instead of|instead|new (?:time|date|"
        r"deadline|room|place|address)|"
        r"(?:one|an?|two|three|\d+) (?:hour|day|week|month)s? (?:earlier|later)|"
        r"now (?:comes?|starts?|begins?|leaves?|arrives?|meets?|takes? place)|"
        r"(?:eine?n?|zwei|drei|\d+) (?:stunden?|tage?|wochen?) (?:fruher|spater)|"
        r"(?:une?|deux|trois|\d+) (?:heure|jour|semaine)s? plus (?:tot|tard)|"
        r"not (?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|nicht (?:am )?(?:mon|diens|donners|frei|sams|sonn)tag|"
        r"nicht (?:am )?mittwoch|et non (?:pas )?(?:le )?(?:lun|mar|mercre|jeu|vendre|same)di|"
        r"not (?:before|until)|(?:dann|doch) erst|erst (?:am|um|im|in|nach)|seulement (?:le|a|en)|"
        r"brought forward|moved forward|now need|too late|delayed|extended|is now|are now|now (?:on|at|due|in)|"
        r"rather than|update:|correction|i meant|(?:sorry|oops),? meant|pardon|"
        r"make (?:it|that) (?=mon|tue|wed|thu|fri|sat|sun|\d|noon|the)|changed my mind|on second thoughts?|nope|"
        r"switch(?:ed|ing) to|swapped|from now on|after all|(?:took|takes) over|taking over from|"
        r"hand(?:ed|ing) over|let's (?:rather |do |make it |say )+(?=mon|tue|wed|thu|fri|sat|sun|\d|it |that )|"
        r"verschoben|verschieb(?:t|en)|verlegen|verlegt|stattdessen|"
        r"statt(?= (?!und |oder |aber )\w)|anstatt|"
        r"neue[rs]? (?:termin|zeit|frist|ort|"
        r"raum|datum)|"
        r"geandert|"
        r"vorgezogen|verlangert|ab jetzt|ab sofort|von jetzt an|(?:doch|jetzt) (?:lieber|erst|am|um|schon)|"
        r"lieber (?:am|um|erst|mon|diens|mittw|donners|frei|sams|sonn)\w*|ich meinte|meinte (?:ich|naturlich)|"
        r"machen wir (?:doch |lieber |es )*(?=am|um|mon|die|mit|do|fr|sa|so)|anders uberlegt|druber geschlafen|"
        r"umgestiegen|gewechselt|ubernimmt|"
        r"reporte[esr]*|deplace[esr]*|decale[esr]*|au lieu d[eu']?|nouve(?:lle|au) (?:date|heure|delai|lieu|salle)|"
        r"avance[es]* au|"
        r"repousse[es]*|prolonge[es]*|plutot|desormais|change pour|finalement|on (?:se voit|fait|decale|remet|dit) "
        r"(?:ca |plutot |a )+|je voulais dire|dorenavant|a partir de maintenant|change d'avis|a la place|remplace[es]*",
        "変更|延期|リスケ|移動しま|移りました|ずらし|前倒し|代わりに|ではなく|になりました",
    ),
    Cue.CANCEL: (
        r"cancel(?:led|ed|s|ling)?|called off|no longer|not any ?more|any ?more|won't (?:happen|take place)|"
        r"scrapped|dropped|no more|can(?:'t|not) (?:make|come|do|join|attend)|"
        r"won't (?:make|be able|be (?:going|coming))|"
        r"(?:have|got|gonna have|going|had) to bail|scratch that|never ?mind|forget (?:it|that|about (?:it|that|the))|"
        r"(?:do not|don't) bother|no need|(?:not|no longer) needed|(?:put )?on hold|(?:fell|fallen|falls) through|"
        r"(?:isn't|not) happening|(?:is|are|was) off|(?:back|pull)(?:ed|ing)? out|withdr(?:aw|ew|awn)|declined|"
        r"turned down|g(?:ive|ave|iven|iving) up|not going ahead|stopped \w+ing|closed my|"
        r"abgesagt|storniert|fallt aus|entfallt|nicht mehr|gestrichen|abgeblasen|"
        r"(?:muss|mussen|werde|werden) [^.!?]{0,60}\b(?:absagen|stornieren|zuruckziehen|zurucknehmen)|"
        r"sage? (?:\w+ ){0,3}ab|"
        r"klappt (?:\w+ ){0,4}nicht|schaff(?:e|'s|en)? (?:\w+ ){0,4}nicht|(?:kann|konnen) (?:\w+ ){0,2}doch nicht|"
        r"wird (?:das |es )?(?:nix|nichts)|(?:hat|haben) sich erledigt|verg(?:iss|esst) (?:es|das)|"
        r"nicht (?:mehr )?notig|"
        r"brauchs?t (?:\w+ ){0,4}nicht|abbestellt|zuruckgezogen|ziehe? (?:\w+ ){0,5}zuruck|gekundigt|geplatzt|"
        r"aufgegeben|abgelehnt|doch nicht|"
        r"(?:dois|doit|devons|doivent|faut|vais|va|allons) (?:\w+ ){0,2}annuler|oblige[es]* d'annuler|"
        r"annule[es]*|n'aura pas lieu|n'ont pas lieu|(?:ne |n')\w+ plus|supprime[es]*|laisse(?:z)? tomber|"
        r"oublie(?:z)? (?:ca|le|la|les|ce)|pas la peine|(?:plus|pas) besoin|peux plus|peux pas (?:venir|demain|le|la)|"
        r"tombe a l'eau|retire[es]*|renonc\w+|desist\w+|resili\w+|refuse[es]*",
        "中止|キャンセル|取りやめ|取り消し|なくなりました|もう.{0,8}(?:ない|ません)",
    ),
    Cue.SUPPOSED: (
        r"if|unless|in case|maybe|perhaps|might|whether|thinking (?:about|of)|should you|wonder\w*|heard|"
        r"wenn|falls|vielleicht|ob|eventuell|"
        r"si|s'ils?(?! (?:te|vous) plait)|peut-etre|au cas|en cas",
        "もし|たら|かもしれ",
    ),
    Cue.NEGATION: (
        r"not|never|cannot|without|neither|nobody|none|nothing|no|\w+n't|"
        r"nicht|kein\w*|nie|niemals|ohne|nichts|niemand|"
        r"pas|jamais|aucune?|sans|rien|personne ne|ni",
        "ない|ません|なし|無し|ではなく|不可",
    ),
    Cue.FIRST: (
        r"i|i'\w+|my|me|mine|we|we'\w+|our|us|ich|mein\w*|mir|mich|wir|unser\w*|uns|je|j'\w+|mon|ma|mes|moi|nous|"
        r"notre|nos",
        "私|僕|俺|弊社|わたし|我々",
    ),
    Cue.SECOND: (
        r"you|you'\w+|your|yours|du|dir|dich|dein\w*|euch|euer\w*|eure\w*|tu|te|toi|ton|ta|tes|t'\w+|vous|votre|vos",
        "あなた|君の|御社|貴社|ご[都確返参連]|お客様",
    ),
    Cue.TOGETHER: (
        r"we|we'\w+|our|ours|us|let's|wir|unser\w*|uns|nous|notre|nos|on (?:va|part|se|doit)|ensemble|zusammen|"
        r"together",
        "我々|私たち|一緒|みんな|弊社",
    ),
    Cue.PREFERENCE: (
        r"i(?:'d)? (?:really |much |always |usually )?(?:prefer|like|love|hate|enjoy|dislike|rather)|i (?:don't|"
        r"do not|can't) (?:like|stand|eat|"
        r"drink)|(?:my )?favou?rite|i (?:always |usually |only )?use|i(?:'m| am) (?:allergic|vegetarian|vegan)|"
        r"ich (?:mag|bevorzuge|liebe|hasse|trinke|esse)|lieber|am liebsten|lieblings\w*|"
        r"je (?:prefere|deteste)|j'(?:aime|adore|evite)|prefere|prefere[es]*",
        "好き|嫌い|好み|苦手|の方がいい|ほうがいい",
    ),
    Cue.ROUTINE: (
        r"every (?:single )?(?:day|week|month|morning|evening|night|other|weekday|monday|tuesday|wednesday|thursday|"
        r"friday|saturday|"
        r"sunday)|weekly|daily|monthly|each (?:day|week|morning|month)|on (?:mon|tues|wednes|thurs|fri|satur|sun)days|"
        r"jede[nrs]? (?:\w+tag|woche|monat|morgen|abend|mittwoch)|taglich|wochentlich|monatlich|(?:mon|diens|"
        r"donners|frei|sams|sonn)tags|mittwochs|"
        r"chaque|tous les|toutes les|hebdomadaire|quotidien\w*",
        "毎日|毎週|毎朝|毎月|毎晩|いつも",
    ),
    Cue.IDENTITY: (
        r"i(?:'m| am) (?:responsible|in charge)|i (?:lead|manage) (?:the|our|an?)|"
        r"(?:ich bin|bin ich|wir sind) (?:\S+ ){0,7}zustandig|ich (?:leite|betreue)|je suis (?:responsable|charge)|"
        r"je m'occupe|my name is|i(?:'m| am) an? |i work (?:at|for|as|in)|i(?:'ve)? (?:live|lived|moved) (?:in|at|to)|"
        r"i was born|my (?:address|email|phone|job|"
        r"role|title|birthday)|i study|i studied|"
        r"ich heisse|ich arbeite|ich wohne|ich bin (?:ein|der|die)|ich studiere|mein name|"
        r"je m'appelle|je travaille|j'habite|je suis (?:un|le|la)|mon (?:nom|adresse|metier)",
        "と申します|勤めて|住んで|働いて|私は.{1,12}です",
    ),
    Cue.PERSON: (
        r"(?:my|your|our) (?:new )?(?:wife|husband|partner|boss|manager|lead|sister|brother|mother|mum|mom|father|"
        r"dad|son|daughter|"
        r"colleague|landlord|doctor|teacher|supervisor|advisor|contact|client|neighbou?r|flatmate|mentor|accountant|"
        r"lawyer|friend)|"
        r"(?:meine?[nmr]?|deine?|ihre?|unsere?) (?:neue[rns]? )?(?:frau|mann|partner(?:in)?|chef(?:in)?|schwester|"
        r"bruder|mutter|vater|sohn|tochter|"
        r"kolleg(?:e|in)|vermieter(?:in)?|lehrer(?:in)?|ansprechpartner(?:in)?|freund(?:in)?|betreuer(?:in)?)|"
        r"(?:mon|ma|votre|notre|ton|ta) (?:nouve(?:lle|au) )?(?:femme|mari|chef(?:fe)?|soeur|frere|mere|pere|fils|"
        r"fille|collegue|proprietaire|"
        r"medecin|professeure?|conseill(?:er|ere)|contact|client|ami|amie)",
        "妻|夫|上司|母|父|姉|妹|兄|弟|同僚|担当者|先生",
    ),
    Cue.PROJECT: (
        r"projects?|milestones?|roadmap|sprint|release|launch|thesis|dissertation|manuscript|campaign|prototype|"
        r"projekt\w*|meilenstein\w*|masterarbeit|doktorarbeit|kampagne|projets?|jalon|memoire|campagne|lancement",
        "プロジェクト|案件|企画|論文|開発|リリース",
    ),
    Cue.DONE: (
        r"\[[x×✓✔]\]|done|finished|completed|sent|submitted|paid|shipped|resolved|closed|merged|booked|signed|answered|"
        r"erledigt|fertig|abgeschickt|gesendet|bezahlt|eingereicht|abgegeben|gebucht|verschickt|"
        r"fait|termine[es]*|envoye[es]*|paye[es]*|regle[es]*|rendu[es]*|reserve[es]*",
        "完了|済み|終わりました|送りました|提出しました|支払いました|送信しました",
    ),
    Cue.HANDED: (
        r"attached|enclosed|attachment|here (?:is|are)|here's|here you (?:go|are)|find (?:attached|enclosed)|sent you|"
        r"i(?:'ve| have)? (?:just )?(?:sent|uploaded|shared|put|dropped)|uploaded|"
        r"anbei|beigefugt|im anhang|angehangt|hier (?:ist|sind|kommt|kommen)|habe? (?:ich )?(?:dir|ihnen|euch)|"
        r"hochgeladen|"
        r"ci-joint\w*|en piece jointe|voici|je (?:t'|vous )ai (?:envoye|transmis|mis)|transmis[es]*",
        "添付|こちらが|お送りしました",
    ),
    Cue.AGREED: (
        r"yes|yeah|yep|sure|ok(?:ay)?|fine|agreed|deal|perfect|all right|alright|works for me|sounds good|"
        r"ja|gerne?|einverstanden|abgemacht|passt|geht klar|in ordnung|perfekt|"
        r"oui|d'accord|entendu|parfait|ca marche|ca me va|volontiers|convenu",
        "はい|了解|承知|わかりました|大丈夫です",
    ),
    Cue.RECEIVED: (
        r"(?:got|received|have) (?:your|the|it)|thanks for (?:the|sending|your)|thank you for (?:the|sending|your)|"
        r"arrived|came through|(?:all )?received|"
        r"danke fur|angekommen|erhalten|bekommen|ist da|"
        r"(?:bien )?recu[es]*|merci pour|arrive[es]*",
        "届きました|受け取りました|ありがとうございました",
    ),
    Cue.BOOKING: (
        r"booking|booked|confirmation (?:number|code)|confirmed|reservation|boarding|gate \w\d*|seat \d+\w?|pnr|"
        r"e-?tickets?|order (?:no|number|#)|"
        r"buchung(?:snummer|scode)?|gebucht|platz \d+|wagen \d+|sitzplatz|auftragsnummer|bestatigt|bestellnummer|"
        r"fahrkarte|"
        r"voiture \d+|place \d+|numero de (?:reservation|dossier|commande)|billets?|confirme[es]*",
        "予約番号|座席|号車|注文番号|予約確認",
    ),
    Cue.ACTION: (
        r"^(?:book|buy|call|send|pay|write|finish|fix|ask|e?mail|order|check|prepare|renew|submit|review|schedule|"
        r"pick up|return|"
        r"update|read|cancel|register|reply|plan|clean|sign|print|bring|meet|talk|discuss|rerun|run|add|move|test|"
        r"draft|collect|"
        r"invite|arrange|organi[sz]e|water|remind|upload|download|file|fill in|transfer|draw|design|compare|"
        r"research|find)\b"
        r"(?! (?:now|today|in|up|here)\b)(?=(?:\W+\w+){2})|"
        r"^(?:envoyer|appeler|acheter|payer|reserver|preparer|ecrire|finir|relire|verifier|rendre|commander|"
        r"prendre)\b(?=(?:\W+\w+){2})|"
        r"(?<=\w )(?:anrufen|bezahlen|kaufen|schicken|bestellen|buchen|abholen|abgeben|einreichen|prufen|uberweisen|"
        r"anmelden|beantragen|erledigen|melden|ausfullen|verlangern|reparieren|besorgen|klaren|absagen|aufraumen|"
        r"einscannen|hochladen|drucken|unterschreiben|mitbringen|tauschen|korrigieren|stellen|putzen|giessen|"
        r"vorbereiten|"
        r"schreiben|fertig machen|abschliessen)$",
        "(?:する|買う|送る|書く|払う|電話|予約する|確認する)$",
    ),
    Cue.ADVERT: (
        r"\d+ ?% (?:off|discount)|(?:from|ab|des|a partir de) (?:only |nur )?[$€£]?\d[\d.,]* ?(?:€|eur|euros?|usd|"
        r"chf)?(?: a (?:week|month)| p\.p\.)?(?= - | jetzt| book| buchen|!|$)|book your|"
        r"save (?:up to )?\S?\d+|(?:buy|shop|order|book|try|get it|start|"
        r"join) (?:it )?(?:now|today|free)|for a limited time|"
        r"limited[- ]time|offers? ends?|promo code|coupon|sponsored|advertisement|unsubscribe|newsletter|"
        r"register (?:now|by)|join (?:our|the) webinar|add it now|pro plan|appeared in \d+|free (?:trial|shipping)|"
        r"best (?:price|deals?)|"
        r"subscribe (?:now|to)|sign up (?:now|for|today)|click here|learn more|upgrade (?:now|to)|black friday|"
        r"clearance|sale ends|don't miss|last (?:seats|chance)|last call(?=\W*$)|"
        r"(?:seats|places|tickets) (?:are )?(?:still )?left|"
        r"you (?:may|might) also like|(?:only|just|nur|seulement) \S?\d[\d.,]* ?(?:€|eur|euros?|usd|chf|francs?)"
        r" (?:instead of|statt|au lieu de)|passend dazu|(?:platze|karten) (?:sind )?(?:noch )?frei|letzte platze|"
        r"restplatze|abbestellen|newsletter abmelden|"
        r"(?:il )?reste \S+ (?:places|billets)|dernieres places|(?:offerte?s?|gratuite?s?) des \d+|"
        r"se desabonner|se desinscrire|"
        r"gesponsert|anzeige|werbung|rabatt|gutschein(?:code)?|jetzt (?:kaufen|sichern|bestellen|testen|buchen|"
        r"sparen)|angebot (?:endet|des)|nur (?:heute|noch)|"
        r"sparen sie|kostenlos testen|versandkostenfrei|"
        r"sponsorise|publicite|code promo|soldes|achetez|decouvrez|profitez|abonnez-vous|essai gratuit|"
        r"livraison gratuite|offre (?:limitee|speciale)",
        "広告|セール|割引|今すぐ|無料体験|お得|限定|オフ|クーポン|スポンサー",
    ),
    Cue.SMALL_TALK: (
        r"^(?:hi|hey|hello|dear|sehr geehrte\w?|liebe[rs]?|cher|chere|thanks?|thank you|cheers|ok(?:ay)?|lol|haha|"
        r"great|cool|nice|sure|yes|yep|no problem|"
        r"got it|sounds good|good "
        r"(?:morning|evening|night|luck)|see you|best(?: regards)?|kind regards|regards|sincerely|welcome|congrats|"
        r"hallo|moin|danke|vielen dank|guten (?:morgen|tag|abend)|liebe grusse|viele grusse|mfg|"
        r"mit freundlichen grussen|alles klar|super|"
        r"bonjour|salut|bonsoir|merci(?! de)|d'accord|cordialement|bien a (?:toi|vous)|a bientot|bonne journee)\b",
        "^(?:こんにちは|おはよう|お疲れ|ありがとう|了解|よろしく|お世話に)",
    ),
}


def _compile(latin: str, japanese: str) -> re.Pattern[str]:
    anchored = latin.startswith("^")
    left = latin if anchored else rf"(?<!\w)(?<!\w')(?:{latin})(?![\w])"
    return re.compile(f"{left}|{japanese}")


_PATTERNS = {cue: _compile(*pair) for cue, pair in _WORDS.items()}

_POLITE_GERMAN = re.compile(r"(?<!^)(?<![.!?] )\b(?:Sie|Ihnen|Ihr|Ihre|Ihrem|Ihren|Ihrer)\b")
_IDIOMS = re.compile(
    r"(?:do not|don't|n'|never) ?(?:forget|oublie\w*)(?: pas)?|(?:vergiss|vergessen sie) nicht|nicht vergessen|"
    r"ne pas oublier|not only|"
    r"why not|no (?:problem|rush|worries|pressure)|not yet done|pas de (?:souci|probleme)|kein (?:problem|stress)|"
    r"keine (?:sorge|eile)|"
    r"(?:don't|do not) (?:hesitate|worry)|(?:can|could|would)n't you|no\. ?\d|かもしれない|でなければ|"
    r"しなければ(?:ならない)?"
)


_REPORTS = (Cue.CHANGE, Cue.CANCEL, Cue.DONE, Cue.HANDED, Cue.RECEIVED)
_CLAUSES = re.compile(r"[,;!.](?=\s)|\s[-–—]\s|\s(?=(?:and|but|because|und|aber|weil|et|mais|car)\s)|(?<=[、，])")


def has(cue: Cue, text: str) -> bool:
    """Whether a phrase of this meaning stands in ``text`` (any case, any accents)."""
    if cue is Cue.SECOND and _POLITE_GERMAN.search(text):
        return True
    return _PATTERNS[cue].search(fold(text)) is not None


def cues(text: str) -> frozenset[Cue]:
    """Every meaning that ``text`` signals."""
    return frozenset(cue for cue in Cue if has(cue, text))


def news(text: str) -> bool:
    """Whether a statement says that something is changed or called off; "if we cancel" and "maybe later" do not."""
    plain = fold(text)
    told = [found.start() for cue in (Cue.CHANGE, Cue.CANCEL) if (found := _PATTERNS[cue].search(plain))]
    doubt = _PATTERNS[Cue.SUPPOSED].search(plain)
    return bool(told) and (doubt is None or min(told) < doubt.start())


def told(text: str) -> str:
    """The words of change, cancellation and report of a statement, folded."""
    plain = fold(text)
    return " ".join(found[0] for cue in _REPORTS for found in _PATTERNS[cue].finditer(plain))


def clause(text: str) -> str:
    """The part of a statement that reports: "sorry Ben, can't make it tomorrow, the car broke down" has one."""
    parts = [part for part in _CLAUSES.split(text) if part and part.strip()]
    return next((part for part in parts if any(has(cue, part) for cue in _REPORTS)), text)


def negated(text: str) -> bool:
    """Whether a statement is denied or called off; set phrases such as "don't forget" are not denials."""
    plain = _IDIOMS.sub(" ", fold(text))
    return any(_PATTERNS[cue].search(plain) is not None for cue in (Cue.NEGATION, Cue.CANCEL))
