import Foundation
import Testing
import Words

@Suite("templates")
struct TemplateTests {
    @Test("the letter in Templates is the one the program writes by itself, ready to be changed")
    func letterIsTheBuiltIn() throws {
        let project = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../..")
        let file = project.appendingPathComponent("Templates/papers/zugangsbrief.txt")
        let text = try String(contentsOf: file, encoding: .utf8)
        #expect(text == (Words.all(in: .german)["cli.letter"] ?? "") + "\n")
    }
}
