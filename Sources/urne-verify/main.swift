import Election

let files = try RecordFolder.read(CommandLine.arguments[1])
let report = Verifier().verify(files)
for r in report.results { print(r.check, r.ok as Any, r.outcome) }
print(report.isValid, report.log.state, report.counts as Any, report.fingerprint as Any, report.warnings)
