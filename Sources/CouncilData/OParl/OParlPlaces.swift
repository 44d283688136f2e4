extension OParlReader {
    /// The postal address of a person, one line per line.
    mutating func address(of person: OParlObject) -> String? {
        guard let location = location(of: person) else { return nil }
        let town = [location.text("postalCode", &log), location.text("locality", &log)].compactMap(\.self)
        let lines = [location.text("streetAddress", &log), town.isEmpty ? nil : town.joined(separator: " ")]
        let address = lines.compactMap(\.self).joined(separator: "\n")
        return address.isEmpty ? nil : address
    }

    /// The place of a meeting, on one line.
    mutating func place(of meeting: OParlObject) -> String? {
        guard let location = location(of: meeting) else { return nil }
        let town = [location.text("postalCode", &log), location.text("locality", &log)].compactMap(\.self)
        var parts = ["description", "room", "streetAddress"].compactMap { location.text($0, &log) }
        if !town.isEmpty { parts.append(town.joined(separator: " ")) }
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }

    private mutating func location(of object: OParlObject) -> OParlObject? {
        for field in ["locationObject", "location"] {
            // An embedded location without an id is found by the object it stands in.
            if let location = set.find(object.reference(field, &log), .location) { return location }
            if let inside = set.find("\(object.id)#\(field)1", .location) { return inside }
        }
        return nil
    }
}
