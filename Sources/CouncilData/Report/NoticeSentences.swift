import Words

extension Notice {
    /// The notice as a sentence with its place.
    public func sentence(in language: Language) -> String {
        let place = Place.sentence(file: file, line: line, object: object, language)
        return "\(place): \(kind.sentence(in: language))"
    }
}

extension NoticeGroup {
    /// All notices of the group as one line: the first one's place, and how many there are.
    public func sentence(in language: Language) -> String {
        guard count > 1 else { return first.sentence(in: language) }
        let place = Place.sentence(file: first.file, line: first.line, object: first.object, language)
        let holes = [
            "notice": first.kind.sentence(in: language), "count": String(count), "files": String(files), "place": place,
        ]
        return Words.sentence(files > 1 ? "council.group.files" : "council.group.file", holes, in: language)
    }
}

extension Notice.Kind {
    /// What was tolerated or found out, as a sentence without its place.
    public func sentence(in language: Language) -> String {
        let (key, holes) = words(in: language)
        return Words.sentence("council.notice.\(key)", Place.shown(holes), in: language)
    }

    /// The key of the sentence and what fills its holes.
    func words(in language: Language) -> (key: String, holes: [String: String]) {
        switch self {
        case .windows1252: ("windows1252", [:])
        case .byteOrderMark: ("byteOrderMark", [:])
        case .controlCharacters: ("controlCharacters", [:])
        case .emptyArrayForPage: ("emptyArrayForPage", [:])
        case .noOParlInFile: ("noOParlInFile", [:])
        case .unknownObject: ("unknownObject", [:])
        case .nextPageMissing(let url): ("nextPageMissing", ["url": url])

        case .missingType(let inferred): ("missingType", ["inferred": inferred])
        case .unusualType(let found): ("unusualType", ["found": found])
        case .missingID: ("missingID", [:])
        case .deletedSkipped: ("deletedSkipped", [:])
        case .objectTwice: ("objectTwice", [:])
        case .singleForList(let field): ("singleForList", ["field": field])
        case .listForSingle(let field): ("listForSingle", ["field": field])
        case .embeddedForURL(let field): ("embeddedForURL", ["field": field])
        case .danglingReference(let field): ("danglingReference", ["field": field])
        case .emptyText(let field): ("emptyText", ["field": field])
        case .noBreakSpace(let field): ("noBreakSpace", ["field": field])
        case .hiddenCharacters(let field): ("hiddenCharacters", ["field": field])
        case .numberForText(let field): ("numberForText", ["field": field])
        case .textForBool(let field): ("textForBool", ["field": field])
        case .unusualDate(let field, let found): ("unusualDate", ["field": field, "found": found])
        case .unreadableDate(let field, let found): ("unreadableDate", ["field": field, "found": found])
        case .wrongKind(let field): ("wrongKind", ["field": field])

        case .source(let product, let version): ("source", ["product": product, "version": version])
        case .agsRepaired(let found, let used): ("agsRepaired", ["found": found, "used": used])
        case .agsUnusable(let found): ("agsUnusable", ["found": found])
        case .otherBodyLeftOut: ("otherBodyLeftOut", [:])
        case .councilChosen(let name, let count): ("councilChosen", ["name": name, "count": String(count)])
        case .typeFromName(let used): ("typeFromName", ["used": Self.groupKind(used, language)])
        case .nonVotingLeftOut: ("nonVotingLeftOut", [:])
        case .severalMemberships: ("severalMemberships", [:])
        case .earlierTerm: ("earlierTerm", [:])
        case .unknownFaction(let faction): ("unknownFaction", ["faction": faction])
        case .nameComposed: ("nameComposed", [:])
        case .familyNameGuessed: ("familyNameGuessed", [:])
        case .personNamelessLeftOut: ("personNamelessLeftOut", [:])
        case .sameName(let name): ("sameName", ["name": name])
        case .memberCountAgrees(let found, let day):
            ("memberCountAgrees", ["found": String(found), "day": day.text(in: language)])
        case .memberCountDiffers(let found, let expected, let day):
            (
                "memberCountDiffers",
                ["found": String(found), "expected": String(expected), "day": day.text(in: language)]
            )
        case .memberCountUnknown(let found, let day):
            ("memberCountUnknown", ["found": String(found), "day": day.text(in: language)])

        case .memberNew(let p, let name): ("memberNew", ["p": p, "name": name])
        case .memberGone(let p, let name): ("memberGone", ["p": p, "name": name])
        case .nameChanged(let p, let earlier, let now): ("nameChanged", ["p": p, "earlier": earlier, "now": now])
        case .keptFromEarlier(let field): ("keptFromEarlier", ["field": field])

        case .noMeeting: ("noMeeting", [:])
        case .meetingChosen(let name, let count): ("meetingChosen", ["name": name, "count": String(count)])
        case .meetingCancelled: ("meetingCancelled", [:])
        case .meetingStateMissing: ("meetingStateMissing", [:])
        case .participantMissing: ("participantMissing", [:])
        case .endBeforeStart: ("endBeforeStart", [:])
        case .startMissing: ("startMissing", [:])
        case .orderStartsAtOne: ("orderStartsAtOne", [:])
        case .orderRepeats(let order): ("orderRepeats", ["order": String(order)])
        case .publicMissing: ("publicMissing", [:])
        case .numberRepeats(let number): ("numberRepeats", ["number": number])

        case .unknownColumn(let name): ("unknownColumn", ["name": name])
        case .absentColumn(let name): ("absentColumn", ["name": name])
        case .shortRow: ("shortRow", [:])
        case .withoutVote(let role): ("withoutVote", ["role": role])
        case .unknownRole(let role, let count): ("unknownRole", ["role": role, "count": String(count)])
        case .unusualEmail(let found): ("unusualEmail", ["found": found])
        }
    }

    private static func groupKind(_ kind: String, _ language: Language) -> String {
        Words.sentence("council.kind.\(kind)", in: language)
    }
}

extension CalendarDay {
    /// The day as it is written in a language.
    fileprivate func text(in language: Language) -> String {
        language == .german ? german : description
    }
}
