extension EventLog {
    /// Reads `log.jsonl` and applies checks V1 to V8.
    ///
    /// Throws a ``Fault`` with the line.
    public init(file: [UInt8]) throws(Fault) {
        self.init()
        let name = RecordFile.log.rawValue
        for (number, line) in try Lines(file, file: name) {
            do {
                let event = try Event(line: line)
                do { try append(event) } catch { throw Fault(error.rule) }
            } catch let fault as Fault {
                throw fault.at(file: name, line: number)
            } catch {
                // Both calls above throw faults only.
                throw Fault(.brokenChain, file: name, line: number)
            }
        }
        guard !events.isEmpty else { throw Fault(.emptyLog, file: name) }
    }

    /// The text of `log.jsonl`.
    public var text: String { events.map { $0.line + "\n" }.joined() }
}
