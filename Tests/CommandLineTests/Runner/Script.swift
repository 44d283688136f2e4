import Foundation

/// A story told in commands: a file in `Scripts`, whose name is the sentence it proves.
///
/// Lines are steps; `#` begins a comment; `for p in 1 2` … `end` repeats; and what stands behind `-- FILE --` is written
/// to that file before the first step. `include NAME` puts in the steps of `Parts/NAME.txt`; as a first step it is the
/// base, whose outcome all scripts share.
struct Script: Sendable, CustomStringConvertible {
    let name: String
    /// The part this begins with.
    let base: String?
    let steps: [Step]
    let files: [String: String]

    var description: String { name }

    /// One line with its place, for messages.
    struct Step: Sendable {
        let place: String
        let text: String
    }

    struct Mistake: Error, CustomStringConvertible {
        let description: String
    }

    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()

    /// All scripts, by name.
    static let all: [Script] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path + "/Scripts")) ?? []
        // While writing one: URNE_SCRIPT=WORD runs those whose name has the word.
        let wanted = ProcessInfo.processInfo.environment["URNE_SCRIPT"] ?? ""
        return names.filter { $0.hasSuffix(".txt") && (wanted.isEmpty || $0.contains(wanted)) }.sorted().map { file in
            do {
                return try Script("Scripts/\(file)")
            } catch {
                // Shown by the test that runs it.
                return Script(mistake: "\(error)", in: file)
            }
        }
    }()

    private init(mistake: String, in file: String) {
        name = file
        base = nil
        steps = [Step(place: file, text: "mistake \(mistake)")]
        files = [:]
    }

    init(_ path: String) throws {
        name = String(path.split(separator: "/").last?.dropLast(4) ?? "")
        var files: [String: String] = [:]
        var base: String?
        let lines = try Self.read(path, &files, &base)
        var rest = lines[...]
        steps = try Self.unroll(&rest, [:])
        self.files = files
        self.base = base
    }

    /// Reads a file, with everything it includes.
    private static func read(
        _ path: String,
        _ files: inout [String: String],
        _ base: inout String?
    ) throws -> [Step] {
        let text = try String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8)
        let place = String(path.split(separator: "/").last ?? "")
        var steps: [Step] = []
        var file: String?
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if line.hasPrefix("-- "), line.hasSuffix(" --") {
                file = String(line.dropFirst(3).dropLast(3))
                files[file ?? ""] = ""
            } else if let name = file {
                files[name]?.append(line + "\n")
            } else {
                let text = line.trimmingCharacters(in: .whitespaces)
                if text.isEmpty || text.hasPrefix("#") { continue }
                if text.hasPrefix("include "), steps.isEmpty, base == nil {
                    base = String(text.dropFirst(8))
                } else if text.hasPrefix("include ") {
                    steps += try read("Parts/\(text.dropFirst(8)).txt", &files, &base)
                } else {
                    steps.append(Step(place: "\(place):\(index + 1)", text: text))
                }
            }
        }
        // The last line feed belongs to the file that the text is in.
        if let name = file, files[name]?.hasSuffix("\n\n") == true { files[name]?.removeLast() }
        return steps
    }

    /// Repeats what stands in loops; `$p` in a loop's body is its current value.
    private static func unroll(_ rest: inout ArraySlice<Step>, _ values: [String: String]) throws -> [Step] {
        var steps: [Step] = []
        while let step = rest.popFirst() {
            let words = step.text.split(separator: " ").map(String.init)
            if words == ["end"] {
                if values.isEmpty { throw Mistake(description: "\(step.place): end without for") }
                return steps
            }
            guard words.first == "for" else {
                steps.append(Step(place: step.place, text: values.reduce(step.text) { fill($0, $1.key, $1.value) }))
                continue
            }
            guard words.count > 3, words[2] == "in" else { throw Mistake(description: "\(step.place): for P in A B") }
            var after = rest
            for value in words[3...] {
                after = rest
                steps += try unroll(&after, values.merging([words[1]: value]) { $1 })
            }
            rest = after
        }
        if !values.isEmpty { throw Mistake(description: "for without end") }
        return steps
    }

    private static func fill(_ text: String, _ name: String, _ value: String) -> String {
        text.replacingOccurrences(of: "$" + name, with: value)
    }
}
