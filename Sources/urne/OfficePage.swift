import CouncilData

/// The page on which somebody without a vote does their office.
enum OfficePage: String, CaseIterable {
    case officer = "leitung"
    case teller = "zaehlung"
    case chair = "vorsitz"

    /// Its address below the members' page.
    func page(of url: String) -> String {
        (url.hasSuffix("/") ? url : url + "/") + rawValue
    }
}

extension Member {
    /// The page of an office; nil for whoever sits in the council and has the members' page.
    ///
    /// A list may name an office in words nobody foresaw: those people help the election officer.
    var office: OfficePage? {
        guard !sitsInCouncil else { return nil }
        let role = (role ?? "").lowercased()
        if role.contains("zähl") || role.contains("zaehl") || role.contains("teller") { return .teller }
        return role.contains("vorsitz") || role.contains("chair") ? .chair : .officer
    }

    /// Whether a member may also lead the session: the mayor and the deputies, and a chair other than a faction's.
    var mayChair: Bool {
        guard sitsInCouncil else { return false }
        let role = (role ?? "").lowercased()
        if ["bürgermeister", "landrat", "landrät", "mayor"].contains(where: role.contains) { return true }
        return (role.contains("vorsitz") || role.contains("chair")) && !role.contains("fraktion")
    }
}
