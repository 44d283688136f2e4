import Election
import PostalVote

/// What the command line asks for.
struct Arguments {
    var folder: String?
    var fingerprint: Fingerprint?
    /// The one of a vote by post: the checksum on its Niederschrift.
    var checksum: TextChecksum?
    var board: Fingerprint?
    var tracker: Tracker?
    var wantsList = false
    var language = ReportLanguage.german
    var wantsJSON = false
    var wantsHelp = false

    /// An option that a record by post has nothing for; nil if none is given.
    var onlyElectronic: String? {
        if board != nil { return "--board" }
        if tracker != nil { return "--tracker" }
        return wantsList ? "--list" : nil
    }

    /// A command line that cannot be understood; `key` is the sentence's name behind `verify.error.`.
    struct Misuse: Error {
        let key: String
        let argument: String
        let language: ReportLanguage
    }

    /// Reads the words after the program's name.
    init(_ words: [String]) throws(Misuse) {
        var rest = words[...]
        var onlyFolders = false
        while let word = rest.popFirst() {
            guard !onlyFolders, word.hasPrefix("-"), word != "-" else {
                guard folder == nil else { throw misuse("twoFolders", word) }
                folder = word
                continue
            }
            if word == "--" {
                onlyFolders = true
                continue
            }
            let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            try take(parts[0], value: parts.count == 2 ? parts[1] : nil, &rest)
        }
        if folder == nil && !wantsHelp { throw misuse("noFolder", "") }
    }

    private mutating func take(_ option: String, value: String?, _ rest: inout ArraySlice<String>) throws(Misuse) {
        switch option {
        case "--json", "--list", "--help", "-h":
            guard value == nil else { throw misuse("unexpectedValue", option) }
            switch option {
            case "--json": wantsJSON = true
            case "--list": wantsList = true
            default: wantsHelp = true
            }
        case "--lang":
            let name = try required(value, option, &rest)
            guard let known = ReportLanguage(rawValue: name) else { throw misuse("language", name) }
            language = known
        case "--fingerprint":
            let text = try required(value, option, &rest)
            checksum = TextChecksum(typed: text)
            fingerprint = checksum == nil ? try code(text) : nil
        case "--board": board = try code(required(value, option, &rest))
        case "--tracker":
            let text = try required(value, option, &rest)
            guard let typed = Tracker(typed: text) else { throw misuse("tracker", text) }
            tracker = typed
        default: throw misuse("unknownOption", option)
        }
    }

    private func required(
        _ value: String?,
        _ option: String,
        _ rest: inout ArraySlice<String>
    ) throws(Misuse) -> String {
        guard let text = value ?? rest.popFirst() else { throw misuse("missingValue", option) }
        return text
    }

    private func code(_ text: String) throws(Misuse) -> Fingerprint {
        guard let fingerprint = Fingerprint(typed: text) else { throw misuse("fingerprint", text) }
        return fingerprint
    }

    private func misuse(_ key: String, _ argument: String) -> Misuse {
        Misuse(key: key, argument: argument, language: language)
    }
}
