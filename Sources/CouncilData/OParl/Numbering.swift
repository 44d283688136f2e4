/// Gives members their numbers, and lets them keep those they have.
enum Numbering {
    /// Members with numbers, in the order of the numbers, and those who left.
    struct Outcome {
        var members: [Member]
        var former: [FormerMember]
    }

    /// A person who has a number already.
    private struct Known {
        let p: String
        let name: String
        let oparl: String?
        let member: Member?
    }

    /// Numbers `people`; those of `earlier` are found again by their OParl id, then by their name.
    static func number(
        _ people: [Unnumbered],
        earlier: Council?,
        source: String,
        _ log: inout NoticeLog
    ) -> Outcome {
        let sorted = people.sorted { left, right in
            (left.familyKey, left.givenKey, left.member.oparl ?? "")
                < (right.familyKey, right.givenKey, right.member.oparl ?? "")
        }
        let known =
            (earlier?.members ?? []).map { Known(p: $0.p, name: $0.name, oparl: $0.oparl, member: $0) }
            + (earlier?.former ?? []).map { Known(p: $0.p, name: $0.name, oparl: $0.oparl, member: nil) }
        let matches = match(sorted.map(\.member), known)

        // Above all numbers ever given, so that none comes back for someone else. A longer row of digits is no number
        // of this kind, and cannot be met by counting.
        var last = known.filter { $0.p.utf8.count <= 9 }.compactMap { Digits.value($0.p) }.max() ?? 0
        var members: [Member] = []
        for (person, match) in zip(sorted, matches) {
            guard let match else {
                last += 1
                let p = Digits.padded(last, 3)
                members.append(person.member.numbered(p, keeping: nil))
                if earlier != nil { log.add(source, person.member.oparl, .memberNew(p: p, name: person.member.name)) }
                continue
            }
            report(person.member, match, source, &log)
            members.append(person.member.numbered(match.p, keeping: match.member))
        }
        let present = Set(members.map(\.p))
        let staff = (earlier?.members ?? []).filter { !present.contains($0.p) && !$0.votingRight && $0.oparl == nil }
        let kept = present.union(staff.map(\.p))
        let former = known.filter { !kept.contains($0.p) }
        for person in former where person.member != nil {
            log.add(source, person.oparl, .memberGone(p: person.p, name: person.name))
        }
        return Outcome(
            members: members.sorted { $0.p < $1.p } + staff,
            former: former.map { FormerMember(p: $0.p, name: $0.name, oparl: $0.oparl) }
        )
    }

    /// For each person the known one, by id, then by a name that only one of the remaining ones has on either side.
    private static func match(_ people: [Member], _ known: [Known]) -> [Known?] {
        var free = known
        var result: [Known?] = people.map { person in
            let place = free.firstIndex { $0.oparl != nil && $0.oparl == person.oparl }
            return place.map { free.remove(at: $0) }
        }
        let open = result.indices.filter { result[$0] == nil }
        for index in open {
            let name = people[index].name
            let same = free.indices.filter { free[$0].name == name }
            guard same.count == 1, open.filter({ people[$0].name == name }).count == 1, let place = same.first else {
                continue
            }
            result[index] = free[place]
        }
        return result
    }

    private static func report(_ person: Member, _ known: Known, _ source: String, _ log: inout NoticeLog) {
        if known.name != person.name {
            log.add(source, person.oparl, .nameChanged(p: known.p, earlier: known.name, now: person.name))
        }
        if person.address == nil, known.member?.address != nil {
            log.add(source, person.oparl, .keptFromEarlier(field: "address"))
        }
        if person.email == nil, known.member?.email != nil {
            log.add(source, person.oparl, .keptFromEarlier(field: "email"))
        }
    }
}

extension Member {
    /// The person with a number; an address that OParl does not publish is kept from `earlier`.
    fileprivate func numbered(_ p: String, keeping earlier: Member?) -> Member {
        Member(
            p: p,
            name: name,
            given: given,
            family: family,
            formOfAddress: formOfAddress ?? earlier?.formOfAddress,
            role: role,
            faction: faction,
            address: address ?? earlier?.address,
            email: email ?? earlier?.email,
            oparl: oparl,
            votingRight: votingRight
        )
    }
}
