/// A value that can be printed.
public protocol Paper: Sendable {
    /// The template.
    static var kind: PaperKind { get }
    /// What the template may ask for.
    var fields: PaperFields { get }
    /// Refuses values that would print and be of no use: an address that is cut off, a QR code that is empty.
    func check() throws(PaperError)
}

extension Paper {
    /// Nothing to refuse.
    public func check() throws(PaperError) {}
}

extension Anschreiben {
    /// Refuses an address that does not fit into the window, and a text that no QR code holds.
    public func check() throws(PaperError) {
        try recipient.check()
        guard Pictures.canScan(scan) else { throw .scanTooLong }
    }
}

extension Wahlbriefumschlag {
    /// Refuses a text that no QR code holds.
    public func check() throws(PaperError) {
        if let scan = outside?.scan, !Pictures.canScan(scan) { throw .scanTooLong }
    }
}

extension Wahlschein {
    /// Refuses an address that does not fit, and a text that no QR code holds.
    public func check() throws(PaperError) {
        try recipient.check()
        guard Pictures.canScan(scan) else { throw .scanTooLong }
    }
}

extension Zugangsbrief {
    /// Refuses an address that does not fit, and a text that no QR code holds.
    public func check() throws(PaperError) {
        try recipient.check()
        guard Pictures.canScan(link) else { throw .scanTooLong }
    }
}
