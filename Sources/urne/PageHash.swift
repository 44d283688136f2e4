import Foundation
import Ristretto255
import StrictJSON
import WebApp

extension Invocation {
    /// The hash of the voting pages, for letters: the one that is given, or that of the pages as `urne serve` would serve
    /// them from the same templates; nil where no pages lie beside the templates.
    func pageHash() throws -> String? {
        if let given = value("hash") {
            guard (try? Hex.decode(given, field: "hash", byteCount: 32)) != nil else {
                throw Misuse.badValue(option: "hash", given)
            }
            return given
        }
        let given = value("templates")
        guard let folder = given ?? Pages.besideProgram(), FileManager.default.fileExists(atPath: folder + "/pages")
        else {
            // A folder that was named and is not there must not leave the hash out without a word.
            if let given { throw Misuse.badValue(option: "templates", given) }
            return nil
        }
        return try Pages(templates: folder).hash
    }
}
