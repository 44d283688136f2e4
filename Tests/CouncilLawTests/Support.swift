import CouncilLaw
import Testing
import Words

/// The German text of statements, as the chair reads it.
func german(_ statements: [Statement]) -> String {
    statements.text { Words.sentence($0, $1, in: .german) }
}

func german(_ statement: Statement) -> String {
    german([statement])
}

func english(_ statements: [Statement]) -> String {
    statements.text { Words.sentence($0, $1, in: .english) }
}

func day(_ text: String) throws -> CalendarDate {
    try CalendarDate(parsing: text)
}

/// Expects that an input is refused, and that the refusal names the argument.
func expectRefusal(
    _ argument: InvalidInput.Argument,
    _ problem: InvalidInput.Problem? = nil,
    sourceLocation: SourceLocation = #_sourceLocation,
    _ act: () throws -> Void
) {
    do {
        try act()
        Issue.record("accepted, but \(argument) had to be refused", sourceLocation: sourceLocation)
    } catch let error as InvalidInput {
        #expect(error.argument == argument, sourceLocation: sourceLocation)
        if let problem { #expect(error.problem == problem, sourceLocation: sourceLocation) }
        #expect(german(error.statement).hasPrefix("\(argument.rawValue): "), sourceLocation: sourceLocation)
    } catch {
        Issue.record("another error: \(error)", sourceLocation: sourceLocation)
    }
}

/// Numbers that look random and are the same for the same seed, so that a failing test can be run again.
struct SeededNumbers: RandomNumberGenerator {
    private var state: UInt64

    init(seed: Int) {
        state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1
    }

    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state &* 0x2545_F491_4F6C_DD1D
    }
}

extension [Statement] {
    /// Every statement in these, also those in holes.
    var allKeys: Set<String> {
        reduce(into: []) { $0.formUnion($1.allKeys) }
    }
}

extension Statement {
    var allKeys: Set<String> {
        holes.values.reduce(into: [key]) { $0.formUnion($1.allKeys) }
    }
}

extension Statement.Hole {
    var allKeys: Set<String> {
        switch self {
        case .statement(let statement): statement.allKeys
        case .sequence(let statements): statements.allKeys
        case .list(let parts): parts.reduce(into: []) { $0.formUnion($1.allKeys) }
        case .number, .fraction, .text, .date, .time: []
        }
    }
}
