import CouncilLaw
import Election
import StrictJSON
import VoteLaw
import Words

/// The sentences of a `law.json` that somebody else has prepared, for the second pair of eyes.
///
/// `{"manifest":str,"law":str,"language":"de"|"en"}`; the file must be the one that the manifest names.
struct FrameRequest: DeskRequest {
    let language: Language
    private let manifest: String
    private let law: String

    init(_ value: JSON) throws {
        let fields = try Fields(value, exactly: ["manifest", "law", "language"])
        language = try fields.language()
        manifest = try fields.string("manifest")
        law = try fields.string("law")
    }

    /// `{"lines":[str]}`.
    func answer() throws -> String {
        let known: Manifest
        do { known = try Manifest(parsing: manifest) } catch { throw ErrorCode.badRequest }
        let frame = try LawFile.frame(for: known, Array(law.utf8))
        var writer = JSONWriter()
        writer.add("lines", raw: JSONWriter.array(frame.lines(in: language).map(JSONWriter.quote)))
        return writer.object
    }
}
