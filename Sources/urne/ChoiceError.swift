import Words

/// Why marks are no ballot; says nothing of the marks themselves.
enum ChoiceError: Error {
    case unknownOption
    case notAllowed(Int, Int)

    func sentence(in language: Language) -> String {
        switch self {
        case .unknownOption: Words.sentence("cli.choice.unknownOption", in: language)
        case .notAllowed(let minimum, let maximum):
            Words.sentence(
                "cli.choice.notAllowed",
                ["min": String(minimum), "max": String(maximum)],
                in: language
            )
        }
    }
}
