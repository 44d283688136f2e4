extension PostalState {
    /// The text that those who counted sign; the same journal has the same text.
    public var recordText: String { "" }
}
