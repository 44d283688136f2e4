import BlindToken
import Election
import Files
import Foundation
import Proofs
import Ristretto255
import StrictJSON

/// The server's secret keys, each in a file of its own that only its owner can read.
struct KeyFiles: Sendable {
    let folder: String

    /// The server's key z, which signs receipts and the server's events.
    func serverKey() throws -> SigningKey {
        SigningKey(try read("server"))
    }

    /// Makes z, unless it is there: an initialisation that was interrupted goes on with it.
    func makeServerKey() throws {
        try make("server")
    }

    /// `skS` of a vote; made on first use, once also if several processes want it.
    func makeIssuerKey(_ vote: VoteID) throws -> IssuerKey {
        try make(vote.description)
        return try issuerKey(vote)
    }

    /// `skS` of a vote.
    func issuerKey(_ vote: VoteID) throws -> IssuerKey {
        IssuerKey(try read(vote.description))
    }

    /// Overwrites and removes `skS`.
    func eraseIssuerKey(_ vote: VoteID) {
        SecretFile.erase(path(vote.description))
    }

    private func make(_ name: String) throws {
        guard !FileManager.default.fileExists(atPath: path(name)) else { return }
        let key = SecretScalar.random()
        do {
            try write(key, name)
        } catch let error as FileError where error.operation == .exists {
            // Another process was faster; there is one key, and it is in the file.
        }
    }

    /// The error for a key that is not the one in the vote's log.
    func foreignIssuerKey(_ vote: VoteID) -> FileError { FileError(.form, path: path(vote.description)) }

    private func path(_ name: String) -> String { "\(folder)/\(name).key" }

    private func read(_ name: String) throws -> SecretScalar {
        var bytes = try SecretFile.read(path(name), byteCount: Scalar.byteCount)
        defer { wipe(&bytes) }
        // 0 is what an erasure that was interrupted leaves.
        guard let key = try? SecretScalar(decoding: bytes), !key.isZero else {
            throw FileError(.form, path: path(name))
        }
        return key
    }

    private func write(_ key: borrowing SecretScalar, _ name: String) throws {
        WritePoint.reach("before key file")
        try SecretFile.create(path(name)) { write in key.withBytes(write) }
        WritePoint.reach("after key file")
    }
}
