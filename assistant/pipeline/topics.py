"""Matters that a rule can name and the sensitive ones: words of four languages, samples of their meaning.

Two rings of words: the *core* says the thing itself (a diagnosis, a faith, a salary), the *rim* only goes with it (a
dentist's appointment, a church hall). Standing instructions of the user take both; what is left alone without being
asked takes the core alone. Entries are folded (see ``text.fold``); ``*`` at an end stands for any letters, ``_`` for a
space; Chinese and Japanese ones stand anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from assistant.pipeline.ports import Vectors
from assistant.pipeline.text import cjk, fold


@dataclass(frozen=True, slots=True)
class Topic:
    """One matter."""

    name: str
    said: str
    """How people call it, in several languages."""
    core: str
    rim: str = ""
    samples: tuple[str, ...] = ()
    """Statements that are about it."""
    others: tuple[str, ...] = ()
    """Statements that sound like it and are not."""


_HEALTH = Topic(
    "health",
    said="""
        health medical my_health health_issues medicine illness illnesses sickness disease diseases gesundheit
        medizin krankheit krankheiten gesundheitliches sante maladie maladies
        健康 病気
    """,
    core="""
        diabet* cancer tumor tumour tumeur krebserkrank* leukaemi* leukemi* chemotherap* oncolog* onkolog*
        asthma* epileps* epilept* migrain* migran* migraene citalopram escitalopram depress* burnout burn-out
        anxiety_disorder panic_attack* bipolar* schizophren* adhd ptsd autis* dementia demenz alzheimer*
        parkinson* stroke_patient hiv aids hepatitis covid-19_positive hypertensi* blood_pressure blutdruck*
        cholesterol* allerg* antidepress* insulin* antibiotic* antibiotik* medication* medikament* medicament*
        prescription_for painkiller* ibuprofen metformin sertraline* ritalin diagnosed diagnosis diagnoses
        diagnose diagnosen diagnostiziert* diagnostique biops* surgery surgical* chirurg* operiert bypass
        meniscus meniskus* fractur* inflammat* pregnan* schwanger* enceinte grossesse fehlgeburt miscarriage ivf
        infertil* sick_leave krankgeschrieben krankschreibung arret_maladie off_sick sick_note call_in_sick
        ill_with is_ill is_sick feel_sick feeling_ill bin_krank ist_krank erkrankt* krebs je_suis_malade
        est_malade malade* psychiatr* psychotherap* therapist in_therapy rehab physiotherap* kidney_stone*
        heart_attack herzinfarkt* schlaganfall* infarctus fever fieber* eczema ekzem* insomnia schlafstorung*
        back_pain ruckenschmerz* chest_pain mal_de_dos health_condition chronic_illness chronisch_krank*
        disabilit* schwerbehind* handicap* panikattack* asthme* bluthochdruck* hochdruck schmerzen bauchschmerz*
        kopfschmerz* grippe* influenza traitement_contre
        糖尿病 癌 がん うつ病 鬱 診断 薬を飲 服薬 処方 手術 妊娠 病気 喘息 アレルギー 血圧 症状
        発熱 入院
    """,
    rim="""
        health* medic* doctor* physician* dentist* dental* clinic* hospital* pharmac* patient* nurse* vaccin*
        x-ray blood_test* lab_results gp_appointment checkup check-up therap* gesund* arzt* arztin* zahnarzt*
        hausarzt* praxis klinik* krankenhaus* krankenkasse* apotheke* impf* rezept sante medecin* dentiste*
        hopital* clinique* pharmacie* ordonnance* pill pills
        病院 医者 医師 歯医者 薬局 通院 検査 健康
    """,
    samples=(
        "The user has been diagnosed with diabetes.",
        "The user takes medication for high blood pressure every morning.",
        "The user suffers from migraines and sleeps badly.",
        "Anna is in hospital after an operation.",
        "The user feels anxious and depressed and sees a therapist.",
        "Tom's test results show an infection.",
        "The user is pregnant.",
        "The user has pain in the knee and walks with crutches.",
        "I have been coughing for days and my head aches.",
        "My doctor says that I need an operation.",
    ),
    others=(
        "The health check of the server failed.",
        "The user translates the manual of an infusion pump.",
        "The build is broken and the tests are failing.",
        "The user exercises the option in the contract.",
        "The user must renew the liability insurance.",
        "The door does not close because the hinge is broken.",
    ),
)
_SEXUALITY = Topic(
    "sexuality",
    said="""
        sexuality sex sexual_orientation sex_life love_life orientation sexualitat sexuelles
        sexuelle_orientierung liebesleben sexualite orientation_sexuelle vie_sexuelle
        性的指向 性生活
    """,
    core="""
        gay lesbian* lesbisch* lesbienne* bisexu* homosexu* heterosexu* asexual* queer transgender* transsexu*
        nonbinary non-binary lgbt* sexual_orientation sex_life came_out_as coming_out_as schwul* erotic* erotik*
        porn* onlyfans grindr libido contracepti* verhutungsmittel one-night_stand sexual_partner*
        gender_identity geschlechtsidentitat identite_de_genre
        同性愛 ゲイ レズビアン バイセクシュアル トランスジェンダー 性的
    """,
    rim="""
        sex sexual* sexu* dating_app tinder affair
        恋人 性
    """,
    samples=(
        "The user is gay and lives with his boyfriend.",
        "Maria told the user that she is attracted to women.",
        "The user is looking for partners on a dating app.",
        "The user worries about intimacy in bed.",
    ),
    others=(
        "The user is a partner in the law firm.",
        "The user has a date with the printer on Monday.",
        "The user likes the colours of the rainbow poster.",
    ),
)
_RELIGION = Topic(
    "religion",
    said="""
        religion religious faith beliefs_about_god religioses glaube glauben religiose religieux foi
        宗教 信仰
    """,
    core="""
        muslim* moslem* catholic* katholik* katholisch* catholique* protestant* evangelisch_getauft jewish
        judisch* juif juive christian_faith atheist* athee agnostic* buddhist* hindu mormon* jehova* quran koran
        bible_study bibelkreis pray prays praying beten_wir betet baptis* getauft bapteme bar_mitzvah
        bat_mitzvah ramadan_fast* converted_to konvertiert* believes_in_god glaubt_an_gott croit_en_dieu
        faith_in_god kirchenaustritt
        キリスト教徒 イスラム教徒 仏教徒 信者 改宗 礼拝 創価学会
    """,
    rim="""
        church* mosque* synagog* temple prayer* worship* religi* faith mass_on pastor priest imam rabbi kirche*
        kirchlich* moschee* gottesdienst* pfarr* gebet* eglise* mosquee* messe priere* easter_service
        教会 神社 寺 祈
    """,
    samples=(
        "The user is a practising Catholic and goes to mass.",
        "Fatima fasts during Ramadan because of her faith.",
        "The user has left the church and does not believe in God.",
        "The user prays every morning.",
    ),
    others=(
        "The user has choir rehearsal at St. Nicolai on Thursday.",
        "The user believes that the budget is too small.",
        "The office is closed on Sundays.",
        "The meeting is in the temple street office.",
    ),
)
_POLITICS = Topic(
    "politics",
    said="""
        politics political political_views elections voting politik politisches politische_ansichten wahlen
        politique opinions_politiques
        政治 選挙
    """,
    core="""
        voted_for votes_for will_vote_for voting_for wahlt_die gewahlt_habe a_vote_pour vote_pour party_member*
        parteimitglied* membre_du_parti left-wing right-wing far-right far-left linksradikal* rechtsradikal*
        linkswahler* konservativ_eingestellt liberal_views socialist* sozialist* communist* kommunist* marxist*
        anarchist* fascist* faschist* political_view* politische_ansicht* opinion*_politique* trade_union_member
        gewerkschaftsmitglied* syndique* demonstrated_against protest_march
        支持政党 党員 投票した 左派 右派
    """,
    rim="""
        politic* politik* politique* election* elect* vote* voting wahl wahlen wahlkampf* bundestag* parliament*
        senator* minister* government* regierung* gouvernement* democrat* republican* labour_party tory cdu spd
        afd grune fdp president macron trump petition* demonstration* demo_am
        政治 選挙 投票 政府 国会 与党 野党
    """,
    samples=(
        "The user votes for the Green party.",
        "Peter supports the conservatives and hates the government.",
        "The user is against immigration.",
        "The user went to a demonstration against the new law.",
    ),
    others=(
        "The committee elects a new chair on Tuesday.",
        "The user voted for Thursday in the meeting poll.",
        "The user's party is on Saturday at eight.",
        "The user works as an engineer.",
    ),
)
_ETHNICITY = Topic(
    "ethnicity",
    said="""
        ethnicity race ethnic_origin skin_colour skin_color descent ethnie herkunft hautfarbe abstammung
        origine_ethnique couleur_de_peau ethnicite
        人種 民族 国籍
    """,
    core="""
        ethnic* ethnie* of_turkish_descent of_*_descent of_*_origin migrationshintergrund* hautfarbe*
        skin_colour skin_color couleur_de_peau dark-skinned light-skinned mixed-race biracial abstammung*
        stammt_aus_einer_familie origine_africaine origine_maghrebine roma_family sinti indigenous*
        refugee_status asylum* asyl asylbewerb* is_black is_white is_asian
        在日 人種 民族 移民
    """,
    rim="""
        race racial* rassis* racism racist migrant* immigrant* immigra* nationality staatsangehorig* nationalite
        国籍
    """,
    samples=(
        "The user is of Turkish origin.",
        "Amir comes from a Kurdish family that fled the war.",
        "The user is black.",
        "Her parents immigrated from Vietnam.",
    ),
    others=(
        "The user runs a race on Sunday.",
        "The package comes from Vietnam.",
        "The user works in the Berlin office.",
        "The user works as an engineer.",
        "The user takes a course in Italian.",
    ),
)
_CHILDREN = Topic(
    "children",
    said="""
        children kids child my_children my_kids my_child our_children my_son my_daughter kinder kind
        meine_kinder unsere_kinder mein_kind mein_sohn meine_tochter enfants enfant mes_enfants mon_fils
        ma_fille
        子ども 子供 息子 娘
    """,
    core="""
        years_old_and_goes_to is_*_years_old_and my_daughter_is my_son_is our_daughter_is our_son_is custody*
        sorgerecht* garde_des_enfants bed-wetting bedwetting potty school_report_card bullied_at_school
        wird_gemobbt behaviour_at_school lernschwach* adopted_child kindergeld* child_support foster_child
        pflegekind* nachhilfe_fur meine_tochter_ist mein_sohn_ist ma_fille_est mon_fils_est ma_fille_a
        mon_fils_a
        娘は 息子は 親権 不登校
    """,
    rim="""
        child children child's kid kids son daughter toddler* baby babies kindergarten* kita schule* school*
        pupil* parents'_evening elternabend* kind kinder sohn tochter enkel* enfant* fils fille creche ecole
        bebe
        子ども 子供 息子 娘 保育園 幼稚園 小学校
    """,
    samples=(
        "The user's daughter is seven years old and afraid of the dark.",
        "The user's son has bad marks in mathematics.",
        "Emma, the user's child, wets the bed.",
        "The parents fight over custody of the children.",
    ),
    others=(
        "The parents' evening is on 11 June at 18:00.",
        "The child process is restarted.",
        "The user repairs the projector in room 204 of the school.",
    ),
)
_MONEY = Topic(
    "money",
    said="""
        money finances my_finances finance financial_matters my_money geld finanzen meine_finanzen finanzielles
        argent mes_finances
        お金 家計
    """,
    core="""
        salar* wage wages earns earn_a_year i_earn ich_verdiene income debt debts in_debt owe owes owed
        overdraft overdrawn mortgage* bankrupt* insolven* insolvenz* credit_score loan loans alimony inherit*
        net_worth broke_right_now can't_pay cannot_pay_the gehalt gehalter gehalts* verdien* schulden* kredit*
        hypothek* unterhalt_zahl* erbe_von geerbt pleite salaire* revenus dette* decouvert pret_immobilier
        heritage gagne_*_euros
        給料 年収 借金 住宅ローン 破産 遺産
    """,
    rim="""
        money bank banks bank_account budget* invoice* payment* tax taxes rent savings invest* stock_portfolio
        pension expens* geld konto kontostand* rechnung* miete steuer* sparen rente rentenversich* argent
        compte_bancaire banque facture* loyer impot* epargne retraite
        お金 銀行 口座 家賃 税金 貯金 請求書
    """,
    samples=(
        "Tom earns 5,000 euros a month.",
        "Anna owes the bank twenty thousand and cannot pay her rent.",
        "Peter is bankrupt.",
        "My brother has taken out a second mortgage.",
    ),
    others=(
        "The user must send the invoice by Friday.",
        "The budget review is on Thursday at 14:00.",
        "The user pays for the ticket to Weimar.",
        "The debt of the code base grows.",
    ),
)
_SALARY = Topic(
    "salary",
    said="""
        salary my_salary pay my_pay wages my_wages income my_income what_i_earn gehalt mein_gehalt lohn
        mein_lohn einkommen mein_einkommen salaire mon_salaire paie revenus mes_revenus
        給料 年収 私の給料
    """,
    core="""
        salar* wage wages payslip* pay_slip* pay_rise pay_raise payroll income earns earn_a_year gehalt gehalts*
        lohn lohnabrechnung* einkommen* verdien* salaire* paie fiche_de_paie bulletin_de_paie revenus
        給料 給与 年収 賞与
    """,
    rim="""
        raise bonus compensation gehaltserhohung* augmentation remuneration
    """,
    samples=(
        "The user earns 60,000 a year.",
        "The user's salary will rise in May.",
        "The user's pay arrives on the 25th.",
    ),
    others=(
        "The user raises a question in the meeting.",
        "The tax declaration is due soon.",
        "The office is closed on Sundays.",
        "The invoice is paid.",
        "The budget review is on Thursday.",
    ),
)
_FAMILY = Topic(
    "family",
    said="""
        family my_family relatives parents my_parents familie meine_familie eltern verwandte famille ma_famille
        家族
    """,
    core="""
        family families familie* famille* mother father mum mom dad sister* brother* wife husband my_parents
        her_parents his_parents grandmother* grandfather* aunt uncle cousin* mutter vater schwester* bruder
        ehefrau ehemann eltern oma opa tante onkel mere pere soeur frere epouse mari grand-mere grand-pere
        家族 母 父 姉 妹 兄 弟 妻 夫 両親
    """,
    rim="""
        son daughter child children sohn tochter kinder fils fille enfants marriage wedding divorce*
    """,
    samples=(
        "The user's mother visits on Sunday.",
        "The user's brother is getting married.",
    ),
    others=(
        "The font family is Helvetica.",
        "The user meets the team on Sunday.",
    ),
)

TOPICS: tuple[Topic, ...] = (
    _HEALTH, _SEXUALITY, _RELIGION, _POLITICS, _ETHNICITY, _CHILDREN, _MONEY, _SALARY, _FAMILY,
)  # fmt: skip
BY_NAME = {topic.name: topic for topic in TOPICS}


@cache
def named(phrase: str) -> str:
    """The name of the topic that people call ``phrase``; empty where none is known."""
    wanted = fold(phrase).strip().replace(" ", "_")
    return next((topic.name for topic in TOPICS if wanted == topic.name or wanted in fold(topic.said).split()), "")


def says(topic: str, text: str, *, rim: bool) -> bool:
    """Whether ``text`` has a word of the topic: of its core, or with ``rim`` also one that goes with it."""
    folded = fold(text)
    return pattern(topic, "core").search(folded) is not None or (
        rim and pattern(topic, "rim").search(folded) is not None
    )


@dataclass(frozen=True, slots=True)
class Samples:
    """Where a topic's statements lie in the space of meaning, and those that only sound like it."""

    about: Vectors
    others: Vectors

    def likeness(self, meaning: Vectors) -> float:
        """How much a statement's vector lies with the topic, about -0.1 to 0.6; ordinary ones stay below 0.3.

        The two nearest samples count, less half of what the two nearest of the others have.
        """
        near = np.sort(self.about @ meaning)[-2:].mean()
        far = np.sort(self.others @ meaning)[-2:].mean() if len(self.others) else 0.0
        return float(near - 0.5 * max(0.0, float(far)))


def samples(topic: Topic, embed: Callable[[Sequence[str]], Vectors]) -> Samples:
    """The vectors of a topic's samples: about a dozen short embeddings."""
    vectors = embed([*topic.samples, *topic.others])
    return Samples(vectors[: len(topic.samples)], vectors[len(topic.samples) :])


@cache
def pattern(topic: str, ring: str) -> re.Pattern[str]:
    """The words of one ring of a topic, over folded text."""
    return compiled(getattr(BY_NAME[topic], ring))


def compiled(entries: str) -> re.Pattern[str]:
    """One pattern of all entries; it matches nothing where there are none."""
    each = fold(entries).split()
    spaced = "|".join(map(_entry, sorted((one for one in each if not cjk(one)), key=len, reverse=True)))
    anywhere = [re.escape(one) for one in each if cjk(one)]
    parts = [rf"(?<!\w)(?:{spaced})(?!\w)"] if spaced else []
    return re.compile("|".join([*parts, *anywhere]) or r"(?!)")


def _entry(entry: str) -> str:
    return re.escape(entry).replace(r"\*", r"\w*").replace("_", r"[\s-]+")
