import CouncilLaw
import Election
import Words

/// Something in which a `law.json` and the manifest of its vote do not agree.
public enum Misfit: Hashable, Sendable {
    /// Other options, or in another order.
    case options
    /// The number of those who may vote is not the number of lines in the roll.
    case entitled(law: Int, roll: Int)
    /// The ballot allows what this kind of vote does not know, such as several marks for one seat.
    case ballotForm
    /// The words on the ballot cannot be told apart or read.
    case labels(InvalidInput)

    /// One line for people that names the field.
    public func sentence(in language: Language) -> String {
        func words(_ key: String, _ holes: [String: String] = [:]) -> String {
            Words.sentence("rule.misfit.\(key)", holes, in: language)
        }
        switch self {
        case .options: return words("options")
        case .entitled(let law, let roll): return words("entitled", ["law": String(law), "roll": String(roll)])
        case .ballotForm: return words("ballotForm")
        case .labels(let input): return words("labels") + " " + input.statement.text(in: language)
        }
    }
}

extension LawFile {
    /// Everything in which the file and the manifest do not agree; a vote needs an empty list.
    public func misfits(with manifest: Manifest) -> [Misfit] {
        var found: [Misfit] = []
        let ids = manifest.options.map { Array($0.id.utf8) }
        if options.map({ Array($0.id.utf8) }) != ids {
            found.append(.options)
        } else if !fitsTheForm(of: manifest) {
            found.append(.ballotForm)
        }
        if unlabelled.entitled != manifest.rollCount {
            found.append(.entitled(law: unlabelled.entitled, roll: manifest.rollCount))
        }
        if found.isEmpty {
            do throws(InvalidInput) {
                _ = try frame(labels: manifest.options.map(\.label))
            } catch {
                found.append(.labels(error))
            }
        }
        return found
    }

    /// Whether the counts of the manifest's ballots are votes in the sense of the law.
    ///
    /// Where one vote is cast, a ballot marks one option or none. Where several seats are filled at once, a ballot marks up
    /// to as many candidates as there are seats, each once; whoever says No or abstains has no mark left, and no ballot is
    /// blank, because blank ballots could not be told from the sums.
    private func fitsTheForm(of manifest: Manifest) -> Bool {
        guard manifest.options.allSatisfy({ $0.cap == 1 }) else { return false }
        if unlabelled.votesEach == 1 {
            return manifest.maximum == 1 && manifest.options.allSatisfy { $0.weight == 1 }
        }
        return manifest.maximum == unlabelled.seats && manifest.minimum >= 1
            && zip(options, manifest.options).allSatisfy { option, marked in
                marked.weight == (option.meaning == .candidate ? 1 : manifest.maximum)
            }
    }
}
