import CouncilLaw
import Testing

@testable import urne

@Suite("Access data go out three calendar days before the session")
struct MailDeadlineTests {
    @Test(
        "the day is near from five days before, and over when less than three are left",
        arguments: [
            ("2026-11-29", MailDeadline.Standing.early), ("2026-12-04", .early), ("2026-12-05", .near),
            ("2026-12-07", .near), ("2026-12-08", .late), ("2026-12-10", .late), ("2026-12-11", .late),
        ]
    )
    func standing(_ today: String, _ standing: MailDeadline.Standing) throws {
        let deadline = try #require(MailDeadline(session: "2026-12-10", today: today))
        #expect(deadline.standing == standing)
        #expect("\(deadline.lastDay)" == "2026-12-07")
    }
}
