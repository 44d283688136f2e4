extension TallyOpening {
    /// One JSON object: `{"p":str,"nonce":hex,"numbers":[int]}`.
    public var json: String { ActCoding.text(of: self) }

    /// Reads the object; throws for another form.
    public init(json: String) throws {
        self = try ActCoding.value(TallyOpening.self, of: json)
    }
}
