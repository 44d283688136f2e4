import CQREncode

/// Drawings made of numbers, black on white.
enum Pictures {
    /// A QR code, with the four white modules around it that readers need.
    ///
    /// Level M: it still reads with a fold or a stain across it. The picture is empty if the text is too long; the paper
    /// is then refused by ``Paper/check()``.
    static func scan(_ text: String) -> Picture {
        guard let (width, dark) = modules(of: text) else { return Picture(svg: "") }
        var path = ""
        for row in 0..<width {
            var column = 0
            while column < width {
                let start = column
                while column < width, dark[row * width + column] { column += 1 }
                // A line through the middle of the row: half as much to draw as its outline.
                if column > start { path += "M\(start + 4) \(row + 4).5h\(column - start)" }
                column += 1
            }
        }
        let size = width + 8
        return Picture(
            svg: """
                <svg class="qr" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(size) \(size)" \
                shape-rendering="crispEdges"><path fill="none" stroke="#000" stroke-width="1" d="\(path)"/></svg>
                """
        )
    }

    /// Whether a QR code can hold a text.
    static func canScan(_ text: String) -> Bool {
        modules(of: text) != nil
    }

    private static func modules(of text: String) -> (width: Int, dark: [Bool])? {
        let bytes = Array(text.utf8)
        guard !bytes.isEmpty, !bytes.contains(0),
            let code = unsafe QRcode_encodeData(Int32(bytes.count), bytes, 0, QR_ECLEVEL_M)
        else { return nil }
        defer { unsafe QRcode_free(code) }
        let width = Int(unsafe code.pointee.width)
        guard let data = unsafe code.pointee.data else { return nil }
        return (width, (0..<width * width).map { unsafe data[$0] & 1 == 1 })
    }

    /// A bar of a result.
    static func bar(_ count: Int, of most: Int) -> Picture {
        let length = max(0, min(1000, count * 1000 / max(1, most)))
        return Picture(
            svg: """
                <svg class="balken" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1000 40" \
                preserveAspectRatio="none"><path fill="#ddd" d="M0 0h1000v40h-1000z"/>\
                <path fill="#333" d="M0 0h\(length)v40h-\(length)z"/></svg>
                """
        )
    }

    /// Boxes to tick off while counting, in groups of five.
    static func boxes(_ count: Int) -> Picture {
        let perRow = 25
        let count = max(0, min(count, 10_000))
        var path = ""
        for index in 0..<count {
            let column = index % perRow
            path += "M\(column * 10 + column / 5 * 5 + 1) \(index / perRow * 12 + 1)h8v8h-8z"
        }
        let height = max(1, (count + perRow - 1) / perRow) * 12
        return Picture(
            svg: """
                <svg class="kaestchen" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 270 \(height)" \
                width="135mm" height="\(height / 2)mm"><path fill="none" stroke="#000" stroke-width=".5" d="\(path)"/></svg>
                """
        )
    }
}
