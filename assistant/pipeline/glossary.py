"""Everyday German, French and Japanese words in English, so that a quote in another language can be found and compared.

A gloss is a list of words, not a translation: it names what a quote speaks of, in its order, and adds nothing.
Keys are folded word beginnings; Japanese keys stand anywhere.
"""

from __future__ import annotations

import re
from functools import cache

from assistant.pipeline.text import cjk, fold, words

_GERMAN = """
montag=Monday dienstag=Tuesday mittwoch=Wednesday donnerstag=Thursday freitag=Friday samstag=Saturday
sonntag=Sunday heute=today morgen=tomorrow ubermorgen=day_after_tomorrow nachste=next kommende=next woche=week
monat=month jahr=year nicht=not kein=no bis=by vor=before spatestens=at_the_latest ab=from termin=appointment
besprechung=meeting sitzung=meeting treffen=meeting zahnarzt=dentist arzt=doctor praxis=practice
rechnung=invoice angebot=offer vertrag=contract unterlagen=documents bericht=report abrechnung=statement
miete=rent kuchen=cake geschenk=present essen=food abendessen=dinner mittagessen=lunch fruhstuck=breakfast
feier=party geburtstag=birthday hochzeit=wedding urlaub=vacation reise=trip flug=flight zug=train
fahrkarte=ticket bahn=train wohnung=flat haus=house garten=garden auto=car fahrrad=bicycle schlussel=key
paket=parcel lieferung=delivery schule=school elternabend=parents_evening kurs=course prufung=exam
hausarbeit=paper masterarbeit=thesis vortrag=talk probe=rehearsal schicht=shift dienst=duty arbeit=work
projekt=project aufgabe=task frist=deadline abgabe=submission vermieter=landlord nachbar=neighbour
kolleg=colleague chef=boss kunde=client mutter=mother vater=father oma=grandmother opa=grandfather
schwester=sister bruder=brother tochter=daughter sohn=son frau=wife mann=husband freund=friend kind=child
versichertenkarte=insurance_card ausweis=id_card versicherung=insurance konto=account steuer=tax bank=bank
schick=send send=send bring=bring mitbring=bring ruf=call anruf=call melde=report kauf=buy bestell=order
zahl=pay uberweis=transfer pruf=check lies=read schreib=write antwort=answer bestatig=confirm buch=book
reservier=reserve hol=pick_up abhol=pick_up komm=come fahr=go treff=meet unterschreib=sign einreich=submit
abgeb=hand_in erledig=finish fertig=ready verschoben=moved verschieb=moved verlegt=moved abgesagt=cancelled
storniert=cancelled fallt=is_cancelled neu=new statt=instead_of fallig=due mag=like liebe=love lieber=prefer
bevorzug=prefer hasse=hate trink=drink vegetarisch=vegetarian allergi=allergic wohn=live heisse=am_called
arbeit=work studier=study lern=learn brauch=need soll=should will=want kann=can jede=every taglich=daily
wochentlich=weekly immer=always raum=room preis=price foto=photos
"""
_FRENCH = """
lundi=Monday mardi=Tuesday mercredi=Wednesday jeudi=Thursday vendredi=Friday samedi=Saturday dimanche=Sunday
aujourd'hui=today demain=tomorrow prochain=next semaine=week mois=month annee=year pas=not jamais=never
avant=before jusqu=until reunion=meeting rendez-vous=appointment rdv=appointment entretien=interview
dentiste=dentist medecin=doctor cabinet=practice facture=invoice devis=quote contrat=contract document=documents
rapport=report dossier=file loyer=rent gateau=cake cadeau=present repas=meal diner=dinner dejeuner=lunch
fete=party anniversaire=birthday mariage=wedding vacances=vacation conge=leave voyage=trip vol=flight
train=train billet=ticket appartement=flat maison=house jardin=garden voiture=car velo=bicycle cle=key
colis=parcel livraison=delivery ecole=school cours=course examen=exam memoire=thesis expose=talk
repetition=rehearsal travail=work projet=project tache=task delai=deadline echeance=deadline lancement=launch
proprietaire=landlord voisin=neighbour collegue=colleague chef=boss client=client mere=mother pere=father
soeur=sister frere=brother fille=daughter fils=son femme=wife mari=husband ami=friend enfant=child carte=card
assurance=insurance compte=account impot=tax banque=bank envoy=send envoie=send apport=bring amen=bring
appel=call rappel=call_back achet=buy command=order pay=pay regl=pay vire=transfer verifi=check lire=read
ecri=write repond=answer confirm=confirm reserv=book recuper=pick_up venir=come viens=come aller=go
rencontr=meet sign=sign remett=hand_in rend=hand_in termin=finish corrig=corrected reporte=moved deplace=moved
decale=moved repousse=moved annul=cancelled nouve=new remplace=replaces aime=like adore=love prefer=prefer
deteste=hate boi=drink vegetari=vegetarian allergi=allergic habit=live appelle=am_called travaill=work
etudi=study besoin=need dois=must devez=must veux=want peux=can chaque=every salle=room prix=price photo=photos
"""
_JAPANESE = """
月曜=Monday 火曜=Tuesday 水曜=Wednesday 木曜=Thursday 金曜=Friday 土曜=Saturday 日曜=Sunday 今日=today
本日=today 明日=tomorrow 明後日=day_after_tomorrow 来週=next_week 今週=this_week 来月=next_month まで=by
会議=meeting 打ち合わせ=meeting 打合せ=meeting ミーティング=meeting 予約=reservation 面接=interview
面談=interview 歯医者=dentist 病院=hospital 請求書=invoice 見積=estimate 契約=contract 資料=documents
書類=documents 報告=report 家賃=rent ケーキ=cake プレゼント=present 夕食=dinner ランチ=lunch 飲み会=party
誕生日=birthday 結婚=wedding 休暇=vacation 有給=paid_leave 旅行=trip 出張=business_trip 飛行機=flight
フライト=flight 新幹線=train 電車=train 切符=ticket 部屋=room 家=house 車=car 荷物=parcel 配達=delivery
学校=school 授業=class 試験=exam 論文=thesis 発表=talk 練習=rehearsal 仕事=work プロジェクト=project
締切=deadline 締め切り=deadline 期限=deadline 納期=deadline 上司=boss 部長=manager 同僚=colleague お客=client
母=mother 父=father 姉=sister 妹=sister 兄=brother 弟=brother 妻=wife 夫=husband 友達=friend 子供=child 送=send
持って=bring 電話=call 連絡=contact 買=buy 注文=order 支払=pay 振込=transfer 確認=check 読=read 書=write
返信=reply 返事=reply 予定=plan 提出=submit 署名=sign 修正=correct 変更=changed 延期=postponed 中止=cancelled
キャンセル=cancelled 新し=new 好き=like 嫌い=dislike 苦手=dislike 住んで=live 勤めて=work 勉強=study
毎週=every_week 毎日=every_day 毎朝=every_morning 必要=need 写真=photos 価格=price ない=not ません=not
"""
_TELLING_WORDS = {
    "german": """der die das und ich du sie wir ihr ist sind bitte mit fur am im den dem auf nicht ein eine einen zum
        zur noch bis""",
    "french": """le la les et je tu vous nous est sont avec pour au aux en un une des du pas que qui dans sur c'est
        votre ce merci""",
    "english": """the and i you we they is are please with for at in on to of not a an this that from my your it will be
        have""",
}
_TELLING = {name: frozenset(telling.split()) for name, telling in _TELLING_WORDS.items()}
"""Words that tell a language."""
_SHORTEST_PREFIX = 4
_SALUTATION = re.compile(r"(?<!eine )(?<!einer )\bFrau (?=[A-ZÄÖÜ])")
"""As in "Sehr geehrte Frau Weber", who is nobody's wife by that."""

_NAME = re.compile(r"(?<=[^.!?:;«»\"'\s] )[A-ZÀ-ÖØ-Þ][\w'’-]+")
"""A word with a capital that begins no sentence."""


def gloss(quote: str) -> str:
    """What a German, French or Japanese quote speaks of, in English words; empty for other languages."""
    if cjk(quote):
        entries = _table(_JAPANESE)
        hits = sorted((quote.find(key), -len(key), key) for key in entries if key in quote)
        return _joined([entries[key] for key in _outermost(hits)])
    spoken = words(_SALUTATION.sub("", quote))
    language = _language(spoken)
    if language is None:
        return ""
    if language == "french":  # Where only names have capitals, "Marit" is no "mari".
        called = {word for name in _NAME.findall(quote) for word in words(name)}
        spoken = [word for word in spoken if word not in called]
    entries = _table(_GERMAN if language == "german" else _FRENCH)
    return _joined([meaning for word in spoken if (meaning := _meaning(word, entries))])


def _language(spoken: list[str]) -> str | None:
    counts = {name: sum(word in telling for word in spoken) for name, telling in _TELLING.items()}
    best = max(counts, key=lambda name: counts[name])
    return best if counts[best] and best != "english" and counts[best] > counts["english"] else None


def _meaning(word: str, entries: dict[str, str]) -> str:
    """The meaning of the longest entry that is the word, or its beginning, or stands behind an elided article."""
    bare = re.sub(r"^(?:[cdjlmnst]|qu)'", "", word)
    fitting = [key for key in entries if bare == key or (len(key) >= _SHORTEST_PREFIX and bare.startswith(key))]
    return entries[max(fitting, key=len)] if fitting else ""


def _outermost(hits: list[tuple[int, int, str]]) -> list[str]:
    kept: list[str] = []
    end = 0
    for start, _, key in hits:
        if start >= end:
            kept.append(key)
            end = start + len(key)
    return kept


def _joined(meanings: list[str]) -> str:
    return ", ".join(dict.fromkeys(meanings)).replace("_", " ")


@cache
def _table(rows: str) -> dict[str, str]:
    pairs = (entry.split("=", 1) for entry in rows.split())
    return {fold(key) if not cjk(key) else key: meaning for key, meaning in pairs}
