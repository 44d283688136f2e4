import Foundation

exit(Probe(Array(CommandLine.arguments.dropFirst())).run())
