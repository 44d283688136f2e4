import StrictJSON

/// One page of a list, with the links to its neighbours.
struct OParlPage {
    let file: String
    let url: String?
    private let next: String?
    private let previous: String?

    init(_ object: JSONObject, file: String) {
        let links: JSONObject? = if case .object(let links)? = object["links"] { links } else { nil }
        self.file = file
        self.url = Self.text(links?["self"]) ?? Self.text(object["id"])
        self.next = Self.text(links?["next"])
        self.previous = Self.text(links?["prev"])
    }

    /// The URL of the list, which its pages share.
    var list: String? { url.map(Self.withoutQuery) }

    static func withoutQuery(_ url: String) -> String {
        String(url.prefix { $0 != "?" && $0 != "#" })
    }

    /// Reports each page whose next one is not among the files: then persons may be missing, and nobody would see it.
    static func reportMissing(_ pages: [OParlPage], _ log: inout NoticeLog) {
        for page in pages {
            guard let next = page.next, next != page.url else { continue }
            let follows = pages.contains { other in
                other.file != page.file && other.isTarget(next, from: page)
            }
            if !follows { log.add(page.file, page.url, .nextPageMissing(url: next)) }
        }
    }

    /// Whether a link `url` on `page` leads here: by URL, by the link back, or as the name of a file beside it.
    private func isTarget(_ url: String, from page: OParlPage) -> Bool {
        if url == self.url { return true }
        if let previous, previous == page.url { return true }
        guard !url.contains("://") else { return false }
        let folder = page.file.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        let name = url.hasPrefix("./") ? String(url.dropFirst(2)) : url
        return (folder.map(String.init) + [name]).joined(separator: "/") == file
    }

    private static func text(_ value: JSON?) -> String? {
        guard case .string(let text)? = value else { return nil }
        return PlainText.meaning(PlainText.line(text).text)
    }
}
