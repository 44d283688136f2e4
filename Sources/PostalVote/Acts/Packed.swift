extension PostalAct {
    /// Everything is packed and sealed; a second person confirms it.
    public struct Packed: Hashable, Codable, Sendable {
        /// The packages.
        public var packages: [Package]
        /// When it was done.
        public var at: PostalTime

        /// Puts the values together; the fold checks them.
        public init(packages: [Package], at: PostalTime) {
            self.packages = packages
            self.at = at
        }
    }
}
