import Ristretto255

/// The first 100 bits of a head, in a form that can be read out in the room (protocol section 7).
///
/// fp(h) fixes manifest, roll, issuer key, ceremony and joint key; fp(bx) fixes the board.
public struct Fingerprint: Hashable, Sendable, CustomStringConvertible {
    private let characters: String

    /// The fingerprint of a head.
    public init(_ head: Digest) {
        characters = A32.groups(of: head)
    }

    /// What a person typed after it was read out; nil unless it is 20 characters of the alphabet.
    public init?(typed text: String) {
        let normalised = A32.normalised(text.utf8)
        guard normalised.count == 20, normalised.allSatisfy(A32.alphabet.contains) else { return nil }
        characters = A32.grouped(normalised)
    }

    /// 5 groups of 4 characters.
    public var description: String { characters }
}

/// The code of a ballot on the board: the first 100 bits of `cx` (protocol section 11).
public struct Tracker: Hashable, Sendable, CustomStringConvertible {
    private let characters: String

    /// The tracker of the ciphertexts' hash `cx`.
    public init(_ cx: Digest) {
        characters = A32.groups(of: cx)
    }

    /// What a person typed; nil unless it is 20 characters of the alphabet.
    public init?(typed text: String) {
        guard let same = Fingerprint(typed: text) else { return nil }
        characters = same.description
    }

    /// 5 groups of 4 characters.
    public var description: String { characters }
}
