import Files

/// Why a paper could not be made.
///
/// Names the template and the place in it, never a value: some values are secret, and all of them are somebody's.
public enum PaperError: Error, Hashable, Sendable {
    /// The folder has no such template.
    case noTemplate(file: String)
    /// A town's file that would replace nothing, most likely because its name is misspelt.
    case replacesNothing(file: String)
    /// A template asks for a value that this paper does not have.
    case unknownName(String, Place)
    /// A template asks for a value that is empty.
    case unfilled(String, Place)
    /// A value that must be printed has no place in the template.
    case leftOut(String, file: String)
    /// A section is opened and not closed, closed and not opened, or a pair of braces is broken.
    case malformed(String, Place)
    /// A value may not stand there: in a tag outside quotes, in an address, in a style or a script.
    case unsafePlace(String, Place)
    /// The address does not fit into the window of the envelope.
    case addressTooLong(name: String, lines: Int)
    /// The paper needs more pages than it may have.
    case tooManyPages(file: String, pages: Int, most: Int)
    /// The text is too long for a QR code.
    case scanTooLong
    /// The program that makes PDF is not there or does not start.
    case noPress(program: String)
    /// The program that makes PDF refused; its reason, which never holds a value.
    case press(reason: String, file: String)
    /// A picture or style sheet that a template names is not there.
    case noPicture(name: String, file: String)
    /// A picture that a template names is none, or ends too early.
    case brokenPicture(name: String, file: String)
    /// A file could not be read or written.
    case file(FileError)

    /// A line of a template.
    public struct Place: Hashable, Sendable {
        /// The file's name.
        public let file: String
        /// The line, from 1.
        public let line: Int

        /// A line of a file.
        public init(_ file: String, _ line: Int) {
            self.file = file
            self.line = line
        }
    }
}
