extension OParlReader {
    /// The meeting: the one asked for, or else the next one of the council from today on, or else the last one.
    mutating func meeting(of council: OParlObject, in body: OParlObject) throws(ImportError) -> Meeting? {
        let all = set.all(.meeting).filter { isPart($0, of: body) }
        if let wanted = options.meeting {
            let chosen = all.filter { isCalled(wanted, $0) }
            guard let meeting = chosen.first, chosen.count == 1 else {
                throw ImportError(source, .meetingNotFound(wanted: wanted))
            }
            return meetingValue(meeting)
        }
        let candidates = all.filter { isMeeting($0, of: council) }
        guard let chosen = next(among: candidates) else {
            log.add(source, nil, .noMeeting)
            return nil
        }
        let meeting = meetingValue(chosen)
        chosen.note(.meetingChosen(name: meeting.name, count: candidates.count), &log)
        return meeting
    }

    private mutating func isMeeting(_ meeting: OParlObject, of council: OParlObject) -> Bool {
        guard meeting.bool("cancelled", &log) != true else {
            meeting.note(.meetingCancelled, &log)
            return false
        }
        let organizations = meeting.references("organization", &log)
        return organizations.isEmpty || organizations.contains(council.id)
    }

    private mutating func next(among meetings: [OParlObject]) -> OParlObject? {
        var next: (start: LocalTime, meeting: OParlObject)?
        var last: (start: LocalTime, meeting: OParlObject)?
        for meeting in meetings {
            guard let start = meeting.time("start", &log) else { continue }
            if start.day >= options.today, next.map({ start < $0.start }) ?? true { next = (start, meeting) }
            if last.map({ start > $0.start }) ?? true { last = (start, meeting) }
        }
        return next?.meeting ?? last?.meeting ?? meetings.first
    }

    private mutating func meetingValue(_ meeting: OParlObject) -> Meeting {
        let start = meeting.time("start", &log)
        var end = meeting.time("end", &log)
        if start == nil { meeting.note(.startMissing, &log) }
        // Vendors write midnight where they know no end.
        if let first = start, let last = end, last < first {
            meeting.note(.endBeforeStart, &log)
            end = nil
        }
        if meeting.text("meetingState", &log) == nil { meeting.note(.meetingStateMissing, &log) }
        if meeting.fields["participant"] == nil { meeting.note(.participantMissing, &log) }
        return Meeting(
            name: meeting.text("name", &log) ?? meeting.id,
            start: start,
            end: end,
            place: place(of: meeting),
            oparl: meeting.id,
            agenda: agenda(of: meeting)
        )
    }

    /// The items by `order`; items of equal order stay as they stand in the file.
    private mutating func agenda(of meeting: OParlObject) -> [AgendaItem] {
        let listed = Set(meeting.references("agendaItem", &log))
        let items = set.all(.agendaItem).filter { item in
            listed.contains(item.id) || item.parent?.id == meeting.id || item.reference("meeting", &log) == meeting.id
        }
        let orders = items.map { $0.integer("order", &log) }
        if let first = orders.compactMap(\.self).min(), first > 0 { meeting.note(.orderStartsAtOne, &log) }
        var seen: Set<Int> = []
        for (item, order) in zip(items, orders) {
            if let order, !seen.insert(order).inserted { item.note(.orderRepeats(order: order), &log) }
        }
        let sorted = zip(items, orders).enumerated().sorted { left, right in
            (left.element.1 ?? .max, left.offset) < (right.element.1 ?? .max, right.offset)
        }
        return sorted.map { item($0.element.0) }
    }

    private mutating func item(_ item: OParlObject) -> AgendaItem {
        let isPublic = item.bool("public", &log)
        // What is not said to be public is kept from the public page.
        if isPublic == nil { item.note(.publicMissing, &log) }
        return AgendaItem(
            number: item.text("number", &log),
            title: item.text("name", &log) ?? item.id,
            isPublic: isPublic ?? false,
            oparl: item.id
        )
    }
}
