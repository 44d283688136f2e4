/// The member to whom a paper goes.
public struct Recipient: Sendable {
    /// First name and surname.
    public var name: String
    /// Street, postcode and place, line by line; none if it is handed over.
    public var address: [String]
    /// In large print.
    public var isLargePrint: Bool

    /// A value with these parts.
    public init(name: String, address: [String], isLargePrint: Bool = false) {
        self.name = name
        self.address = address
        self.isLargePrint = isLargePrint
    }

    /// Most lines in the window, in the smaller type.
    private static let mostLines = 8
    /// Characters of a line of the window that surely fit in the ordinary type, and in the smaller one.
    private static let width = 32
    private static let smallWidth = 44

    /// Adds the address; refused if it does not fit into the window.
    func add(to fields: inout PaperFields) {
        fields.text("name", name)
        fields.lines("anschrift", [name] + address)
        fields.lines("wohnung", address)
        fields.flag("anschrift.eng", isLong)
        fields.flag("gross", isLargePrint)
    }

    /// The address needs the smaller type: more than six lines in the ordinary one.
    var isLong: Bool { lines(Self.width) > 6 }

    /// Throws ``PaperError/addressTooLong(name:lines:)`` if the address does not fit into the window of the envelope.
    public func check() throws(PaperError) {
        let lines = lines(Self.smallWidth)
        guard lines <= Self.mostLines else { throw .addressTooLong(name: name, lines: lines) }
    }

    private func lines(_ width: Int) -> Int {
        ([name] + address).reduce(0) { $0 + max(1, ($1.count + width - 1) / width) }
    }
}

/// Who signs for the town; the name is printed (§ 20 KWahlO: with automatic means that suffices).
public struct Signer: Sendable {
    /// First name and surname.
    public var name: String
    /// What the person is, as in "Wahlleitung".
    public var function: String

    /// A value with these parts.
    public init(name: String, function: String) {
        self.name = name
        self.function = function
    }

    func add(to fields: inout PaperFields) {
        fields.text("unterzeichnet.name", name)
        fields.text("unterzeichnet.funktion", function)
    }
}
