/// A sealed package.
public struct Package: Hashable, Codable, Sendable {
    /// Its number.
    public var number: Int
    /// What is in it.
    public var content: PackageContent
    /// How many pieces.
    public var count: Int
    /// The number of its seal.
    public var seal: String

    /// Puts the values together.
    public init(number: Int, content: PackageContent, count: Int, seal: String) {
        self.number = number
        self.content = content
        self.count = count
        self.seal = seal
    }
}
