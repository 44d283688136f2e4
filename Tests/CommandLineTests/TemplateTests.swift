import Foundation
import Testing
import Words

@Suite("templates")
struct TemplateTests {
    @Test(
        "letter and message in Templates are those the program writes by itself, ready to be changed",
        arguments: [("zugangsbrief", "cli.letter"), ("zugangsmail", "cli.mail")]
    )
    func isTheBuiltIn(_ name: String, _ key: String) throws {
        let project = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../..")
        let file = project.appendingPathComponent("Templates/papers/\(name).txt")
        let text = try String(contentsOf: file, encoding: .utf8)
        #expect(text == (Words.all(in: .german)[key] ?? "") + "\n")
    }
}
