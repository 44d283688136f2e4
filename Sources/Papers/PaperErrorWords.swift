extension PaperError {
    /// Key and holes of the sentence in the catalogue; nil for a file's error, which has its own.
    public var words: (key: String, holes: [String: String])? {
        switch self {
        case .noTemplate(let file): ("paper.error.noTemplate", ["file": file])
        case .replacesNothing(let file): ("paper.error.replacesNothing", ["file": file])
        case .unknownName(let name, let place): ("paper.error.unknownName", Self.holes(place, ["name": name]))
        case .unfilled(let name, let place): ("paper.error.unfilled", Self.holes(place, ["name": name]))
        case .leftOut(let name, let file): ("paper.error.leftOut", ["name": name, "file": file])
        case .malformed(let what, let place): ("paper.error.malformed", Self.holes(place, ["what": what]))
        case .unsafePlace(let name, let place): ("paper.error.unsafePlace", Self.holes(place, ["name": name]))
        case .addressTooLong(let name, let lines):
            ("paper.error.addressTooLong", ["name": name, "lines": String(lines)])
        case .tooManyPages(let file, let pages, let most):
            ("paper.error.tooManyPages", ["file": file, "pages": String(pages), "most": String(most)])
        case .scanTooLong: ("paper.error.scanTooLong", [:])
        case .noPress(let program): ("paper.error.noPress", ["program": program])
        case .press(let reason, let file): ("paper.error.press", ["reason": reason, "file": file])
        case .noPicture(let name, let file): ("paper.error.noPicture", ["name": name, "file": file])
        case .brokenPicture(let name, let file): ("paper.error.brokenPicture", ["name": name, "file": file])
        case .file: nil
        }
    }

    private static func holes(_ place: Place, _ more: [String: String]) -> [String: String] {
        more.merging(["file": place.file, "line": String(place.line)]) { first, _ in first }
    }
}
