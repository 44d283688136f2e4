// One line per file in `Catalogue`; `Package.swift` embeds them.
extension Words {
    static let german: [[UInt8]] = [
        PackageResources.bench_de_json,
        PackageResources.cli_de_json,
        PackageResources.council_de_json,
        PackageResources.law_de_json,
        PackageResources.paper_de_json,
        PackageResources.post_de_json,
        PackageResources.postal_de_json,
        PackageResources.rule_de_json,
        PackageResources.serve_de_json,
        PackageResources.verify_de_json,
    ]

    static let english: [[UInt8]] = [
        PackageResources.bench_en_json,
        PackageResources.cli_en_json,
        PackageResources.council_en_json,
        PackageResources.law_en_json,
        PackageResources.paper_en_json,
        PackageResources.post_en_json,
        PackageResources.postal_en_json,
        PackageResources.rule_en_json,
        PackageResources.serve_en_json,
        PackageResources.verify_en_json,
    ]
}
