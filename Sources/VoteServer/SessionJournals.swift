import Election
import Journals
import Ristretto255

// The journals of sessions. The server keeps them and checks form, chain and signatures; what the acts mean is for those
// who read them.
extension VoteServer {
    /// All journals.
    public func sessionJournals() throws -> [Journal] { try journals.journals() }

    /// One journal; throws ``ErrorCode/unknownVote`` if there is none.
    public func sessionJournal(_ id: JournalID) throws -> Journal {
        guard let journal = try journals.journal(id) else { throw ErrorCode.unknownVote }
        return journal
    }

    /// Takes an entry, and answers with the journal's head.
    ///
    /// Only officers whose keys were registered on this machine may open a journal; in it, the people whom its first entry
    /// names.
    public func append(_ entry: Event, toSession id: JournalID) throws -> Digest {
        do {
            return try journals.append(entry, to: id) { journal in
                guard journal.entries.count == 1 else { return }
                let signer = journal.people.first { $0.person.description == entry.by }
                guard let signer, try isOfficer(signer) else {
                    throw Refusal(.badSignature, .unknownSigner(entry.by))
                }
                guard journal.realm == realm else { throw Refusal(.badRequest, .officers) }
            }
        } catch let fault as Fault {
            switch fault.rule {
            case .eventSignature: throw Refusal(.badSignature, fault.rule)
            case .unknownSigner: throw Refusal(.unknownPerson, fault.rule)
            default: throw Refusal(.badRequest, fault.rule)
            }
        }
    }

    /// Officers who are registered on the machine, and people whom one of them named in a journal, with this number.
    ///
    /// More than one where a person got another code meanwhile; their requests to the desk are answered.
    public func clerks(_ person: String) throws -> [RollEntry] {
        let named = try journals.journals().flatMap(\.people)
        return (try folder.officers() + named).filter { $0.person.description == person }
    }

    private func isOfficer(_ entry: RollEntry) throws -> Bool {
        try folder.officers().contains { $0.person == entry.person && $0.key == entry.key }
    }
}
