import Papers
import PostalVote

/// What papers of postal votes are made with: a town and the templates.
public struct PostalPress: Sendable {
    /// Makes PDF.
    public let press: PaperPress
    private let path: String

    /// With the file of a town.
    ///
    /// The file is read now, so that a fault in it is told at the start, and again for each paper: the day of the count
    /// that stands in it is another one for each vote. Throws as ``TownFile/init(_:)`` does.
    public init(town path: String, press: PaperPress) throws {
        self.path = path
        self.press = press
        _ = try TownFile(path)
    }

    /// The papers of a vote.
    public func setting(_ state: PostalState) throws -> PaperSetting {
        PaperSetting(town: try TownFile(path), state: state)
    }
}
