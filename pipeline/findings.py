"""What can be wrong with an input: one catalogue of codes, each with its severity and its words in both languages."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from pipeline.typeset import day, typeset
from pipeline.vocabulary import LANGUAGES, Language

Severity = Literal["fatal", "error", "question", "warning"]


@dataclass(frozen=True)
class Kind:
    """One kind of finding. Texts are templates over `value`, `column` and the finding's own facts.

    Where the message tells a `count`, `one_fr` and `one_en` are the message for a single one.
    """

    severity: Severity
    message_fr: str
    message_en: str
    remedy_fr: str
    remedy_en: str
    one_fr: str = ""
    one_en: str = ""


@dataclass(frozen=True)
class Finding:
    """Something about an input, with its place. `facts` fill the catalogue's texts."""

    code: str
    sheet: str = ""
    row_number: int | None = None
    column_name: str = ""
    cell: str = ""
    value: str = ""
    facts: Mapping[str, str | int] = field(default_factory=dict)


CATALOGUE: dict[str, Kind] = {
    # files and sheets
    "empty_file": Kind(
        "fatal",
        "Le fichier est vide.", "The file is empty.",
        "Vérifiez l'export et renvoyez-le.", "Check the export and send it again.",
    ),
    "unknown_kind": Kind(
        "fatal",
        "Ce type de fichier n'est pas lu ({suffix}).", "This kind of file is not read ({suffix}).",
        "Envoyez un classeur (.xlsx, .xls, .xlsb, .ods) ou un texte (.csv, .tsv), ou un .zip de ces fichiers.",
        "Send a workbook (.xlsx, .xls, .xlsb, .ods) or a text file (.csv, .tsv), or a .zip of these.",
    ),
    "password_protected": Kind(
        "fatal",
        "Le classeur est protégé par un mot de passe.", "The workbook is protected by a password.",
        "Enregistrez une copie sans mot de passe et renvoyez-la.", "Save a copy without the password and send that.",
    ),
    "unreadable_file": Kind(
        "fatal",
        "Le fichier est abîmé ou n'est pas ce que son nom annonce : il ne peut pas être ouvert.",
        "The file is damaged or is not what its name says: it cannot be opened.",
        "Ouvrez-le dans votre tableur, enregistrez-le à nouveau en .xlsx et renvoyez-le.",
        "Open it in your spreadsheet program, save it again as .xlsx and send that.",
    ),
    "not_allowed": Kind(
        "fatal",
        "Ce compte n'a pas le droit d'ouvrir ce fichier ou ce dossier : rien n'en est compté.",
        "This account may not open this file or folder: nothing of it counts.",
        "Donnez à ce compte le droit de le lire, puis relancez.",
        "Give this account the right to read it, then run again.",
    ),
    "no_ordinary_file": Kind(
        "fatal",
        "Ce n'est pas un fichier ordinaire (c'est un tube ou un périphérique) : il n'est pas ouvert.",
        "This is no ordinary file (it is a pipe or a device): it is not opened.",
        "Mettez le fichier lui-même à cette place, ou retirez cette entrée.",
        "Put the file itself in its place, or remove this entry.",
    ),
    "reader_failed": Kind(
        "fatal",
        "Le programme n'a pas su lire ce fichier ({problem}) : le défaut est le sien, pas celui du fichier.",
        "The program failed to read this file ({problem}): the fault is its own, not the file's.",
        "Enregistrez-le en .xlsx ou .csv et renvoyez-le ; signalez ce fichier à qui entretient Certiscope.",
        "Save it as .xlsx or .csv and send that; tell whoever maintains Certiscope about this file.",
    ),
    "corrupt_archive": Kind(
        "fatal",
        "L'archive .zip est abîmée.", "The .zip archive is damaged.",
        "Refaites l'archive, ou envoyez les fichiers un par un.", "Make the archive again, or send the files one by one.",
    ),
    "damaged_in_archive": Kind(
        "fatal",
        "Ce fichier est abîmé dans son archive : il ne peut pas en être sorti.",
        "This file is damaged inside its archive: it cannot be taken out.",
        "Refaites l'archive, ou envoyez ce fichier à part.", "Make the archive again, or send this file by itself.",
    ),
    "path_twice": Kind(
        "fatal",
        "L'archive contient deux fichiers de ce chemin, qui diffèrent : aucun des deux n'est lu.",
        "The archive holds two files of this path, which differ: neither is read.",
        "Envoyez à part celui qui vaut, ou refaites l'archive avec des noms différents.",
        "Send the one that holds by itself, or make the archive again with different names.",
    ),
    "path_out_of_archive": Kind(
        "fatal",
        "Le chemin de ce fichier sort de son archive (« .. » ou chemin absolu) : il n'est pas lu.",
        "The path of this file leads out of its archive (“..”, or an absolute path): it is not read.",
        "Refaites l'archive depuis le dossier qui contient ses fichiers, ou envoyez ce fichier à part.",
        "Make the archive again from the folder that holds its files, or send this file by itself.",
    ),
    "unread_compression": Kind(
        "fatal",
        "Le fichier est compressé d'une façon qui n'est pas lue ({method}).",
        "The file is packed in a way that is not read ({method}).",
        "Refaites l'archive avec la compression ordinaire (« Deflate »), ou envoyez les fichiers un par un.",
        "Make the archive again with the usual compression (“Deflate”), or send the files one by one.",
    ),
    "nested_archive": Kind(
        "fatal",
        "L'archive contient une autre archive, qui n'est pas ouverte.",
        "The archive holds another archive, which is not opened.",
        "Envoyez cette archive à part, ou ses fichiers un par un.",
        "Send that archive by itself, or its files one by one.",
    ),
    "too_large": Kind(
        "fatal",
        "Le fichier dépasse la limite : {limit}.", "The file is over the limit: {limit}.",
        "Partagez-le en plusieurs fichiers, ou demandez que la limite soit relevée dans config/settings.toml.",
        "Split it into several files, or ask for the limit to be raised in config/settings.toml.",
    ),
    "took_too_long": Kind(
        "fatal",
        "La lecture du fichier a été arrêtée : elle demandait trop de temps ou de mémoire.",
        "Reading the file was stopped: it needed too much time or memory.",
        "Copiez les seules cellules remplies dans un nouveau classeur et renvoyez-le.",
        "Copy only the filled cells into a new workbook and send that.",
    ),
    "no_table": Kind(
        "fatal",
        "Aucun tableau n'est reconnu dans ce fichier : ses en-têtes ne nomment ni équipe, ni certification, ni "
        "indicateur, ou chaque ligne y est une personne.",
        "No table is recognised in this file: its headings name no team, certification or KPI, or each row is a person.",
        "Partez du modèle (certiscope template), ou dites ce que vos en-têtes signifient sur la page de dépôt.",
        "Start from the template (certiscope template), or say what your headings mean on the Upload page.",
    ),
    "kpis_as_headings": Kind(
        "fatal",
        "Chaque indicateur semble avoir ici sa propre colonne, comme « {value} » : un tel tableau n'est pas lu.",
        "Each KPI seems to have a column of its own here, such as “{value}”: such a table is not read.",
        "Écrivez une ligne par équipe, indicateur et période, sous les en-têtes Équipe, Indicateur, Période et Valeur "
        "(certiscope template --kind kpi).",
        "Write a row for each team, KPI and period, below the headings Team, KPI, Period and Value "
        "(certiscope template --kind kpi).",
    ),
    "criteria_in_rows": Kind(
        "fatal",
        "Les critères sont en lignes, et tout n'est pas dit de chaque colonne de notes : son équipe, sa certification "
        "et, s'il y en a plusieurs, qui a répondu.",
        "The criteria are in rows, and not all is said of each column of ratings: its team, its certification and, where "
        "there are several, who answered.",
        "Écrivez une ligne par réponse et une colonne par critère ; ou, au-dessus, « Équipe : … », et « Critère / "
        "Certification » en tête de la colonne des critères, les certifications à sa droite ; ou les deux au-dessus, et "
        "« Critère / Répondant ».",
        "Write a row for each answer and a column for each criterion; or, above, “Team: …”, and “Criterion / "
        "Certification” at the head of the column of criteria, the certifications to its right; or both above, and "
        "“Criterion / Respondent”.",
    ),
    "no_rows": Kind(
        "warning",
        "Sous les en-têtes, il n'y a aucune ligne à lire : rien de ce fichier ne compte.",
        "Below the headings there is no row to read: nothing of this file counts.",
        "Remplissez le tableau et renvoyez-le.", "Fill in the table and send it again.",
    ),
    "unknown_sheet": Kind(
        "warning",
        "La feuille « {sheet} » n'est pas un tableau connu : elle est laissée de côté.",
        "The sheet “{sheet}” is not a known table: it is left aside.",
        "Rien à faire si elle ne contient pas de réponses.", "Nothing to do if it holds no answers.",
    ),
    "missing_column": Kind(
        "fatal",
        "Il manque la colonne « {wanted} » (en-têtes lus : {found}).{nearest_fr}",
        "The column “{wanted}” is missing (headings read: {found}).{nearest_en}",
        "Ajoutez cette colonne, ou écrivez la valeur au-dessus du tableau (« {wanted} : … »), ou choisissez-la au dépôt.",
        "Add this column, or write the value above the table (“{wanted}: …”), or choose it at upload.",
    ),
    "doubled_column": Kind(
        "warning",
        "Deux colonnes disent « {wanted} » ; la première est lue, « {column} » est laissée de côté.",
        "Two columns say “{wanted}”; the first is read, “{column}” is left aside.",
        "Renommez ou retirez l'une des deux.", "Rename or remove one of the two.",
    ),
    "rival_column": Kind(
        "warning",
        "« {column} » et « {other} » répondent à une même question, deux fois ou pour deux périodes : "
        "aucune des deux n'est lue.",
        "“{column}” and “{other}” answer one question, twice or for two periods: neither is read.",
        "Gardez une seule des deux, ou écrivez une ligne par période, avec une colonne Campagne.",
        "Keep one of the two, or write a row for each period, with a Campaign column.",
    ),
    "unmapped_column": Kind(
        "warning",
        "La colonne « {column} » n'est pas reconnue : elle n'est pas lue.",
        "The column “{column}” is not recognised: it is not read.",
        "Rien à faire si elle ne sert pas ; sinon dites ce qu'elle signifie sur la page de dépôt.",
        "Nothing to do if it is not needed; otherwise say what it means on the Upload page.",
    ),
    "hidden_sheet": Kind(
        "warning",
        "La feuille « {sheet} » est masquée ; elle est lue.", "The sheet “{sheet}” is hidden; it is read.",
        "Supprimez-la si elle ne doit pas compter.", "Delete it if it must not count.",
    ),
    "hidden_row": Kind(
        "warning",
        "{count} lignes masquées ou filtrées sont lues.", "{count} hidden or filtered rows are read.",
        "Supprimez ce qui ne doit pas compter.", "Delete what must not count.",
        "1 ligne masquée ou filtrée est lue.", "1 hidden or filtered row is read.",
    ),
    "trial_rows": Kind(
        "warning",
        "{count} réponses d'essai de l'auteur du formulaire sont ignorées.",
        "{count} trial responses of the form's author are ignored.",
        "Pour qu'une vraie réponse compte, changez son statut dans le fichier.",
        "For a real answer to count, change its status in the file.",
        "1 réponse d'essai de l'auteur du formulaire est ignorée.",
        "1 trial response of the form's author is ignored.",
    ),
    "refused_answers": Kind(
        "warning",
        "{count} réponses ont été refusées dans l'outil par qui les a relues : elles sont ignorées.",
        "{count} answers were refused in the tool by whoever reviewed them: they are ignored.",
        "Pour qu'une réponse compte, approuvez-la dans l'outil et refaites l'export.",
        "For an answer to count, approve it in the tool and export again.",
        "1 réponse a été refusée dans l'outil par qui l'a relue : elle est ignorée.",
        "1 answer was refused in the tool by whoever reviewed it: it is ignored.",
    ),
    "unfinished_answers": Kind(
        "warning",
        "{count} réponses commencées dans le formulaire n'ont pas été envoyées : elles comptent pour ce qu'elles disent.",
        "{count} answers begun in the form were never sent: they count for what they say.",
        "Si elles ne doivent pas compter, refaites l'export avec les seules réponses complètes.",
        "If they must not count, export the completed answers only.",
        "1 réponse commencée dans le formulaire n'a pas été envoyée : elle compte pour ce qu'elle dit.",
        "1 answer begun in the form was never sent: it counts for what it says.",
    ),
    "coded_names": Kind(
        "warning",
        "« {column} » ne contient que des codes, comme « {value} » : l'outil a exporté le numéro des réponses, pas leur "
        "texte.",
        "“{column}” holds only codes, such as “{value}”: the tool exported the numbers of the answers, not their text.",
        "Refaites l'export avec le texte des réponses (réponses complètes, libellés) au lieu des codes.",
        "Export again with the text of the answers (full answers, labels) instead of the codes.",
    ),
    "foreign_rows": Kind(
        "warning",
        "À partir de cette ligne, {count} lignes semblent celles d'un autre tableau : elles ne sont pas lues.",
        "From this row on, {count} rows seem to be another table's: they are not read.",
        "Si le tableau au-dessus continue ici, retirez la ligne qui ressemble à des en-têtes.",
        "If the table above goes on here, remove the row that looks like headings.",
        "Cette ligne semble celle d'un autre tableau : elle n'est pas lue.",
        "This row seems to be another table's: it is not read.",
    ),
    "not_measured": Kind(
        "warning",
        "{count} lignes disent un budget, une prévision, un écart ou un total, non une mesure : elles ne sont pas lues.",
        "{count} rows tell a budget, a forecast, a gap or a total, not a measure: they are not read.",
        "Pour qu'une mesure soit lue, retirez ou changez le titre ou le mot qui dit le contraire.",
        "For a measure to be read, remove or change the title or the word that says otherwise.",
        "1 ligne dit un budget, une prévision, un écart ou un total, non une mesure : elle n'est pas lue.",
        "1 row tells a budget, a forecast, a gap or a total, not a measure: it is not read.",
    ),
    "several_values": Kind(
        "warning",
        "Ce fichier donne {count} valeurs à cet indicateur pour la même équipe et le même moment : leur moyenne compte.",
        "This file gives this KPI {count} values for the same team and the same moment: their mean counts.",
        "Gardez-en une si les autres sont un budget, une prévision ou une partie de l'équipe.",
        "Keep one if the others are a budget, a forecast or a part of the team.",
    ),
    "straight_line": Kind(
        "warning",
        "Réponses qui donnent la même note à tous les critères : {count}. La première est à cette ligne ; elles comptent.",
        "Answers that give every criterion the same rating: {count}. The first is on this row; they count.",
        "Si c'est ce que ces personnes pensent, rien à faire ; sinon demandez-leur de relire les questions.",
        "If that is what these people think, nothing to do; otherwise ask them to read the questions again.",
    ),
    "example_written_over": Kind(
        "warning",
        "La ligne d'exemple du modèle porte de vraies notes : elle est lue comme une réponse.",
        "The example row of the template holds real ratings: it is read as an answer.",
        "Rien à faire si c'est une réponse ; sinon effacez ses notes.",
        "Nothing to do if it is an answer; otherwise clear its ratings.",
    ),
    "not_mended": Kind(
        "warning",
        "Au dépôt, « {was} » avait été corrigé en « {now} » dans cette cellule, qui contient « {value} » : "
        "elle est lue telle quelle.",
        "At upload, “{was}” was mended to “{now}” in this cell, which holds “{value}”: it is read as it is.",
        "Renvoyez le fichier corrigé, ou retirez cette correction de son fichier annexe (.toml).",
        "Send the corrected file, or remove this correction from its side file (.toml).",
    ),
    "uneven_line": Kind(
        "error",
        "La ligne a {found} valeurs, l'en-tête en a {expected}.", "The line has {found} values, the heading has {expected}.",
        "Vérifiez les séparateurs et les guillemets de cette ligne.", "Check the separators and quotes of this line.",
    ),
    "cut_line": Kind(
        "error",
        "La ligne semble coupée : l'une de ses valeurs est à cheval sur la ligne voisine.",
        "The line seems to be cut: one of its values reaches into the line next to it.",
        "Remettez-la sur une seule ligne, ou effacez la ligne voisine si elle n'en fait pas partie.",
        "Put it on one line, or delete the line next to it if it is no part of it.",
    ),
    "bare_name": Kind(
        "error",
        "« {value} » est seul sur sa ligne, au bas d'un tableau rempli : un nom, ou une remarque ?",
        "“{value}” stands alone on its row, at the end of a table that is filled in: a name, or a remark?",
        "Si c'est un nom, remplissez une autre cellule de sa ligne ; sinon effacez la ligne.",
        "If it is a name, fill in another cell of its row; otherwise delete the row.",
    ),
    # rows
    "note_not_a_number": Kind(
        "error",
        "« {value} » n'est pas une note pour « {column} ».", "“{value}” is not a rating for “{column}”.",
        "Écrivez un nombre de {low_fr} à {high_fr}, ou laissez vide.", "Write a number from {low} to {high}, or leave it empty.",
    ),
    "note_off_scale": Kind(
        "error",
        "{value} est hors de l'échelle de {low_fr} à {high_fr} pour « {column} ».",
        "{value} is off the scale from {low} to {high} for “{column}”.",
        "Écrivez une note de {low_fr} à {high_fr}, ou laissez vide.", "Write a rating from {low} to {high}, or leave it empty.",
    ),
    "note_between_steps": Kind(
        "error",
        "{value} tombe entre deux notes : l'échelle va de {low_fr} à {high_fr} par pas de {step_fr}.",
        "{value} falls between two ratings: the scale goes from {low} to {high} in steps of {step}.",
        "Choisissez l'une des notes de l'échelle.", "Choose one of the ratings of the scale.",
    ),
    "error_cell": Kind(
        "error",
        "La cellule contient l'erreur {value}.", "The cell holds the error {value}.",
        "Corrigez la formule, ou écrivez la valeur.", "Mend the formula, or write the value.",
    ),
    "two_answers": Kind(
        "error",
        "Deux colonnes posent cette question et n'ont pas la même réponse : {value}.",
        "Two columns ask this question and do not hold the same answer: {value}.",
        "Ne gardez que l'une des deux réponses.", "Keep only one of the two answers.",
    ),
    "formula_without_value": Kind(
        "error",
        "La cellule contient une formule dont le résultat n'a pas été enregistré.",
        "The cell holds a formula whose result was not saved.",
        "Ouvrez le fichier dans un tableur et enregistrez-le, ou écrivez la valeur.",
        "Open the file in a spreadsheet program and save it, or write the value.",
    ),
    "missing_value": Kind(
        "error",
        "La ligne n'a pas de valeur pour « {column} ».", "The row has no value for “{column}”.",
        "Remplissez cette cellule.", "Fill in this cell.",
    ),
    "unreadable_value": Kind(
        "error",
        "« {value} » ne se lit pas comme {expected_fr} pour « {column} ».",
        "“{value}” cannot be read as {expected_en} for “{column}”.",
        "Écrivez {expected_fr}, ou laissez vide.", "Write {expected_en}, or leave it empty.",
    ),
    "unknown_criterion": Kind(
        "error",
        "« {value} » n'est pas un critère de la grille.", "“{value}” is not a criterion of the grid.",
        "Employez l'un des critères : {known}.", "Use one of the criteria: {known}.",
    ),
    "doubled_criterion": Kind(
        "error",
        "Deux lignes de la même réponse notent « {column} ».", "Two lines of the same answer rate “{column}”.",
        "Gardez une seule note par critère.", "Keep one rating per criterion.",
    ),
    "part_of_set_aside_answer": Kind(
        "error",
        "Une autre ligne de la même réponse est en erreur : la réponse entière est mise de côté.",
        "Another line of the same answer is wrong: the whole answer is set aside.",
        "Corrigez l'autre ligne.", "Mend the other line.",
    ),
    "missing_when": Kind(
        "error",
        "La mesure n'a ni date, ni période, ni phase (avant, après).",
        "The observation has no date, no period and no phase (before, after).",
        "Remplissez l'une des trois.", "Fill in one of the three.",
    ),
    "unreadable_detail": Kind(
        "warning",
        "« {value} » ne se lit pas comme {expected_fr} pour « {column} » : compté comme manquant.",
        "“{value}” cannot be read as {expected_en} for “{column}”: counted as missing.",
        "Écrivez {expected_fr}.", "Write {expected_en}.",
    ),
    "detail_without_result": Kind(
        "warning",
        "La cellule contient une formule dont le résultat n'a pas été enregistré : compté comme manquant.",
        "The cell holds a formula whose result was not saved: counted as missing.",
        "Ouvrez le fichier dans un tableur et enregistrez-le, ou écrivez la valeur.",
        "Open the file in a spreadsheet program and save it, or write the value.",
    ),
    "ambiguous_date": Kind(
        "warning",
        "« {value} » peut se lire jour/mois ou mois/jour : compté comme manquant.",
        "“{value}” can be read day/month or month/day: counted as missing.",
        "Écrivez la date ainsi : 2026-11-22.", "Write the date like this: 2026-11-22.",
    ),
    "undated": Kind(
        "warning",
        "{count} réponses sans campagne ni date : rangées dans « sans date ».",
        "{count} answers without a campaign or a date: kept under “undated”.",
        "Ajoutez une colonne Date ou Campagne, ou choisissez la campagne au dépôt.",
        "Add a Date or Campaign column, or choose the campaign at upload.",
        "1 réponse sans campagne ni date : rangée dans « sans date ».",
        "1 answer without a campaign or a date: kept under “undated”.",
    ),
    "two_campaigns": Kind(
        "warning",
        "{count} réponses datées d'un jour où deux campagnes sont ouvertes : rangées dans « {campaign} », qui ferme "
        "avant « {other} ».",
        "{count} answers dated on a day when two campaigns are open: kept under “{campaign}”, which closes before "
        "“{other}”.",
        "Ajoutez une colonne Campagne, ou corrigez opens et closes dans config/campaigns.toml.",
        "Add a Campaign column, or correct opens and closes in config/campaigns.toml.",
        "1 réponse datée d'un jour où deux campagnes sont ouvertes : rangée dans « {campaign} », qui ferme avant "
        "« {other} ».",
        "1 answer dated on a day when two campaigns are open: kept under “{campaign}”, which closes before “{other}”.",
    ),
    "direction_assumed": Kind(
        "warning",
        "Le sens de « {value} » n'est pas dit : une hausse est comptée comme bonne.",
        "The direction of “{value}” is not stated: a rise is counted as good.",
        "Ajoutez une colonne Sens (hausse ou baisse).", "Add a Direction column (up or down).",
    ),
    "no_value_yet": Kind(
        "warning",
        "Lignes sans valeur, à partir de celle-ci : {count}. Rien n'y est mesuré ; elles ne comptent pas.",
        "Rows without a value, from this one on: {count}. Nothing is measured in them; they do not count.",
        "Remplissez la valeur quand elle est connue.", "Fill in the value once it is known.",
    ),
    "baseline_locked": Kind(
        "warning",
        "« {value} » de {team} : cette mesure d'avant la formation diffère de celle de {file}, arrivée la première ; la "
        "situation de départ est figée depuis le {since}, et garde la valeur d'origine.",
        "“{value}” of {team}: this measure from before the training differs from the one in {file}, which came first; "
        "the baseline is locked since {since} and keeps the original value.",
        "Les deux valeurs se lisent sur la page Indicateurs. Si la première était une erreur, retirez son fichier "
        "(certiscope withdraw).",
        "Both values are on the KPIs page. If the first one was a mistake, withdraw its file (certiscope withdraw).",
    ),
    "contract_changed": Kind(
        "warning",
        "{team} × {certification}, pilote engagé : {part_fr} était « {before} » dans {file}, ce fichier dit « {after} » ; "
        "c'est ce fichier qui compte.",
        "{team} × {certification}, a pilot under way: {part_en} was “{before}” in {file}, this file says “{after}”; "
        "this file counts.",
        "Si c'était une erreur, renvoyez le registre avec la valeur d'origine, ou retirez ce fichier "
        "(certiscope withdraw).",
        "If that was a mistake, send the register again with the original value, or withdraw this file "
        "(certiscope withdraw).",
    ),
    "pilot_not_undone": Kind(
        "warning",
        "{team} × {certification} : ce fichier ne dit plus que le pilote a commencé, un registre antérieur le disait ; un "
        "registre ne défait pas un pilote engagé, qui reste suivi.",
        "{team} × {certification}: this file no longer says that the pilot began, an earlier register did; a register "
        "does not undo a pilot under way, which is still followed.",
        "S'il n'a jamais commencé, le comité l'enregistre (page Dossier, étape « mesure de la situation de départ ») ou "
        "vous retirez le registre qui le disait (certiscope withdraw).",
        "If it never began, the committee records it (Candidate page, step “measuring the baseline”), or you withdraw the "
        "register that said so (certiscope withdraw).",
    ),
    "pilot_gone": Kind(
        "warning",
        "{team} × {certification} : ce pilote a été publié d'après ce fichier, qui ne le contient plus, ni aucun autre "
        "registre ; il n'est plus suivi.",
        "{team} × {certification}: this pilot was published from this file, which holds it no more, nor does any other "
        "register; it is no longer followed.",
        "Remettez sa ligne, avec le statut « arrêté » s'il a pris fin ; s'il n'y a jamais eu de pilote, rien à faire.",
        "Put its row back, with the status “stopped” if it has ended; if there never was a pilot, nothing to do.",
    ),
    "no_longer_stated": Kind(
        "warning",
        "{team} × {certification} : cette ligne laisse vide ce que {file} indiquait ({parts_fr}) ; la ligne la plus "
        "récente compte en entier, c'est donc compté comme manquant.",
        "{team} × {certification}: this row leaves blank what {file} stated ({parts_en}); the later row counts as a "
        "whole, so that this counts as missing.",
        "Complétez la ligne et renvoyez le registre.", "Complete the row and send the register again.",
    ),
    "objective_disagrees": Kind(
        "warning",
        "Le registre et les réponses ne donnent pas le même objectif pour {team} × {certification} ; le registre l'emporte.",
        "The register and the answers give different objectives for {team} × {certification}; the register wins.",
        "Accordez les deux.", "Make the two agree.",
    ),
    "said_otherwise_below": Kind(
        "warning",
        "La ligne {row} de ce fichier dit autre chose de {name} : elle compte, celle-ci non.",
        "Row {row} of this file says otherwise about {name}: that one counts, this one does not.",
        "Gardez une seule des deux lignes.", "Keep only one of the two rows.",
    ),
    "corrected_file": Kind(
        "warning",
        "Ce fichier est remplacé par sa correction, « {other} » : ses lignes ne comptent plus.",
        "This file is replaced by its correction, “{other}”: its rows no longer count.",
        "Rien à faire. Pour revenir en arrière, retirez la correction (certiscope withdraw).",
        "Nothing to do. To go back, withdraw the correction (certiscope withdraw).",
    ),
    "already_received": Kind(
        "warning",
        "Le même contenu a déjà été reçu sous « {other} ».", "The same content was already received as “{other}”.",
        "Rien à faire : une réponse reçue deux fois ne compte qu'une fois.",
        "Nothing to do: an answer that is received twice counts once.",
    ),
    # questions
    "near_team": Kind(
        "question",
        "« {value} » et « {other} » sont-elles la même équipe ?", "Are “{value}” and “{other}” the same team?",
        "Répondez sur la page Qualité, ou avec certiscope answer. D'ici là, ce sont deux équipes.",
        "Answer on the Data quality page, or with certiscope answer. Until then they are two teams.",
    ),
    "near_certification": Kind(
        "question",
        "« {value} » et « {other} » sont-elles la même certification ?", "Are “{value}” and “{other}” the same certification?",
        "Répondez sur la page Qualité, ou avec certiscope answer. D'ici là, ce sont deux certifications.",
        "Answer on the Data quality page, or with certiscope answer. Until then they are two certifications.",
    ),
    "respondent_twice": Kind(
        "question",
        "Un même répondant a {count} réponses pour {team} × {certification} sans heures distinctes : "
        "une seule personne, ou plusieurs ?",
        "One respondent has {count} answers for {team} × {certification} without distinct times: one person, or several?",
        "Répondez sur la page Qualité, ou avec certiscope answer. D'ici là, chaque réponse compte.",
        "Answer on the Data quality page, or with certiscope answer. Until then every answer counts.",
    ),
    "newer_export": Kind(
        "question",
        "Ce fichier reprend {count} réponses de « {other} » : le remplace-t-il ?",
        "This file repeats {count} answers of “{other}”: does it replace it?",
        "Répondez sur la page Qualité, ou avec certiscope answer. D'ici là, il n'ajoute que ce qui est nouveau.",
        "Answer on the Data quality page, or with certiscope answer. Until then it adds only what is new.",
        "Ce fichier reprend 1 réponse de « {other} » : le remplace-t-il ?",
        "This file repeats 1 answer of “{other}”: does it replace it?",
    ),
    "correction_lacks_rows": Kind(
        "question",
        "Ce classeur vient de « {other} », mais {count} de ses lignes ne s'y retrouvent pas : le remplace-t-il ?",
        "This workbook was made from “{other}”, but {count} of its rows are not in it: does it replace it?",
        "Répondez sur la page Qualité, ou avec certiscope answer. D'ici là, il n'ajoute que ce qui est nouveau.",
        "Answer on the Data quality page, or with certiscope answer. Until then it adds only what is new.",
        "Ce classeur vient de « {other} », mais 1 de ses lignes ne s'y retrouve pas : le remplace-t-il ?",
        "This workbook was made from “{other}”, but 1 of its rows is not in it: does it replace it?",
    ),
    "two_quarters": Kind(
        "question",
        "Les réponses de ce fichier vont du {first} au {last}, de part et d'autre d'une fin de trimestre : une seule campagne ?",
        "The answers of this file run from {first} to {last}, on both sides of a quarter's end: one campaign?",
        "Répondez sur la page Qualité, ou avec certiscope answer. D'ici là, chaque réponse va au trimestre de sa date.",
        "Answer on the Data quality page, or with certiscope answer. Until then each answer goes to the quarter of its date.",
    ),
    "other_grid": Kind(
        "question",
        "Ce fichier dit répondre à la grille « {value} » ; la campagne {campaign} emploie « {grid} ». Les mêmes questions ?",
        "This file says that it answers the grid “{value}”; campaign {campaign} uses “{grid}”. The same questions?",
        "Répondez sur la page Qualité, ou avec certiscope answer. D'ici là, les notes comptent telles quelles.",
        "Answer on the Data quality page, or with certiscope answer. Until then the ratings count as they are.",
    ),
    "polarity": Kind(
        "question",
        "Dans ce fichier, « {column} » va à rebours de ce que demande la question : a-t-elle été comprise à l'envers ?",
        "In this file, “{column}” runs against what the question asks: was it understood the other way round?",
        "Répondez sur la page Qualité, ou avec certiscope answer. D'ici là, les notes comptent telles quelles.",
        "Answer on the Data quality page, or with certiscope answer. Until then the ratings count as they are.",
    ),
    "other_scale": Kind(
        "question",
        "« {column} » semble suivre une autre échelle que celle de {low} à {high} (lu : {seen}) : est-ce bien celle-ci ?",
        "“{column}” seems to follow another scale than {low} to {high} (read: {seen}): is it this one after all?",
        "Répondez sur la page Qualité, ou avec certiscope answer. D'ici là, ces notes ne comptent pas ; rien n'est converti.",
        "Answer on the Data quality page, or with certiscope answer. Until then these ratings do not count; none is converted.",
    ),
    "contradictory_labels": Kind(
        "question",
        "« {column} » se contredit : « {value} » et « {other} ». Les chiffres disent-ils la note ?",
        "“{column}” contradicts itself: “{value}” and “{other}”. Do the digits give the rating?",
        "Répondez sur la page Qualité, ou avec certiscope answer. D'ici là, les notes de cette colonne ne comptent pas.",
        "Answer on the Data quality page, or with certiscope answer. Until then the ratings of this column do not count.",
    ),
    "mixed_units": Kind(
        "question",
        "« {value} » de {team} : des unités se mélangent ({units_fr}) ; cette série n'est pas comptée. Quelle unité ?",
        "“{value}” of {team}: units are mixed ({units_en}); this series is not counted. Which unit?",
        "Pour une échelle, répondez sur la page Qualité ou avec certiscope answer ; sinon écrivez la même unité dans chaque "
        "cellule et renvoyez le fichier.",
        "For a scale, answer on the Data quality page or with certiscope answer; otherwise write the same unit in every "
        "cell and send the file again.",
    ),
    "mixed_periods": Kind(
        "question",
        "« {value} » : des {shortest_fr} et des {longest_fr} se mélangent ; seuls les {counted_fr} comptent. Chaque valeur "
        "est-elle le total de sa période ?",
        "“{value}”: {shortest_en} and {longest_en} are mixed; only the {counted_en} count. Is each value the total of its "
        "period?",
        "Répondez sur la page Qualité, ou avec certiscope answer. Des totaux sont ramenés à la période la plus longue ; un "
        "niveau ou une moyenne compte tel quel.",
        "Answer on the Data quality page, or with certiscope answer. Totals are brought to the longest period; a level or "
        "a mean counts as it stands.",
    ),
    "unknown_currency": Kind(
        "question",
        "« {value} » : aucun taux pour cette devise dans les réglages ; le montant n'est pas compté. Est-il en {currency} ?",
        "“{value}”: the settings have no rate for this currency; the amount is not counted. Is it in {currency}?",
        "Répondez sur la page Qualité, ou ajoutez le taux sous [rates] dans config/settings.toml.",
        "Answer on the Data quality page, or add the rate under [rates] in config/settings.toml.",
    ),
}  # fmt: skip


TOLD_ONE_BY_ONE = 5_000
"""How many findings of one kind are told for one sheet, in row order, before one more stands for all that are left.

As many as an annotated workbook explains cell by cell: someone with more mends the cause, not the cells.
"""

_AND_MORE: dict[Language, str] = {
    "fr": "{count} autres cellules ou lignes du même constat, à partir de celle-ci. {message}",
    "en": "{count} more cells or rows with the same finding, from this one on. {message}",
}


_DAYS = ("first", "last", "since", "before", "after")
"""Facts that are days, or may be: a contract's part is a day, a name or a number."""
_ISO = re.compile(r"\d{4}-\d\d-\d\d")


class _Facts(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return "…"


def words(code: str, value: str, column: str, sheet: str, facts: Mapping[str, object]) -> tuple[str, str, str, str]:
    """The finding's message and remedy: message_fr, message_en, remedy_fr, remedy_en."""
    kind = CATALOGUE[code]
    is_one = bool(kind.one_fr) and str(facts.get("count")) == "1"
    french, english = (kind.one_fr, kind.one_en) if is_one else (kind.message_fr, kind.message_en)
    here = {"value": value, "column": column, "sheet": sheet}
    in_french, in_english = (_Facts(here | _spoken(facts, language)) for language in LANGUAGES)
    return (
        typeset(french, "fr").format_map(in_french),
        english.format_map(in_english),
        typeset(kind.remedy_fr, "fr").format_map(in_french),
        kind.remedy_en.format_map(in_english),
    )


def _spoken(facts: Mapping[str, object], language: Language) -> dict[str, object]:
    """The facts, days among them as the language writes them; what a cell holds stays as it was sent."""
    days = {name: str(facts[name]) for name in _DAYS if _ISO.fullmatch(str(facts.get(name, "")))}
    return {**facts, **{name: day(dt.date.fromisoformat(text), language) for name, text in days.items()}}


def standing_for(count: int, message: str, language: Language) -> str:
    """The message of a finding that stands for `count` alike, of which it is the first."""
    return message if count == 1 else _AND_MORE[language].format(count=count, message=message)
