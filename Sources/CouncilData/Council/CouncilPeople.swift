extension Council {
    /// A council made of a list of persons alone; the factions are those that the list names.
    public init(body: Body, people: Imported<[Member]>, file: String) throws(ImportError) {
        let factions = Self.factions(of: people.value, known: [])
        do {
            try self.init(body: body, members: people.value, factions: factions)
        } catch {
            throw ImportError(file, .council(error))
        }
    }

    /// The same council with the persons of another list.
    ///
    /// A number stays with its person: one that belonged to someone who left is refused for anyone else. Committees and
    /// the meeting stay; a seat of someone who left loses its number.
    public func with(people: Imported<[Member]>, file: String) throws(ImportError) -> Imported<Council> {
        var log = NoticeLog()
        let earlier = Dictionary(members.map { ($0.p, $0) }) { first, _ in first }
        let left = Dictionary(former.map { ($0.p, $0) }) { first, _ in first }
        var now: [Member] = []
        for person in people.value {
            if let past = left[person.p], past.name != person.name {
                throw ImportError(file, .numberOfFormerMember(person.p, name: past.name))
            }
            if let before = earlier[person.p], before.name != person.name {
                // One of two names may change, by marriage or a correction; if both differ it is another person.
                guard before.given == person.given || before.family == person.family else {
                    throw ImportError(file, .numberOfFormerMember(person.p, name: before.name))
                }
                log.add(file, nil, .nameChanged(p: person.p, earlier: before.name, now: person.name))
            }
            if earlier[person.p] == nil, left[person.p] == nil {
                log.add(file, nil, .memberNew(p: person.p, name: person.name))
            }
            now.append(person.with(oparl: earlier[person.p]?.oparl ?? left[person.p]?.oparl))
        }
        let numbers = Set(now.map(\.p))
        let gone = members.filter { !numbers.contains($0.p) }
        for person in gone { log.add(file, nil, .memberGone(p: person.p, name: person.name)) }
        do {
            let council = try Council(
                body: body,
                members: now,
                former: former.filter { !numbers.contains($0.p) } + gone.map(FormerMember.init),
                factions: Self.factions(of: now, known: factions),
                committees: committees.map { $0.keeping(numbers) },
                meeting: meeting
            )
            return Imported(council, notices: people.notices + log.notices)
        } catch {
            throw ImportError(file, .council(error))
        }
    }

    private static func factions(of members: [Member], known: [Faction]) -> [Faction] {
        var factions: [Faction] = []
        for name in members.compactMap(\.faction) where !factions.contains(where: { $0.name == name }) {
            factions.append(known.first { $0.name == name } ?? Faction(name: name))
        }
        return factions
    }
}

extension FormerMember {
    init(_ member: Member) {
        self.init(p: member.p, name: member.name, oparl: member.oparl)
    }
}

extension Committee {
    /// The same committee, where seats of persons without a number in `numbers` have none.
    func keeping(_ numbers: Set<String>) -> Committee {
        let seats = seats.map { seat in
            guard let p = seat.p, !numbers.contains(p) else { return seat }
            return Seat(p: nil, name: seat.name, role: seat.role, votingRight: seat.votingRight)
        }
        return Committee(name: name, oparl: oparl, seats: seats)
    }
}

extension Member {
    /// The same person with another OParl id.
    func with(oparl: String?) -> Member {
        Member(
            p: p,
            name: name,
            given: given,
            family: family,
            formOfAddress: formOfAddress,
            role: role,
            faction: faction,
            address: address,
            email: email,
            oparl: oparl,
            votingRight: votingRight
        )
    }
}
