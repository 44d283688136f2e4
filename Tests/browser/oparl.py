"""A small made-up council as OParl 1.1: its members are those of a test's town, its flaws those of real files."""

import json

RIS = "https://ris.erlenbrueck.example.org/oparl/v1.1"
TYPE = "https://schema.oparl.org/1.1"
FACTIONS = ["Forum", "Mitte", "Liste"]
AGENDA = [("1", "Eröffnung"), ("2", "Wahl des Ausschusses für Stadtgrün"), ("3", "Verkauf des Grundstücks Am Markt")]


def thing(kind, ident, **fields):
    return {"id": f"{RIS}/{kind.lower()}/{ident}", "type": f"{TYPE}/{kind}", **fields}


def membership(number, organization, **fields):
    return thing("Membership", number, organization=f"{RIS}/organization/{organization}", startDate="2025-11-01", **fields)


def person(number, name, role, faction):
    given, family = name.rsplit(" ", 1)
    mandates = [membership(2 * number, "rat", role=role, votingRight=True)]
    if faction:
        mandates.append(membership(2 * number + 1, faction.lower(), role="Mitglied", endDate=""))
    return thing("Person", number, body=f"{RIS}/body/1", name=name, givenName=given, familyName=family, membership=mandates)


def write(folder, members, mayor):
    """Writes the files; `members` are `(p, name)`. Returns their paths."""
    folder.mkdir()
    body = thing("Body", 1, system=f"{RIS}/system", name="Stadt Erlenbrück", shortName="Erlenbrück", ags="5999001",
                 legislativeTerm=[thing("LegislativeTerm", 11, name="11. Wahlperiode", startDate="2025-11-01")])
    council = thing("Organization", "rat", body=body["id"], name="Rat der Stadt Erlenbrück", shortName="Rat",
                    organizationType="Gremium", classification="Parlament", endDate="")
    factions = [thing("Organization", name.lower(), body=body["id"], name=name, shortName=name, organizationType="Fraktion")
                for name in FACTIONS]
    people = [person(i, name, "Ratsmitglied", FACTIONS[i % 3]) for i, (_, name) in enumerate(members)]
    people.append(person(len(people), mayor, "Bürgermeisterin", None))
    # Somebody who left long ago, marked as deleted.
    people.append(thing("Person", 99, deleted=True, modified="2025-12-01T08:00:00+01:00"))
    meeting = thing(
        "Meeting", 412, name="12. Sitzung des Rates", start="2026-12-10T17:00:00+01:00", organization=[council["id"]],
        location=thing("Location", 2, description="Großer Sitzungssaal und Videokonferenz"),
        agendaItem=[thing("AgendaItem", number, number=number, order=int(number), name=title, public=True)
                    for number, title in AGENDA],
    )
    pages = {"body": body, "organization": {"data": [council, *factions]}, "person": {"data": people}, "meeting": meeting}
    paths = []
    for name, content in pages.items():
        paths.append(folder / f"{name}.json")
        paths[-1].write_text(json.dumps(content, ensure_ascii=False, indent=2), encoding="utf-8")
    return paths
