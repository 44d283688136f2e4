import CSQLite

/// A prepared statement; the connection that made it finalizes it.
@safe final class Statement {
    private let handle: OpaquePointer

    init(_ handle: OpaquePointer) {
        unsafe self.handle = unsafe handle
    }

    func finalize() {
        unsafe sqlite3_finalize(handle)
    }

    /// Makes the statement ready for its next use and lets go of the bound values.
    func reset() {
        unsafe sqlite3_reset(handle)
        unsafe sqlite3_clear_bindings(handle)
    }

    func bind(_ values: [Value], _ database: Database) throws(DatabaseError) {
        for (index, value) in values.enumerated() {
            let position = Int32(index + 1)
            let code =
                switch value {
                case .blob(let bytes): bind(bytes, at: position)
                case .text(let text):
                    unsafe sqlite3_bind_text(handle, position, text, Int32(text.utf8.count), urne_sqlite_transient())
                case .integer(let number): unsafe sqlite3_bind_int64(handle, position, Int64(number))
                case .null: unsafe sqlite3_bind_null(handle, position)
                }
            guard code == SQLITE_OK else { throw database.error(code) }
        }
    }

    private func bind(_ bytes: [UInt8], at position: Int32) -> Int32 {
        // An empty array has no address, and SQLite takes a null pointer for NULL.
        guard !bytes.isEmpty else { return unsafe sqlite3_bind_zeroblob(handle, position, 0) }
        return unsafe bytes.withUnsafeBytes { buffer in
            unsafe sqlite3_bind_blob64(
                handle,
                position,
                buffer.baseAddress,
                UInt64(buffer.count),
                urne_sqlite_transient()
            )
        }
    }

    /// Whether there is another row.
    func step(_ database: Database) throws(DatabaseError) -> Bool {
        switch unsafe sqlite3_step(handle) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        case let code: throw database.error(code)
        }
    }

    var row: Row { unsafe Row(handle) }
}

/// The current row of a query; columns count from 0.
@safe public struct Row {
    private let handle: OpaquePointer

    init(_ handle: OpaquePointer) {
        unsafe self.handle = unsafe handle
    }

    /// A blob, or no bytes for NULL.
    public func blob(_ column: Int) -> [UInt8] {
        guard let start = unsafe sqlite3_column_blob(handle, Int32(column)) else { return [] }
        let count = Int(unsafe sqlite3_column_bytes(handle, Int32(column)))
        return unsafe Array(UnsafeRawBufferPointer(start: start, count: count))
    }

    /// A text, or an empty one for NULL.
    public func text(_ column: Int) -> String {
        guard let start = unsafe sqlite3_column_text(handle, Int32(column)) else { return "" }
        let count = Int(unsafe sqlite3_column_bytes(handle, Int32(column)))
        return unsafe String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    }

    /// An integer, or 0 for NULL.
    public func integer(_ column: Int) -> Int {
        Int(unsafe sqlite3_column_int64(handle, Int32(column)))
    }

    /// Whether the column is NULL.
    public func isNull(_ column: Int) -> Bool {
        unsafe sqlite3_column_type(handle, Int32(column)) == SQLITE_NULL
    }
}
