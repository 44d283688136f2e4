import Ristretto255

/// What a print made: the files, and one hash that stands for all of them.
public struct PrintJob: Sendable {
    /// A file, by its path within the folder, and the SHA-512 of its bytes as lowercase hex.
    public struct File: Hashable, Sendable {
        /// Path within the folder.
        public let path: String
        /// SHA-512.
        public let hash: String
    }

    /// The files, in the order of their paths.
    public let files: [File]

    init(_ files: [File]) {
        self.files = files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    }

    /// The list of the files as `sha512sum --check` reads it; it lies beside them as `druckauftrag.sha512`.
    public var list: String { files.map { "\($0.hash)  \($0.path)\n" }.joined() }

    /// SHA-512 of ``list``: what the second person releases.
    ///
    /// The same kits give the same proof.
    public var proof: [UInt8] { Digest.sha512(Array(list.utf8)).encoded }
}

/// How far a print is.
public struct PrintProgress: Sendable {
    /// Kits set.
    public let done: Int
    /// Kits to set.
    public let total: Int
}
