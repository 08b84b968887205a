"""Trainings: who liked them, who applies them, what they brought, and whether scores foretold it."""

from dashboards import charts, data, display, formats, tables, trainings
from dashboards.choice import current
from dashboards.texts import Speaker
from pipeline.outcomes import success_cases

choice = current()
say = Speaker(choice.language, choice.currency)
outcomes = data.training_outcomes(choice)
if not len(outcomes):
    display.nothing(say("empty.no_training"), say("empty.add_training"), "certiscope template --kind kpi")

display.title(trainings.headline(outcomes, say), say("trainings.how"))
placed = trainings.placed(outcomes, say)
if len(placed):
    display.chart(charts.quadrant(placed, trainings.words(say)), say("trainings.alternative"))
    display.note(say("trainings.legend"))
steps = trainings.steps(outcomes, say)
if len(steps):
    display.section(say("trainings.funnel"))
    display.chart(charts.funnel(steps), say("trainings.funnel"))
    display.note(trainings.moved(outcomes, say))
    display.folded_table(steps, "training_steps", tables.STEPS_REACHED, say, "funnel")
display.section(say("trainings.each"))
for wording in trainings.wordings(outcomes, say)[: tables.MOST_SENTENCES]:
    display.lead(wording)
for wording in success_cases.wordings(outcomes.to_dict("records"), say.language)[: tables.MOST_SENTENCES]:
    display.lead(wording)
display.table(outcomes, "training_outcomes", tables.TRAININGS, say, "trainings")

pilots, foreseen, weights = data.foresight()
display.section(say("foresight.title"))
display.lead(foreseen[f"wording_{say.language}"])
if len(drawn := trainings.pilots(pilots)):
    display.chart(
        charts.scatter(drawn, trainings.foresight_words(say), formats.axis(choice.language, 2)), say("foresight.title")
    )
    display.note(say("foresight.legend"))
if len(pilots):
    display.folded_table(pilots, "foresight_pilots", tables.PILOTS, say, "pilots")
if len(weights):
    names = data.criterion_names(str(weights["grid_version"].iloc[0]), say.language)
    display.folded_table(weights, "foresight_weights", tables.REFITTED, say, "weights", names)
