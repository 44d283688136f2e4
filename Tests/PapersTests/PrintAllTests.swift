import Foundation
import Papers
import Testing

/// Every paper as a PDF, for looking at; `URNE_PAPERS_OUT` keeps them.
@Suite("Every paper")
struct PrintAllTests {
    @Test("is printed, tagged and with its fonts")
    func prints() throws {
        let press = try Samples.press()
        for (number, paper) in try Samples.papers().enumerated() {
            let pdf = try press.pdf(paper)
            #expect(String(decoding: pdf.prefix(5), as: UTF8.self) == "%PDF-")
            if let folder = ProcessInfo.processInfo.environment["URNE_PAPERS_OUT"] {
                let name = "\(folder)/\(number)-\(type(of: paper).kind.rawValue).pdf"
                try Data(pdf).write(to: URL(fileURLWithPath: name))
            }
        }
    }
}
