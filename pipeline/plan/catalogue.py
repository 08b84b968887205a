"""What can be said about a proposal, in French and in English, by its code; `words` fills it."""

from __future__ import annotations

from pipeline.vocabulary import Language

Texts = dict[str, dict[Language, str]]

VALUES: Texts = {
    "people": {
        "fr": "Valeur d'un dossier = points de score au-dessus de {line} × participants du pilote.",
        "en": "Value of a candidate = points of score above {line} × participants of the pilot.",
    },
    "candidate": {
        "fr": "Valeur d'un dossier = points de score au-dessus de {line}, quel que soit le nombre de participants.",
        "en": "Value of a candidate = points of score above {line}, however many take part.",
    },
    "money": {
        "fr": "Valeur d'un dossier = bénéfice annuel attendu, tel que le registre l'annonce ; rien ne le vérifie ici.",
        "en": "Value of a candidate = expected annual benefit, as the register states it; nothing here verifies it.",
    },
}
SCORES: dict[bool, dict[Language, str]] = {
    True: {
        "fr": "Le score retenu est le plus bas du score pondéré et du score lissé, qui rapproche de la moyenne les "
        "scores de peu de réponses.",
        "en": "The score taken is the lower of the weighted score and the smoothed score, which moves scores of few "
        "answers towards the mean.",
    },
    False: {
        "fr": "Le score retenu est le score pondéré : cette publication ne donne pas de score lissé.",
        "en": "The score taken is the weighted score: this snapshot has no smoothed score.",
    },
}
PROPOSAL: dict[Language, str] = {
    "fr": "Proposition calculée : la décision reste au comité, et rien n'est enregistré ici.",
    "en": "A computed proposal: the committee decides, and nothing is recorded here.",
}
HEADLINES: Texts = {
    "funded": {
        "fr": "{count} dossiers à financer pour {cost}, sur un budget de {budget}",
        "en": "{count} candidates to fund for {cost}, out of a budget of {budget}",
    },
    "funded_one": {
        "fr": "1 dossier à financer pour {cost}, sur un budget de {budget}",
        "en": "1 candidate to fund for {cost}, out of a budget of {budget}",
    },
    "none": {
        "fr": "Aucun dossier éligible ne tient dans les limites demandées (budget : {budget})",
        "en": "No eligible candidate fits the limits asked for (budget: {budget})",
    },
    "worthless": {
        "fr": "Aucun dossier éligible n'a de valeur : il n'y a rien à financer",
        "en": "No eligible candidate has any value: there is nothing to fund",
    },
    "none_eligible": {
        "fr": "Aucun dossier n'est prêt à être financé",
        "en": "No candidate is ready to be funded",
    },
    "infeasible": {
        "fr": "Aucun choix ne respecte toutes les limites demandées",
        "en": "No choice keeps all the limits that were asked for",
    },
    "unknown": {
        "fr": "Aucun choix n'a été trouvé dans le temps imparti",
        "en": "No choice was found in the time allowed",
    },
}
PROOFS: Texts = {
    "exact": {
        "fr": "Optimum prouvé : aucun autre choix ne vaut plus en respectant ces limites.",
        "en": "Proven optimum: no other choice within these limits is worth more.",
    },
    "gap": {
        "fr": "Optimum prouvé à {gap} près.",
        "en": "Optimum proven to within {gap}.",
    },
    "time_limit": {
        "fr": "Meilleure solution trouvée dans le temps imparti : au plus {gap} sous l'optimum.",
        "en": "Best solution found in the time allowed: at most {gap} below the optimum.",
    },
}
REASONS: Texts = {
    "excluded": {"fr": "exclu, par le registre ou par la demande", "en": "excluded, by the register or by request"},
    "incomplete": {
        "fr": "pas éligible : pas de score, des réponses manquent",
        "en": "not eligible: no score, answers are missing",
    },
    "clarify_objective": {
        "fr": "pas éligible : objectif à clarifier avant d'ouvrir un budget ({missing})",
        "en": "not eligible: clarify the objective before opening a budget ({missing})",
    },
    "deepen": {
        "fr": "pas éligible : à approfondir, le score ne dépasse pas {pilot}",
        "en": "not eligible: look closer first, the score is not above {pilot}",
    },
    "alternatives": {
        "fr": "pas éligible : privilégier une autre voie, le score est sous {line}",
        "en": "not eligible: prefer another way, the score is below {line}",
    },
    "under_way": {
        "fr": "laissé de côté à la demande : le registre le dit commencé, terminé ou arrêté",
        "en": "left aside by request: the register says that it has begun, ended or stopped",
    },
    "cost_unknown": {
        "fr": "coût à compléter dans le registre",
        "en": "cost to complete in the register",
    },
    "hours_unknown": {
        "fr": "heures de formation à compléter dans le registre, puisque les heures sont limitées",
        "en": "training hours to complete in the register, as hours are limited",
    },
    "benefit_unknown": {
        "fr": "bénéfice annuel attendu à compléter dans le registre",
        "en": "expected annual benefit to complete in the register",
    },
    "prerequisite_barred": {
        "fr": "son prérequis ne peut pas être financé : {other}",
        "en": "its prerequisite cannot be funded: {other}",
    },
    "prerequisite_first": {
        "fr": "son prérequis passe d'abord ({other}), et une équipe suit une certification à la fois",
        "en": "its prerequisite comes first ({other}), and a team takes one certification at a time",
    },
    "requires": {"fr": "son prérequis n'est pas financé : {other}", "en": "its prerequisite is not funded: {other}"},
    "not_both": {"fr": "incompatible avec {other}, financé", "en": "excluded by {other}, which is funded"},
    "team_better": {
        "fr": "l'équipe suit une certification qui vaut au moins autant : {other}",
        "en": "the team takes a certification worth at least as much: {other}",
    },
    "team": {
        "fr": "l'équipe suit {other} : l'ensemble vaut plus ainsi",
        "en": "the team takes {other}: the whole is worth more that way",
    },
    "cap": {
        "fr": "plafond de sa direction ({other}) : il manquerait {missing_money}",
        "en": "ceiling of its business unit ({other}): {missing_money} would be missing",
    },
    "hours": {
        "fr": "limite d'heures de formation : il manquerait {missing_hours}",
        "en": "limit of training hours: {missing_hours} would be missing",
    },
    "budget": {
        "fr": "hors budget : il coûte {cost}, il manquerait {missing_money}",
        "en": "over budget: it costs {cost}, {missing_money} would be missing",
    },
    "value_zero": {
        "fr": "valeur nulle : rien au-dessus de {line}, ou aucun participant",
        "en": "value zero: nothing above {line}, or no participant",
    },
    "gap": {
        "fr": "pourrait encore s'ajouter : la solution n'est prouvée qu'à l'écart indiqué",
        "en": "might still be added: the solution is only proven to within the gap shown",
    },
    "no_choice": {"fr": "aucun choix possible avec ces limites", "en": "no choice is possible within these limits"},
}
VALUE_ZERO_MONEY: dict[Language, str] = {
    "fr": "valeur nulle : aucun bénéfice attendu",
    "en": "value zero: no expected benefit",
}
CAUTIONS: Texts = {
    "mandatory_not_counted": {
        "fr": "Obligatoire, mais pas compté dans ce budget : {each}.",
        "en": "Mandatory, but not counted in this budget: {each}.",
    },
    "prerequisite_unrecognised": {
        "fr": "Prérequis écrit dans le registre mais non reconnu parmi les dossiers de l'équipe, donc non vérifié : "
        "{prerequisites}.",
        "en": "Prerequisite in the register that is no candidate of the team, hence not checked: {prerequisites}.",
    },
    "under_way": {
        "fr": "Déjà commencé selon le registre, donc peut-être déjà payé : {names}.",
        "en": "Already under way according to the register, hence perhaps already paid for: {names}.",
    },
    "stopped": {"fr": "Arrêté selon le registre : {names}.", "en": "Stopped according to the register: {names}."},
    "in_question": {
        "fr": "Une question ouverte sur les données touche : {names}.",
        "en": "An open question about the data touches: {names}.",
    },
    "provisional": {
        "fr": "Score provisoire, trop peu de répondants : {names}.",
        "en": "Provisional score, too few respondents: {names}.",
    },
    "funding_exceeds": {
        "fr": "Le financement externe dépasse les dépenses ; compté zéro : il ne paie aucun autre dossier. {names}.",
        "en": "External funding exceeds what is spent; counted as zero: it pays for no other candidate. {names}.",
    },
    "benefit_unknown": {
        "fr": "Obligatoire, sans bénéfice annoncé ; compté zéro : {names}.",
        "en": "Mandatory without a stated benefit; counted as zero: {names}.",
    },
    "no_unit": {
        "fr": "Direction inconnue, donc sous aucun plafond : {names}.",
        "en": "Business unit unknown, hence under no ceiling: {names}.",
    },
}
RULES: Texts = {
    "less": {
        "fr": "La règle simple (le meilleur rapport entre valeur et coût d'abord) financerait {candidates} pour {cost} "
        "et perdrait {loss} de la valeur.",
        "en": "The simple rule (most value for money first) would fund {candidates} for {cost} and lose {loss} "
        "of the value.",
    },
    "same": {
        "fr": "La règle simple (le meilleur rapport entre valeur et coût d'abord) atteint ici la même valeur.",
        "en": "The simple rule (most value for money first) reaches the same value here.",
    },
    "fails": {
        "fr": "La règle simple (le meilleur rapport entre valeur et coût d'abord) ne respecte pas ici toutes les "
        "limites.",
        "en": "The simple rule (most value for money first) does not keep all the limits here.",
    },
}
CERTAINTIES: Texts = {
    "known": {
        "fr": "Financés à chaque fois : {core} ; parfois seulement : {borderline} (le choix est refait {draws} fois, "
        "avec des scores tirés dans leur marge d'erreur).",
        "en": "Funded every time: {core}; only sometimes: {borderline} (the choice is made again {draws} times, "
        "with scores drawn within their margin of error).",
    },
    "partly": {
        "fr": "Marge d'erreur inconnue : {unknown} sur {count} éligibles ; leur score est pris tel quel.",
        "en": "Margin of error unknown: {unknown} of {count} eligible ones; their score is taken as it is.",
    },
    "unknown": {
        "fr": "La marge d'erreur des scores n'est pas connue : on ne peut pas dire quels choix sont sûrs.",
        "en": "The margin of error of the scores is not known: which choices are sure cannot be said.",
    },
    "skipped": {
        "fr": "Les autres budgets et la sûreté du choix n'ont pas été calculés ; --studies les ajoute, en quelques "
        "minutes au plus.",
        "en": "Other budgets and how sure the choice is were not computed; --studies adds them and takes some minutes "
        "at most.",
    },
    "money": {
        "fr": "Le registre ne dit pas à quel point les bénéfices annoncés sont sûrs : on ne peut pas dire quels choix "
        "le sont.",
        "en": "The register does not say how sure the stated benefits are: which choices are sure cannot be said.",
    },
}
COSTS: Texts = {
    "overrun": {
        "fr": "Si les dépassements prévus tombent sur les dossiers les plus chers, l'ensemble coûte {worst} : le "
        "budget tient encore.",
        "en": "If the overruns allowed for fall on the dearest candidates, the whole costs {worst}: the budget still "
        "holds.",
    },
    "full": {
        "fr": "Coût complet de ces pilotes, temps de travail compris : {full}.",
        "en": "Full cost of these pilots, working time included: {full}.",
    },
    "full_one": {
        "fr": "Coût complet de ce pilote, temps de travail compris : {full}.",
        "en": "Full cost of this pilot, working time included: {full}.",
    },
    "rollout": {
        "fr": "Le déploiement qui suivrait coûterait {rollout} en coût complet.",
        "en": "The roll-out that would follow would cost {rollout} in full.",
    },
    "incomplete": {
        "fr": "Sans compter {candidates} dont ce coût est à compléter.",
        "en": "Not counting {candidates} whose cost is to complete.",
    },
    "other_way": {
        "fr": "Pour {count} d'entre eux, une autre voie sans certification serait moins chère que le coût complet.",
        "en": "For {count} of them another way, without a certification, would be cheaper than the full cost.",
    },
    "other_way_one": {
        "fr": "Pour l'un d'entre eux, une autre voie sans certification serait moins chère que le coût complet.",
        "en": "For one of them another way, without a certification, would be cheaper than the full cost.",
    },
    "other_way_all": {
        "fr": "Pour chacun d'eux, une autre voie sans certification serait moins chère que le coût complet.",
        "en": "For each of them another way, without a certification, would be cheaper than the full cost.",
    },
    "other_way_only": {
        "fr": "Une autre voie sans certification serait moins chère que ce coût complet.",
        "en": "Another way, without a certification, would be cheaper than this full cost.",
    },
}
STANDINGS: Texts = {
    "core": {"fr": "cœur", "en": "core"},
    "borderline": {"fr": "frontière", "en": "borderline"},
    "out": {"fr": "hors", "en": "out"},
}
