// swift-tools-version: 6.2
import PackageDescription

// The target graph is the secrecy claim. `Roll` knows names and never sees ballots, `BallotBox` holds ballots and never
// sees names; neither may import the other, and CI builds with undeclared imports as errors. `urne-verify` reads a
// record with `Election`, and says what its counts mean with `VoteLaw`; both are pure.

/// For the targets that wrap C: every pointer is marked, so a review can find them.
let wrapsC: [SwiftSetting] = [.strictMemorySafety()]

let package = Package(
    name: "urne",
    products: [
        .executable(name: "urne", targets: ["urne"]),
        .executable(name: "urne-verify", targets: ["urne-verify"]),
    ],
    targets: [
        // C libraries, from Debian's -dev packages.
        .systemLibrary(name: "CSodium", pkgConfig: "libsodium", providers: [.apt(["libsodium-dev"])]),
        .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        .systemLibrary(name: "CJansson", pkgConfig: "jansson", providers: [.apt(["libjansson-dev"])]),
        .systemLibrary(name: "CMicroHTTPD", pkgConfig: "libmicrohttpd", providers: [.apt(["libmicrohttpd-dev"])]),
        .systemLibrary(name: "CQREncode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]),
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),

        // Mathematics.
        .target(name: "Ristretto255", dependencies: ["CSodium"], swiftSettings: wrapsC),
        .target(name: "Proofs", dependencies: ["Ristretto255"]),
        .target(name: "BlindToken", dependencies: ["Ristretto255", "Proofs"]),
        .target(name: "SealedBallot", dependencies: ["Ristretto255", "Proofs"]),

        // Bytes and rules of a vote.
        .target(name: "StrictJSON", dependencies: ["CJansson"], swiftSettings: wrapsC),
        .target(name: "Words", dependencies: ["StrictJSON"], resources: catalogue),
        .target(
            name: "Election",
            dependencies: ["Ristretto255", "Proofs", "BlindToken", "SealedBallot", "StrictJSON", "Words"]
        ),

        // Files and tables.
        .target(name: "Files", dependencies: ["Ristretto255", "StrictJSON"]),
        .target(name: "SQLite", dependencies: ["CSQLite", "Files"], swiftSettings: wrapsC),

        // The two halves of the server, which never meet below `VoteServer`.
        .target(name: "Roll", dependencies: ["Election", "Ristretto255", "Proofs", "BlindToken", "Files", "SQLite"]),
        .target(
            name: "BallotBox",
            dependencies: ["Election", "Ristretto255", "Proofs", "BlindToken", "SealedBallot", "Files", "SQLite"]
        ),
        .target(
            name: "VoteServer",
            dependencies: [
                "Election", "Ristretto255", "Proofs", "BlindToken", "SealedBallot", "StrictJSON", "Files", "Roll",
                "BallotBox", "Journals", "PostalStore",
            ]
        ),

        // HTTP, which knows nothing of votes; and what speaks it: the server's routes, and a server behind HTTP.
        .target(name: "HTTPServer", dependencies: ["CMicroHTTPD"], swiftSettings: wrapsC),
        .target(name: "HTTPClient", dependencies: ["CCurl"], swiftSettings: wrapsC),
        .target(name: "Journals", dependencies: ["Election", "Ristretto255", "StrictJSON", "Files", "SQLite"]),
        .target(
            name: "PostalStore",
            dependencies: ["PostalVote", "Journals", "Election", "Ristretto255", "StrictJSON", "Files", "SQLite"]
        ),
        .target(
            name: "WebApp",
            dependencies: [
                "HTTPServer", "VoteServer", "Journals", "VoteLaw", "Election", "Ristretto255", "StrictJSON", "Words",
                "Files", "SQLite", "PostalVote", "PostalStore", "PostalPapers", "Papers", "CouncilLaw",
            ]
        ),
        .target(
            name: "RemoteServer",
            dependencies: ["HTTPClient", "Election", "PostalVote", "Proofs", "Ristretto255", "StrictJSON"]
        ),

        // A person's own device, and the council's own data.
        .target(
            name: "Devices",
            dependencies: ["Election", "Ristretto255", "Proofs", "BlindToken", "SealedBallot", "StrictJSON", "Files"]
        ),
        .target(name: "CouncilData", dependencies: ["StrictJSON", "Words"]),

        // The law: pure rules, which import nothing of ours; and the law of one vote, which is frozen as `law.json`.
        .target(name: "CouncilLaw"),
        .target(name: "VoteLaw", dependencies: ["CouncilLaw", "Election", "Ristretto255", "StrictJSON", "Words"]),

        // The vote by post: a fold over a journal, and the store of such journals.
        .target(
            name: "PostalVote",
            dependencies: ["CouncilLaw", "VoteLaw", "Election", "Proofs", "Ristretto255", "StrictJSON", "Words"],
            // The words of the text that is signed, one file for each version.
            resources: [.embedInCode("Record/record-text-1.json")]
        ),

        // Papers: values in, HTML or PDF out. No store, no HTTP, no clock; WeasyPrint is a program of its own.
        .target(
            name: "Papers",
            dependencies: ["CQREncode", "CouncilLaw", "Files", "Ristretto255", "StrictJSON", "Words"],
            swiftSettings: wrapsC
        ),

        // The papers of a vote by post: what its journal and a town say, as values of `Papers`. No store, no HTTP, no clock.
        .target(
            name: "PostalPapers",
            dependencies: [
                "Papers", "PostalVote", "CouncilLaw", "VoteLaw", "Election", "Ristretto255", "StrictJSON", "Words",
                "Files",
            ]
        ),

        // Measuring and rehearsing. Beside `Ristretto255`, the one room that calls libsodium: the bare primitives are the
        // bound that the rooms are compared with.
        .target(
            name: "Bench",
            dependencies: [
                "CSodium", "Ristretto255", "Proofs", "BlindToken", "SealedBallot", "Election", "Files", "VoteServer",
                "Devices", "StrictJSON",
            ],
            swiftSettings: wrapsC
        ),

        .executableTarget(
            name: "urne",
            dependencies: [
                "Election", "Ristretto255", "Proofs", "BlindToken", "SealedBallot", "StrictJSON", "Words", "Files",
                "SQLite", "VoteServer", "Devices", "CouncilData", "Bench", "CouncilLaw", "VoteLaw", "HTTPServer",
                "HTTPClient", "WebApp", "RemoteServer", "Journals", "PostalVote", "PostalPapers", "Papers",
            ]
        ),
        .executableTarget(name: "urne-verify", dependencies: ["Election", "VoteLaw", "PostalVote"]),

        // Tests. The vectors lie in Tests/Vectors, and `TestSupport` reads them from there.
        .target(name: "TestSupport", dependencies: ["Ristretto255"], path: "Tests/TestSupport"),
        .testTarget(name: "Ristretto255Tests", dependencies: ["Ristretto255", "TestSupport"]),
        .testTarget(name: "ProofsTests", dependencies: ["Proofs", "Ristretto255", "TestSupport"]),
        .testTarget(name: "BlindTokenTests", dependencies: ["BlindToken", "Proofs", "Ristretto255", "TestSupport"]),
        .testTarget(
            name: "SealedBallotTests",
            dependencies: ["SealedBallot", "BlindToken", "Proofs", "Ristretto255", "TestSupport"]
        ),
        .testTarget(name: "StrictJSONTests", dependencies: ["StrictJSON", "TestSupport"]),
        .testTarget(
            name: "BenchTests",
            dependencies: ["Bench", "CouncilData", "Devices", "Election", "Ristretto255", "SealedBallot", "VoteServer"]
        ),
        .testTarget(name: "CouncilDataTests", dependencies: ["CouncilData", "StrictJSON", "Words"]),
        .target(
            name: "PostalTestSupport",
            dependencies: ["PostalVote", "CouncilLaw", "Election", "Ristretto255"],
            path: "Tests/PostalTestSupport"
        ),
        .testTarget(
            name: "PostalVoteTests",
            dependencies: [
                "PostalVote", "PostalTestSupport", "CouncilLaw", "Election", "Ristretto255", "StrictJSON", "Words",
            ]
        ),
        .testTarget(
            name: "PostalStoreTests",
            dependencies: [
                "PostalStore", "PostalVote", "PostalTestSupport", "Election", "Ristretto255", "SQLite", "StrictJSON",
                "ServerTestSupport", "CrashProbe", "urne-verify",
            ]
        ),
        .testTarget(name: "CouncilLawTests", dependencies: ["CouncilLaw", "Words"]),
        .target(
            name: "ElectionTestSupport",
            dependencies: ["Election", "Ristretto255", "Proofs", "BlindToken", "SealedBallot", "StrictJSON"],
            path: "Tests/ElectionTestSupport"
        ),
        .testTarget(
            name: "ElectionTests",
            dependencies: [
                "Election", "Ristretto255", "Proofs", "BlindToken", "SealedBallot", "StrictJSON", "Words",
                "ElectionTestSupport", "TestSupport", "urne-verify",
            ]
        ),

        .testTarget(
            name: "VoteLawTests",
            dependencies: ["VoteLaw", "CouncilLaw", "Election", "StrictJSON", "Words", "ElectionTestSupport"]
        ),

        // What the tests of files, stores, server and devices share, and a program for them to kill.
        .target(
            name: "ServerTestSupport",
            dependencies: [
                "Ristretto255", "Proofs", "BlindToken", "SealedBallot", "StrictJSON", "Election", "Files",
                "VoteServer", "Devices",
            ],
            path: "Tests/ServerTestSupport"
        ),
        .executableTarget(
            name: "CrashProbe",
            dependencies: [
                "Election", "Files", "VoteServer", "Devices", "PostalStore", "PostalVote", "StrictJSON",
                "ServerTestSupport",
            ],
            path: "Tests/CrashProbe"
        ),
        // A client that sends exactly the bytes a test wants.
        .target(name: "HTTPTestSupport", path: "Tests/HTTPTestSupport"),
        .testTarget(name: "HTTPServerTests", dependencies: ["HTTPServer", "HTTPTestSupport"]),
        .testTarget(
            name: "WebAppTests",
            dependencies: [
                "WebApp", "HTTPServer", "HTTPClient", "RemoteServer", "VoteServer", "Journals", "Devices", "Election",
                "Files", "Proofs", "Ristretto255", "StrictJSON", "ServerTestSupport", "HTTPTestSupport", "urne",
                "PostalVote", "PostalPapers", "PostalStore", "PostalTestSupport", "Papers", "CouncilLaw", "Words",
            ]
        ),
        .testTarget(
            name: "PapersTests",
            dependencies: [
                "Papers", "PostalPapers", "PostalVote", "PostalTestSupport", "CouncilLaw", "Election", "Files", "Words",
            ]
        ),
        .testTarget(name: "FilesTests", dependencies: ["Files", "ServerTestSupport"]),
        .testTarget(name: "SQLiteTests", dependencies: ["SQLite", "Files", "ServerTestSupport"]),
        .testTarget(
            name: "RollTests",
            dependencies: ["Roll", "Election", "Ristretto255", "Proofs", "BlindToken", "SQLite", "ServerTestSupport"]
        ),
        .testTarget(
            name: "BallotBoxTests",
            dependencies: [
                "BallotBox", "Election", "Ristretto255", "Proofs", "BlindToken", "SQLite", "Files",
                "ServerTestSupport",
            ]
        ),
        .testTarget(
            name: "VoteServerTests",
            dependencies: [
                "VoteServer", "Devices", "Roll", "BallotBox", "Election", "Ristretto255", "Proofs", "StrictJSON",
                "SQLite", "Files", "ServerTestSupport", "CrashProbe",
            ]
        ),
        .testTarget(
            name: "DevicesTests",
            dependencies: [
                "Devices", "VoteServer", "Election", "Ristretto255", "Proofs", "StrictJSON", "Files",
                "ServerTestSupport",
            ]
        ),
        .testTarget(
            name: "CommandLineTests",
            dependencies: [
                "urne", "urne-verify", "Words", "Election", "Devices", "Files", "SQLite", "VoteServer", "StrictJSON",
                "CouncilData", "Ristretto255", "Proofs", "Bench", "HTTPServer", "HTTPClient", "PostalVote",
                "CouncilLaw", "Papers", "PostalPapers", "RemoteServer", "Journals", "ServerTestSupport",
                "HTTPTestSupport",
            ],
            exclude: ["Scripts", "Parts"]
        ),
    ],
    swiftLanguageModes: [.v6]
)

/// The sentences for people, German and English, embedded so that a program stays one file.
var catalogue: [Resource] {
    ["bench", "cli", "council", "law", "paper", "post", "postal", "rule", "serve", "verify"].flatMap { area in
        ["de", "en"].map { .embedInCode("Catalogue/\(area).\($0).json") }
    }
}
