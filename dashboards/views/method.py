"""How the numbers are computed, whether this campaign's ratings tell candidates apart, and what must not be read in."""

from dashboards import data, display, sureness, tables
from dashboards.choice import current
from dashboards.texts import Speaker

choice = current()
say = Speaker(choice.language, choice.currency)
names = data.grid(choice.campaign).names(choice.language) | {"*": say("sure.all_criteria")}
reliability = data.reliability(choice.campaign)

display.title(say("method.title"), say("method.how"))
display.section(say("method.words"))
display.listed([say(f"method.word_{word}") for word in sureness.WORDS])
display.section(say("method.reliability"))
if len(reliability):
    display.listed(sureness.reliability(reliability, say))
else:
    display.listed([say("sure.agreement_confidential")])
display.note(say("method.caveat"))
display.table(reliability, "campaign_reliability", tables.RELIABILITY, say, "reliability", names)
display.section(say("method.parameters"))
display.listed(sureness.parameters(data.certainty(choice.campaign), say))
display.section(say("method.not_said"))
display.listed([say(f"method.not_{one}") for one in ("others", "independent", "weights", "tiers", "joint", "missing")])
