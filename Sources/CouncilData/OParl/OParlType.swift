import StrictJSON

/// The objects of OParl that matter for a council; a file may hold others, which are skipped in silence.
enum OParlType: String, CaseIterable, Sendable {
    case system = "System"
    case body = "Body"
    case organization = "Organization"
    case person = "Person"
    case membership = "Membership"
    case meeting = "Meeting"
    case agendaItem = "AgendaItem"
    case location = "Location"
    case legislativeTerm = "LegislativeTerm"
    case paper = "Paper"
    case consultation = "Consultation"
    case file = "File"

    /// What the `type` of an object says, in versions 1.0 and 1.1 and whatever comes before the last slash.
    init?(url: String) {
        self.init(rawValue: url.split(separator: "/").last.map(String.init) ?? "")
    }

    /// Whether `url` is one of the two forms of the standard.
    static func isStandard(_ url: String) -> Bool {
        url.hasPrefix("https://schema.oparl.org/1.0/") || url.hasPrefix("https://schema.oparl.org/1.1/")
    }

    /// What an object without `type` must be, from the fields that only one kind of object has.
    init?(inferredFrom object: JSONObject) {
        let has = { (name: String) in object[name] != nil }
        if has("oparlVersion") {
            self = .system
        } else if has("ags") || has("legislativeTerm") || (has("organization") && has("meeting") && has("person")) {
            self = .body
        } else if has("votingRight") || has("onBehalfOf") || (has("person") && has("organization") && !has("name")) {
            self = .membership
        } else if has("familyName") || has("givenName") || has("formOfAddress") {
            self = .person
        } else if has("meetingState") || has("agendaItem") || has("participant") || (has("start") && has("name")) {
            self = .meeting
        } else if has("order") || has("resolutionText") || (has("number") && has("meeting")) {
            self = .agendaItem
        } else if ["organizationType", "votingMemberCount", "subOrganizationOf", "classification"].contains(where: has)
        {
            self = .organization
        } else if has("streetAddress") || has("postalCode") || has("geojson") || has("room") {
            self = .location
        } else {
            return nil
        }
    }

    /// The fields that point to another object, with the kind of object.
    static let references: [String: OParlType] = [
        "system": .system, "body": .body, "organization": .organization, "mainOrganization": .organization,
        "subOrganizationOf": .organization, "onBehalfOf": .organization, "person": .person, "participant": .person,
        "membership": .membership, "meeting": .meeting, "agendaItem": .agendaItem, "location": .location,
        "locationObject": .location, "legislativeTerm": .legislativeTerm,
    ]

    /// The fields in which the standard embeds whole objects.
    func embeds(_ field: String) -> Bool {
        switch (self, field) {
        case (.person, "membership"), (.person, "locationObject"), (.meeting, "agendaItem"), (.meeting, "location"),
            (.body, "legislativeTerm"):
            true
        default: false
        }
    }

    /// The fields of this kind of object that are lists.
    var listFields: [String] {
        switch self {
        case .body: ["legislativeTerm", "equivalent", "keyword"]
        case .organization: ["membership", "post", "keyword"]
        case .person: ["membership", "title", "phone", "email", "status", "keyword"]
        case .meeting: ["agendaItem", "organization", "participant", "auxiliaryFile", "keyword"]
        case .agendaItem: ["auxiliaryFile", "keyword"]
        default: []
        }
    }
}
