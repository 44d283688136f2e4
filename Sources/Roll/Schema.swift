import SQLite

/// The tables of `roll.sqlite` and of the file beside it that holds the sealed seeds.
///
/// Every member's rows are written when the vote is made, with zero bytes where the draw will stand; a draw overwrites
/// them in place. So neither a row's existence nor its place in the file tells who drew when. The order of votes is no
/// secret: `place` numbers them as they were made, so that people find them in the order of the session.
enum Schema {
    /// "UrnR" and "UrnS".
    static let rollForm = Database.Form(application: 0x5572_6E52, version: 1)
    static let sealedForm = Database.Form(application: 0x5572_6E53, version: 1)

    static let roll = """
        CREATE TABLE IF NOT EXISTS vote (
            vote BLOB PRIMARY KEY CHECK (length(vote) = 16),
            roll TEXT NOT NULL,
            law BLOB
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS place (
            vote BLOB PRIMARY KEY REFERENCES vote (vote),
            number INTEGER NOT NULL UNIQUE
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS event (
            vote BLOB NOT NULL REFERENCES vote (vote),
            n INTEGER NOT NULL CHECK (n >= 0),
            line TEXT NOT NULL,
            PRIMARY KEY (vote, n)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS journal (
            vote BLOB NOT NULL REFERENCES vote (vote),
            act TEXT NOT NULL CHECK (act IN ('abandon', 'lot')),
            text TEXT NOT NULL,
            PRIMARY KEY (vote, act)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS member (
            vote BLOB NOT NULL REFERENCES vote (vote),
            p TEXT NOT NULL,
            key BLOB NOT NULL CHECK (length(key) = 32),
            drawn INTEGER NOT NULL CHECK (drawn IN (0, 1)),
            blinded BLOB NOT NULL CHECK (length(blinded) = 32),
            sealed_hash BLOB NOT NULL CHECK (length(sealed_hash) = 64),
            signature BLOB NOT NULL CHECK (length(signature) = 64),
            evaluated BLOB NOT NULL CHECK (length(evaluated) = 32),
            proof BLOB NOT NULL CHECK (length(proof) = 64),
            PRIMARY KEY (vote, p),
            UNIQUE (vote, key)
        ) STRICT, WITHOUT ROWID;
        """

    /// 1 byte whether recovery was chosen, then the 48 bytes or zeros.
    static let sealed = """
        CREATE TABLE IF NOT EXISTS sealed.seed (
            vote BLOB NOT NULL,
            p TEXT NOT NULL,
            sealed BLOB NOT NULL CHECK (length(sealed) = 49),
            PRIMARY KEY (vote, p)
        ) STRICT, WITHOUT ROWID;
        """
}
