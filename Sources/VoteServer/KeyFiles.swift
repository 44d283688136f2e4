import BlindToken
import Election
import Foundation
import Proofs
import Ristretto255
import Files
import StrictJSON

/// The server's secret keys, each in a file of its own that only its owner can read.
struct KeyFiles: Sendable {
    let folder: String

    /// The server's key z, which signs receipts and the server's events.
    func serverKey() throws -> SigningKey {
        SigningKey(try read("server"))
    }

    /// Makes z; refuses to replace one.
    func makeServerKey() throws {
        try write(.random(), "server")
    }

    /// `skS` of a vote; made on first use.
    func makeIssuerKey(_ vote: VoteID) throws -> IssuerKey {
        if FileManager.default.fileExists(atPath: path(vote.description)) { return try issuerKey(vote) }
        try write(.random(), vote.description)
        return try issuerKey(vote)
    }

    /// `skS` of a vote; throws ``ErrorCode/wrongState`` once it is erased.
    func issuerKey(_ vote: VoteID) throws -> IssuerKey {
        guard FileManager.default.fileExists(atPath: path(vote.description)) else { throw ErrorCode.wrongState }
        return IssuerKey(try read(vote.description))
    }

    /// Overwrites and removes `skS`.
    func eraseIssuerKey(_ vote: VoteID) {
        SecretFile.erase(path(vote.description))
    }

    private func path(_ name: String) -> String { "\(folder)/\(name).key" }

    private func read(_ name: String) throws -> SecretScalar {
        var bytes = try SecretFile.read(path(name), byteCount: Scalar.byteCount)
        defer { wipe(&bytes) }
        return try SecretScalar(decoding: bytes)
    }

    private func write(_ key: consuming SecretScalar, _ name: String) throws {
        WritePoint.reach("before key file")
        try SecretFile.create(path(name)) { write in key.withBytes(write) }
        WritePoint.reach("after key file")
    }
}
