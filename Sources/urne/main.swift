import Foundation

// A file that may not grow is an error to be told, like a full disk, and not the end of the program.
signal(SIGXFSZ, SIG_IGN)
exit(Program.run(Array(CommandLine.arguments.dropFirst())))
