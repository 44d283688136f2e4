import Devices
import Election
import Files
import Ristretto255

/// A file with one access code.
enum CodeFile {
    /// The key of the person whose code is in the file.
    static func key(_ path: String, realm: Realm, person: PersonID) throws -> PersonKey {
        var typed = try SecretFile.readText(path)
        defer { wipe(&typed) }
        return try key(typed, file: path, realm: realm, person: person)
    }

    /// The key of the person who typed this code, or in whose file it is; the caller wipes `typed`.
    static func key(_ typed: [UInt8], file: String?, realm: Realm, person: PersonID) throws -> PersonKey {
        let code: AccessCode
        do { code = try AccessCode(typed: typed) } catch { throw CommandError.code(file: file, error) }
        guard let key = code.key(realm: realm, person: person) else { throw DeviceError.wrongKey }
        return key
    }
}
