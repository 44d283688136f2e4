import CouncilLaw

/// Until when access data must be sent.
struct MailDeadline {
    /// They go out at least so many calendar days before the session (Siegburg's rules of procedure, § 1 (4)).
    static let days = 3
    /// Days before the last one in which it is near.
    private static let warning = 2

    enum Standing {
        case early, near, late
    }

    /// Calendar days from today to the session.
    let daysLeft: Int
    /// The last day on which they may be sent.
    let lastDay: CalendarDate

    /// Nil if nobody said when the session is.
    init?(_ invocation: Invocation, today: String) {
        guard let text = invocation.value("session") else { return nil }
        self.init(session: text, today: today)
    }

    /// Nil if one of the two is no date.
    init?(session: String, today: String) {
        guard let session = try? CalendarDate(parsing: session, as: .session),
            let today = try? CalendarDate(parsing: today, as: .date),
            let last = try? session.adding(days: -Self.days)
        else { return nil }
        daysLeft = today.days(until: session)
        lastDay = last
    }

    var standing: Standing {
        daysLeft < Self.days ? .late : daysLeft <= Self.days + Self.warning ? .near : .early
    }
}
