/// Who writes: the head of every paper of a town.
public struct Letterhead: Sendable {
    /// The town, as in "Kreisstadt Musterstadt".
    public var town: String
    /// The authority, as in "Der Bürgermeister".
    public var office: String
    /// The part of it that is in charge.
    public var unit: String?
    /// Street and number.
    public var street: String
    /// Postcode and place.
    public var city: String
    /// Telephone number.
    public var phone: String?
    /// Address for mail.
    public var email: String?

    /// A value with these parts.
    public init(
        town: String,
        office: String,
        unit: String? = nil,
        street: String,
        city: String,
        phone: String? = nil,
        email: String? = nil
    ) {
        self.town = town
        self.office = office
        self.unit = unit
        self.street = street
        self.city = city
        self.phone = phone
        self.email = email
    }

    func add(to fields: inout PaperFields) {
        fields.text("stadt", town)
        fields.text("amt", office)
        fields.text("stelle", unit)
        fields.text("strasse", street)
        fields.text("ort", city)
        fields.text("telefon", phone)
        fields.text("e-mail", email)
        fields.text("absenderzeile", [town, street, city].joined(separator: " · "))
    }
}
