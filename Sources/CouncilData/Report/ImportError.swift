import StrictJSON

/// Why an import stopped: the file, the place in it and the rule; nothing was imported.
public struct ImportError: Error, Hashable, Sendable {
    /// The name of the file.
    public let file: String
    /// The line, from 1, where the format has lines.
    public let line: Int?
    /// The OParl object or the part of the council file, where there is one.
    public let object: String?
    /// What was broken.
    public let rule: Rule

    /// An error in `file`.
    public init(_ file: String, line: Int? = nil, object: String? = nil, _ rule: Rule) {
        self.file = file
        self.line = line
        self.object = object
        self.rule = rule
    }

    /// The rules of an import.
    public enum Rule: Hashable, Sendable {
        /// There is no council file at the path, because nothing has been imported.
        case notImported
        case unreadable, emptyFile, emptyFolder, tooLarge
        /// A picture, a workbook or another file that is no text.
        case notText(FileFormat)

        case malformedJSON(column: Int)
        /// One name stands twice in one object, so that two programs could read two different things.
        case duplicateField(String)
        /// JSON, but no object of OParl in any file.
        case notOParl
        case noBody
        case bodyNotFound(wanted: String, found: String)
        case severalBodies(found: String)
        case noCouncil
        case severalCouncils(found: String)
        case meetingNotFound(wanted: String)
        case noMembers

        case missingColumn(String)
        case duplicateColumn(String)
        case unclosedQuote
        case textAfterQuote
        case tooManyCells(expected: Int, found: Int)
        case noRows
        case emptyName, emptyTitle
        case notYesOrNo(String)
        /// The number of a person stands twice; `firstLine` is where it stood first.
        case duplicateNumber(String, firstLine: Int)
        /// The number belongs to someone who is no longer a member.
        case numberOfFormerMember(String, name: String)

        /// A rule that holds for each council, wherever it comes from.
        case council(CouncilFault)
        /// The council file is not the exact text that this program writes.
        case councilFile(JSONFault)
        case notCanonical
    }
}

/// Which rule of a council a value breaks.
public enum CouncilFault: Error, Hashable, Sendable {
    /// A number that is not 1 to 32 letters, digits, dots, hyphens and underscores.
    case wrongNumber(String)
    /// Two persons, present or former, with one number.
    case duplicateNumber(String)
    case unknownFaction(p: String, faction: String)
    case duplicateFaction(String)
    case unknownSeat(p: String, committee: String)
    /// Empty, or with characters that do not show.
    case unclearText(field: String)
    case wrongAGS(String)
}
