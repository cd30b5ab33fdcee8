"""Verbs of news and their forms: where a question's subject ends, and how to ask with "did".

The verbs are those that 4,000 news articles (2014 to 2023) have behind "will", "did" and the like
often beside their use as nouns, read by hand; rarer ones of crime and disaster were added.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from assistant.answer.speech import listed

_BASES: Final = """
    abandon abduct abide abolish absorb abuse accelerate accept access accommodate accompany
    accomplish account accumulate accuse achieve acknowledge acquire acquit act activate adapt add
    address adhere adjourn adjust administer admit adopt advance advise advocate affect affirm
    afford agree aid aim air alert allocate allow alter ambush amend amplify analyze anchor announce
    answer anticipate apologise apologize appeal appear appease apply appoint appreciate approach
    approve argue arise arrange arrest arrive ascend ask assassinate assemble assert assess assign
    assist assume assure attach attack attempt attend attest attract author authorise authorize
    avert avoid await award back backfire balance ban batter battle be bear beat become before beg
    begin behave behead believe belong bend benefit bet bind bite blame blast block blow boast boil
    bolster boost borrow bother brace breach break breathe bribe brighten bring broadcast broaden
    build bump burgle burn burst bury buy bypass calculate call cancel cap capitalize capsize
    captivate capture care carry carve cast catch categorize cause cease celebrate censure certify
    challenge change chant charge charter chase chat cheat check cheer cherish chew choke choose
    cite claim clarify clash clean clear click climb clinch cling close codify coincide collaborate
    collapse collect collide combat combine come command commemorate comment commit communicate
    compare compel compensate compete compile complain complement complete complicate comply compose
    comprehend compromise conceal concede conceive concentrate conclude condemn conduct confirm
    confront congratulate connect conquer consent consider consolidate constitute construct consult
    consume contact contain contaminate contend continue contradict contribute control convene
    convert convey convict convince cook cooperate coordinate cope correct cost count counter cover
    crack craft crash create cremate criminalize criticise criticize critique cross crown crush cry
    culminate cultivate curb cure curtail customize cut dampen dance dare darken date deal debut
    deceive decide declare decline decode decorate decrease decriminalize dedicate deduct defeat
    defend defer define defraud defy degrade delay delete deliver demand demolish demonstrate demote
    deny depart depend depict deploy deport deprive derail descend describe deserve design designate
    destabilize destroy detach detail detect deter deteriorate determine detonate detract devastate
    develop devote dial dictate die differ differentiate dig diminish dip direct disagree disappear
    disappoint disband discharge disclose discourage discover discredit discriminate discuss
    dismantle dismiss dispel displace display dispute disqualify disrupt dissolve distance
    distinguish distract distribute dive divert divest divide divorce do dock document dodge
    dominate donate downgrade download drag drain draw dream dress drill drink drive drop drown dump
    earn ease eat edit educate elaborate elect electrocute elevate elicit eliminate embark embezzle
    embrace emerge emigrate emit emphasize employ empower enable enact encounter encourage end
    endanger endorse endure energize enforce engage enhance enjoy enroll enshrine ensure enter
    entertain envision erase erupt escalate escape escort establish estimate evacuate evade evaluate
    evict evoke evolve exacerbate examine exceed excite exclude excommunicate execute exercise exert
    exile exist exit exonerate expand expect expel experience expire explain explode exploit explore
    export expose express extend extinguish extort extract extradite face fade fail fall favour fear
    feature feed feel fend fight figure file fill filter finalize finance find fine finish fire fix
    flag flee fling flip float flood flow fly focus follow forbid force foresee forge forget forgive
    forgo form foster found fracture free freeze frustrate fulfill fund gain garner gather generate
    get give go govern grab graduate grant grapple greet grow guarantee guard guess guide halt
    hamper hand handle hang happen harbor harm hate haul haunt have head headline heal hear heed
    help hesitate hide highlight hijack hike hinder hire hit hold honor honour hope hospitalise
    hospitalize host hug hunt hurt identify ignite ignore illustrate imagine immigrate impact
    impeach implement import impose imprison improve inaugurate incentivize incite include
    incorporate increase incur indicate indict induce indulge infect inflict influence inform
    infringe inherit initiate inject injure insist inspect inspire install instruct integrate intend
    intensify interact intercept interfere interpret interrupt intervene intimidate introduce invade
    invent invest investigate invite invoke involve isolate issue jeopardize join joke jump justify
    keep kick kidnap kill kiss knock know land lash laugh launch launder lay lead lean learn leave
    legalise legalize legislate lend lengthen lessen let leverage liberate lie lift limit linger
    link listen live load lobby locate lock log look loosen loot lose love lower mail maintain make
    manage mandate maneuver manipulate manufacture march mark marry match materialize maximize mean
    measure mediate meet melt mend mention merge migrate minimize miss mistake mitigate mix mobilize
    mock moderate modernize molest monitor motivate mount mourn move muster mutate mute nab name
    navigate need negotiate nominate note notice notify obey object observe obstruct obtain occupy
    occur offend offer open operate oppose opt orbit order organise organize oust outlaw overcome
    overlook override overrule oversee oversleep overtake overthrow overturn overwhelm owe own paint
    panic pardon parole participate partner pass pause pave pay peak perform perish permit persevere
    persist persuade petition pick pilot pinpoint pioneer pitch plan plant play plead please plug
    plummet plunder plunge poach poison pop popularise popularize portray pose possess post postpone
    practice pray predict prefer prepare prescribe present preserve preside pressure pretend prevail
    prevent prioritize privatise probe proceed proclaim procure produce profit progress prohibit
    promise promote prompt propel propose prosecute protect protest prove provide provoke publicize
    publish pull punish purchase pursue push put qualify quarantine quell quit quote raise rally
    rank rape ratify reach react read realize rearrest reassess rebel rebook rebuild recall receive
    recite reclaim recognise recognize recommend reconsider reconvene record recover recreate
    recruit recycle redirect redraw reduce reelect reenter refer reflect reform refrain refund
    refuse regain register regret regroup rehire reign reimburse reinforce reinstate reiterate
    reject rejoin relate relax release relegate relinquish relocate rely remain remedy remember
    remind remove rename render renegotiate renew renovate rent reopen repair repatriate repay
    repeal repeat repel replace replicate reply report represent reprieve reproduce request require
    reschedule rescind rescue resell resemble reserve reset resettle reshape reside resign resist
    resolve resonate respect respond restart restore restrict restructure result resume resurface
    retain retake retaliate rethink retire retreat retrieve return retweet reunite revamp reveal
    reverse review revise revisit revive revoke reward rewrite ride ring riot rip rise rival rob
    roll root ruin rule run rush sabotage sack sacrifice safeguard sail sanction satisfy save say
    scale scan scare scatter schedule score scramble scrap seal search secure see seek seem seize
    select sell send sentence separate serve set settle sew shake shape share shatter shed shell
    shelter shield shift shine ship shoot shop shorten shout show showcase shrink shut sign signal
    sing sink sit skate skip slam slap slash sleep slide slip smash smile smuggle snap sneak soar
    solve sound sow span spare spark speak specify speculate speed spell spend spike spin split
    spoil sponsor spray spread spur squash squeeze stab stabilize stand start starve stay steal
    steer step stick stifle sting stir stop storm strand strangle stream strengthen stress stretch
    strike strip strive struggle study stumble submit subpoena subscribe succeed sue suffer suggest
    summon supplement supply support suppress surpass surrender surround survive suspect suspend
    sustain swallow swap sway swear sweep swell swerve swim swing swipe switch tackle take talk tap
    target taste taunt tax teach tear tell tend terminate test testify thank think threaten thrive
    throw thwart tie tighten tip tolerate topple torture toss touch tout trace track trade train
    transfer transform transition translate transmit transport trap travel treat trigger trim trust
    try turn tweet uncover undercut undergo undermine underscore understand undertake undo unearth
    unfold unify unite unleash unload unlock unravel unseat unveil upgrade uphold upload uproot urge
    use usher vacate vaccinate vanish vary venture verify veto vie view violate visit volunteer vote
    vow wait waive walk want warn warrant wash watch weaken wear wed weigh welcome whip widen win
    wipe withdraw withhold withstand wonder work worry worsen wound wrap wreck wrestle wring write
    yell yield
"""
# Base, past and, where it differs, participle.
_IRREGULAR: Final = """
    arise:arose,arisen bear:bore,borne beat:beat,beaten become:became,become begin:began,begun
    bend:bent bind:bound bite:bit,bitten blow:blew,blown break:broke,broken bring:brought
    broadcast:broadcast build:built burst:burst buy:bought cast:cast catch:caught
    choose:chose,chosen cling:clung come:came,come cost:cost cut:cut deal:dealt dig:dug
    draw:drew,drawn drink:drank,drunk drive:drove,driven eat:ate,eaten fall:fell,fallen feed:fed
    feel:felt fight:fought find:found flee:fled fling:flung fly:flew,flown forbid:forbade,forbidden
    foresee:foresaw,foreseen forget:forgot,forgotten forgive:forgave,forgiven freeze:froze,frozen
    get:got,gotten give:gave,given go:went,gone grow:grew,grown hang:hung have:had hear:heard
    hide:hid,hidden hit:hit hold:held hurt:hurt keep:kept know:knew,known lay:laid lead:led
    leave:left lend:lent let:let lie:lay,lain lose:lost make:made mean:meant meet:met
    mistake:mistook,mistaken overcome:overcame,overcome oversee:oversaw,overseen
    overtake:overtook,overtaken overthrow:overthrew,overthrown pay:paid put:put quit:quit read:read
    rebuild:rebuilt redraw:redrew,redrawn retake:retook,retaken rethink:rethought ride:rode,ridden
    ring:rang,rung rise:rose,risen run:ran,run say:said see:saw,seen seek:sought sell:sold send:sent
    set:set shake:shook,shaken shed:shed shine:shone shoot:shot show:showed,shown
    shrink:shrank,shrunk shut:shut sing:sang,sung sink:sank,sunk sit:sat sleep:slept slide:slid
    speak:spoke,spoken speed:sped spend:spent spin:spun split:split spread:spread stand:stood
    steal:stole,stolen stick:stuck sting:stung strike:struck,stricken strive:strove,striven
    swear:swore,sworn sweep:swept swell:swelled,swollen swim:swam,swum swing:swung take:took,taken
    teach:taught tear:tore,torn tell:told think:thought throw:threw,thrown undercut:undercut
    undergo:underwent,undergone understand:understood undertake:undertook,undertaken
    undo:undid,undone uphold:upheld wear:wore,worn wed:wed win:won withdraw:withdrew,withdrawn
    withhold:withheld withstand:withstood wring:wrung write:wrote,written
"""
# Of these forms a third and more stand as nouns ("the report").
_NOUNS: Final = """
    account act advance aid aim air alert answer appeal approach arrest attack author award balance
    ban battle bear blast breach break broadcast call care cause challenge change charge charter
    claim clash collapse command comment compromise contact control cost counter crash crown dance
    date deal debut decline defeat delay demand design detail display dispute divorce document drink
    drive edit end estimate exercise exile exit export face fall fear fight figure finance fire
    float flood flow focus force form fund grant guarantee guard guide hand harm head hike hit honor
    hope host hunt impact import increase influence issue joke jump land launch lead lie limit loot
    love mail march match measure mistake move name need note notice object offer order pardon
    partner pass pause peak permit petition pilot plan plant post practice pressure probe profit
    progress promise protest purchase quarantine rally rank rebel recall record refund register
    reign release rent repair repeat reply report request rescue reserve respect result retreat
    return review reward ride riot rise rival roll rule run sabotage sanction scale schedule score
    search sentence set shape share shelter shift ship show sign signal sponsor spread stand start
    strike struggle study subpoena supply support suspect swap sweep swing target tax test torture
    touch track trade train transfer transport trap travel trust tweet upgrade venture veto view
    visit vote warrant watch win work wound
"""
_ALSO_NOUNS: Final = listed(_NOUNS)
_VOWELS: Final = "aeiou"
# Their last consonant is doubled though the stress lies elsewhere, or there are two syllables.
_DOUBLED: Final = listed(
    "admit cancel commit compel control defer deter equip expel handicap hijack incur kidnap"
    " occur omit patrol permit prefer propel quarrel rebel recur refer regret submit transfer"
    " transmit travel unplug"
)


@cache
def _forms() -> dict[str, tuple[str, frozenset[str]]]:
    """Return the base and the tenses ("past", "participle", "ing", "s") of every form."""
    found: dict[str, tuple[str, set[str]]] = {}

    def note(form: str, base: str, *tenses: str) -> None:
        found.setdefault(form, (base, set()))[1].update(tenses)

    irregular = {one.split(":")[0]: one.split(":")[1].split(",") for one in _IRREGULAR.split()}
    for base in _BASES.split():
        pasts = irregular.get(base) or [_with_ending(base, "ed")]
        note(base, base, "base")
        note(pasts[0], base, "past")
        note(pasts[-1], base, "participle")
        note(_with_ending(base, "ing"), base, "ing")
        note(_with_s(base), base, "s")
    return {form: (base, frozenset(tenses)) for form, (base, tenses) in found.items()}


def base_of(word: str) -> str | None:
    """Return the base form of a verb's form, None where it is none that is known."""
    known = _forms().get(word.lower())
    return known[0] if known else None


def is_verb(word: str, *tenses: str) -> bool:
    """Tell whether a word is a form of a known verb in one of these tenses; without any, in all.

    Tenses are "base", "past", "participle", "ing" and "s" ("he takes").
    """
    known = _forms().get(word.lower())
    return known is not None and (not tenses or not known[1].isdisjoint(tenses))


def is_also_noun(word: str) -> bool:
    """Tell whether a base form is said as a noun about as often ("report", "strike")."""
    return word.lower() in _ALSO_NOUNS


def _with_s(base: str) -> str:
    if base.endswith("y") and base[-2] not in _VOWELS:
        return base[:-1] + "ies"
    return base + ("es" if base.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")


def _with_ending(base: str, ending: str) -> str:
    """Return a regular form in "ed" or "ing": carried, dying, freed, planned, taking."""
    if base.endswith("ie") and ending == "ing":
        return base[:-2] + "ying"
    if base.endswith("y") and base[-2] not in _VOWELS and ending == "ed":
        return base[:-1] + "ied"
    if base.endswith("e") and not (ending == "ing" and base.endswith(("ee", "oe", "ye"))):
        return base[:-1] + ending
    return base + (base[-1] if _doubles(base) else "") + ending


def _doubles(base: str) -> bool:
    if base in _DOUBLED:
        return True
    short = sum(letter in _VOWELS for letter in base.replace("qu", "q")) == 1
    return short and base[-1] not in "wxy" + _VOWELS and base[-2] in _VOWELS
