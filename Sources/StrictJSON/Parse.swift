import CJansson

extension JSON {
    /// Reads a text as the protocol demands (protocol section 2): UTF-8 without BOM, no white space around the value, no
    /// duplicate name, no lone surrogate, only non-negative integers below 2^53; and at most 64 levels.
    public init(strict text: some Collection<UInt8>) throws(JSONFault) {
        let bytes = Array(text)
        guard let first = bytes.first, let last = bytes.last else { throw .malformed(line: 1, column: 1) }
        guard !Self.isWhiteSpace(first), !Self.isWhiteSpace(last) else { throw .surroundingWhiteSpace }
        let structure = Structure(bytes, count: bytes.count)
        let value = try Self.load(bytes, structure, flags: Int(JSON_REJECT_DUPLICATES))
        // jansson reads "-0" as 0. Once the text is known to be JSON, a minus sign outside a string can only stand
        // before a number or in an exponent, and neither is allowed.
        guard !structure.hasMinus else { throw .number }
        try value.requireNaturalNumbers()
        self = value
    }

    /// Reads any JSON text of at most 64 levels, as a foreign system may have written it: of duplicate names the last one
    /// counts, unless they are refused.
    public init(lenient text: some Collection<UInt8>, refusingDuplicates: Bool = false) throws(JSONFault) {
        let bytes = Array(text)
        let flags = refusingDuplicates ? Int(JSON_REJECT_DUPLICATES) : 0
        self = try Self.load(bytes, Structure(bytes, count: bytes.count), flags: flags)
    }

    /// Whether a text holds no more values than this, before anything of it is parsed.
    ///
    /// A value in memory takes some hundred times the two bytes of `0,`: who reads long texts of strangers asks first.
    public static func hasAtMost(_ limit: Int, valuesIn text: some Collection<UInt8>) -> Bool {
        let bytes = Array(text)
        return Structure(bytes, count: bytes.count).values <= limit
    }

    private static func load(_ bytes: [UInt8], _ structure: Structure, flags: Int) throws(JSONFault) -> JSON {
        if let place = structure.tooDeep {
            throw .malformed(line: place.line, column: place.column)
        }
        var error = json_error_t()
        guard let root = unsafe root(of: bytes, flags: flags, &error) else {
            throw unsafe fault(of: &error, in: bytes)
        }
        defer { unsafe urne_json_decref(root) }
        return unsafe JSON(copying: root)
    }

    /// The parsed tree, which the caller frees; nil and an error where there is none.
    private static func root(of bytes: [UInt8], flags: Int, _ error: inout json_error_t) -> OpaqueJSON? {
        unsafe bytes.withUnsafeBytes { buffer in
            unsafe json_loadb(
                buffer.baseAddress?.assumingMemoryBound(to: CChar.self),
                buffer.count,
                flags | Int(JSON_DECODE_ANY | JSON_ALLOW_NUL),
                &error
            )
        }
    }

    /// The line in which a name stands for the second time.
    fileprivate static func lineOfDuplicate(in bytes: [UInt8]) -> Int? {
        guard Structure(bytes, count: bytes.count).tooDeep == nil else { return nil }
        var error = json_error_t()
        if let root = unsafe root(of: bytes, flags: Int(JSON_REJECT_DUPLICATES), &error) {
            unsafe urne_json_decref(root)
            return nil
        }
        return max(1, Int(error.line))
    }

    private static func fault(of error: UnsafePointer<json_error_t>, in bytes: [UInt8]) -> JSONFault {
        if unsafe urne_json_error_code(error) == Int32(json_error_duplicate_key.rawValue) {
            // jansson stops right behind the second name, and its own message leaves long names out.
            let place = unsafe Structure(bytes, count: Int(error.pointee.position)).lastString
            guard let place, case .string(let name)? = try? JSON(lenient: bytes[place]) else {
                return .duplicateName("")
            }
            return .duplicateName(name)
        }
        return unsafe .malformed(line: Int(error.pointee.line), column: max(1, Int(error.pointee.column)))
    }

    /// Copies a parsed tree; the original stays with the caller.
    private init(copying node: OpaqueJSON) {
        switch unsafe json_type(UInt32(urne_json_type(node))) {
        case JSON_OBJECT:
            var members: [(name: String, value: JSON)] = []
            unsafe members.reserveCapacity(json_object_size(node))
            var iterator = unsafe json_object_iter(node)
            while let here = unsafe iterator {
                if let name = unsafe json_object_iter_key(here), let value = unsafe json_object_iter_value(here) {
                    unsafe members.append((String(cString: name), JSON(copying: value)))
                }
                unsafe iterator = unsafe json_object_iter_next(node, here)
            }
            self = .object(JSONObject(members))
        case JSON_ARRAY:
            var values: [JSON] = []
            for index in unsafe 0..<json_array_size(node) {
                if let value = unsafe json_array_get(node, index) { unsafe values.append(JSON(copying: value)) }
            }
            self = .array(values)
        case JSON_STRING:
            let bytes = unsafe UnsafeRawBufferPointer(start: json_string_value(node), count: json_string_length(node))
            self = unsafe .string(String(decoding: bytes, as: UTF8.self))
        case JSON_INTEGER: self = unsafe .integer(Int(json_integer_value(node)))
        case JSON_REAL: self = unsafe .real(json_real_value(node))
        case JSON_TRUE: self = .bool(true)
        case JSON_FALSE: self = .bool(false)
        default: self = .null
        }
    }

    private func requireNaturalNumbers() throws(JSONFault) {
        switch self {
        case .object(let object): for member in object.members { try member.value.requireNaturalNumbers() }
        case .array(let values): for value in values { try value.requireNaturalNumbers() }
        case .integer(let value): guard value >= 0, value < 1 << 53 else { throw .number }
        case .real: throw .number
        case .string, .bool, .null: break
        }
    }

    fileprivate static func isWhiteSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
    }
}

extension JSONFault {
    /// The line of `text`, from 1, in which this fault was found; nil where it is about the value as a whole or a field.
    public func line(in text: some Collection<UInt8>) -> Int? {
        let bytes = Array(text)
        switch self {
        case .malformed(let line, _): return line
        case .duplicateName: return JSON.lineOfDuplicate(in: bytes)
        case .surroundingWhiteSpace:
            if let first = bytes.first, JSON.isWhiteSpace(first) { return 1 }
            let feeds = bytes.dropLast().count { $0 == 0x0A }
            return 1 + feeds
        default: return nil
        }
    }
}

private typealias OpaqueJSON = UnsafeMutablePointer<json_t>
