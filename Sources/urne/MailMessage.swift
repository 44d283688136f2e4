/// A message as a file `.eml`: plain text in UTF-8, in the form of RFC 5322 and MIME (RFC 2045, 2047).
///
/// `X-Unsent` makes mail programs open it as a draft that is ready to be sent.
struct MailMessage {
    /// An address with the name that stands before it.
    struct Mailbox {
        let name: String
        let address: String
    }

    let from: Mailbox?
    let to: Mailbox
    let subject: String
    /// When the message was made, as RFC 5322 writes it.
    let date: String
    let text: String

    /// The bytes of the file; lines end with CR LF and are no longer than 76 characters.
    var bytes: [UInt8] {
        var lines: [String] = []
        if let from { lines.append("From: " + Self.header(from)) }
        lines.append("To: " + Self.header(to))
        lines.append("Date: " + date)
        lines.append("Subject: " + Self.words(subject).joined(separator: "\r\n "))
        lines += [
            "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8",
            "Content-Transfer-Encoding: quoted-printable", "X-Unsent: 1", "",
        ]
        return Array((lines.joined(separator: "\r\n") + "\r\n").utf8) + Self.quotedPrintable(text)
    }

    /// Whether a text can stand as an address in a header, and nothing but one.
    static func isAddress(_ text: String) -> Bool {
        let parts = text.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        guard parts.count == 2, text.utf8.count <= 254 else { return false }
        let special = Set(#"()<>[]:;,\""#.utf8)
        return parts.allSatisfy { part in
            !part.isEmpty && part.first != UInt8(ascii: ".") && part.last != UInt8(ascii: ".")
                && part.allSatisfy { $0 > 0x20 && $0 < 0x7F && !special.contains($0) }
        }
    }

    private static func header(_ mailbox: Mailbox) -> String {
        guard !mailbox.name.isEmpty else { return mailbox.address }
        return (words(mailbox.name) + ["<\(mailbox.address)>"]).joined(separator: "\r\n ")
    }

    /// Encoded words (RFC 2047), each short enough for a line and with whole characters.
    private static func words(_ text: String) -> [String] {
        var words: [String] = []
        var word = ""
        for scalar in text.unicodeScalars {
            let isPlain = ("0"..."9").contains(scalar) || ("A"..."Z").contains(scalar) || ("a"..."z").contains(scalar)
            let encoded =
                isPlain ? String(scalar) : scalar == " " ? "_" : String(scalar).utf8.map { "=" + hex($0) }.joined()
            if word.utf8.count + encoded.utf8.count > 48 {
                words.append(word)
                word = ""
            }
            word += encoded
        }
        return (words + [word]).map { "=?utf-8?Q?\($0)?=" }
    }

    /// RFC 2045 section 6.7.
    private static func quotedPrintable(_ text: String) -> [UInt8] {
        var result: [UInt8] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let bytes = Array(line.utf8)
            var length = 0
            for (position, byte) in bytes.enumerated() {
                let isLast = position == bytes.count - 1
                let isBlank = byte == 0x20 || byte == 0x09
                let isPlain = (0x21...0x7E).contains(byte) && byte != UInt8(ascii: "=") || isBlank && !isLast
                let encoded = isPlain ? [byte] : Array(("=" + hex(byte)).utf8)
                if length + encoded.count > 75 {
                    result += Array("=\r\n".utf8)
                    length = 0
                }
                result += encoded
                length += encoded.count
            }
            result += Array("\r\n".utf8)
        }
        return result
    }

    private static func hex(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16, uppercase: true)
        return digits.count == 1 ? "0" + digits : digits
    }
}
