import Election

// What ends every possibility to open single ballots (protocol sections 9 and 13).
extension Device {
    /// The person this program acts for.
    public var person: PersonID { key.person }

    /// Whether a key share or what it was made from lies in the person's folder.
    public var holdsKeyShare: Bool { place.exists(.share) || place.exists(.ceremony) }

    /// Overwrites and removes the key share and everything else that could open a ballot.
    ///
    /// Throws ``DeviceError/wrongState(_:)`` while the vote is not over: the share is still needed.
    public func eraseSecrets() throws {
        let log = try follow()
        guard log.isOver else { throw DeviceError.wrongState(log.state) }
        place.eraseSecrets()
    }
}
