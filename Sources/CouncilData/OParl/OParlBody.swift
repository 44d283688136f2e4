extension OParlReader {
    /// The municipality: the only one, or the one that was asked for.
    mutating func body() throws(ImportError) -> OParlObject {
        for system in set.all(.system) {
            let product = system.text("name", &log) ?? system.text("product", &log)
            let version = system.text("oparlVersion", &log)?.split(separator: "/").last.map(String.init)
            if let product { system.note(.source(product: product, version: version ?? "?"), &log) }
        }
        let bodies = set.all(.body)
        guard let first = bodies.first else { throw ImportError(source, .noBody) }
        let names = bodies.map { $0.text("name", &log) ?? $0.id }.joined(separator: ", ")
        guard let wanted = options.body else {
            guard bodies.count == 1 else { throw ImportError(source, .severalBodies(found: names)) }
            return first
        }
        let chosen = bodies.filter { isCalled(wanted, $0) || AGS.usable($0.text("ags", &log)) == wanted }
        guard let body = chosen.first, chosen.count == 1 else {
            throw ImportError(source, .bodyNotFound(wanted: wanted, found: names))
        }
        return body
    }

    /// The body as a value, with its key in the official form.
    mutating func bodyValue(_ body: OParlObject) -> Body {
        Body(name: body.text("name", &log) ?? body.text("shortName", &log) ?? body.id, ags: ags(of: body))
    }

    /// Whether an object belongs to `body`: it says so, or its list does, or there is no other body.
    mutating func isPart(_ object: OParlObject, of body: OParlObject) -> Bool {
        if let said = object.reference("body", &log) { return said == body.id || set.all(.body).count == 1 }
        if let parent = object.parent, parent.type == .body { return parent.id == body.id }
        if set.all(.body).count == 1 { return true }
        let lists = ["organization", "person", "meeting"].compactMap { body.reference($0, &log) }
        if let list = object.list, lists.map(OParlPage.withoutQuery).contains(list) { return true }
        object.note(.otherBodyLeftOut, &log)
        return false
    }

    private mutating func ags(of body: OParlObject) -> String? {
        guard let found = body.text("ags", &log) ?? body.text("rgs", &log) else { return nil }
        guard let used = AGS.usable(found) else {
            body.note(.agsUnusable(found: found), &log)
            return nil
        }
        if used != found { body.note(.agsRepaired(found: found, used: used), &log) }
        return used
    }
}

/// The official municipality key: two digits of the state, one of the district government, two of the county, three of
/// the municipality.
enum AGS {
    /// The eight digits that a vendor's key stands for, or nil.
    static func usable(_ found: String?) -> String? {
        guard let found else { return nil }
        let digits = found.filter { $0 != " " }
        guard Digits.value(digits) != nil else { return nil }
        let key: String
        switch digits.utf8.count {
        case 8: key = digits
        case 7: key = "0" + digits  // read as a number, the leading zero is lost
        case 9 where digits.hasPrefix("00"): key = String(digits.dropFirst())
        case 9 where digits.hasSuffix("0"): key = String(digits.dropLast())
        case 12: key = String(digits.prefix(5) + digits.suffix(3))  // the regional key has four digits more in between
        default: return nil
        }
        guard let state = Digits.value(key.prefix(2)), 1...16 ~= state else { return nil }
        return key
    }
}
