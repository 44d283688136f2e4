import Ristretto255

// MARK: - Register (V11 to V13)

extension VerifierRun {
    mutating func checkRegister() {
        guard log.hasBoard, let board = log.board, let context = log.ballotContext else {
            set([.v11, .v12, .v13], .open(logIsWhole ? .notYet : .afterFault))
            return
        }
        guard files[.register] != nil else {
            set([.v11, .v12, .v13], .open(files.isUnreadable(.register) ? .afterFault : .leftOut))
            return
        }
        guard let register = parse(.register, { line throws(Fault) in try RegisterLine(line: line) }) else {
            set([.v11, .v12, .v13], .open(.afterFault))
            return
        }
        self.register = register
        if register.count != board.draws {
            fail(.v11, .lineCount(expected: board.draws, found: register.count), .register)
        }
        for index in register.indices.dropFirst() where register[index].person <= register[index - 1].person {
            fail(.v11, .order, .register, line: index + 1)
            break
        }
        let keys = roll.map { roll in register.map { roll.entry(of: $0.person)?.key } }
        if let index = keys?.firstIndex(of: nil) {
            fail(.v11, .notInRoll(register[index].person.description), .register, line: index + 1)
        }
        let progress = progress
        let total = register.count
        let checked = inParallel(total, progress: { progress(.register, $0, total) }) { index in
            let line = register[index]
            let signed = keys.map { keys in keys[index].map { line.isSigned(by: $0, head: context.head) } ?? true }
            return (signed: signed ?? true, proved: line.evaluation.isProved(for: line.blinded, by: context.issuer))
        }
        if let index = checked.firstIndex(where: { !$0.signed }) {
            fail(.v12, .drawSignature(register[index].person.description), .register, line: index + 1)
        }
        if let index = checked.firstIndex(where: { !$0.proved }) {
            fail(.v13, .drawProof(register[index].person.description), .register, line: index + 1)
        }
        if roll == nil {
            // Members and their keys are in the roll, which this edition leaves out or which is broken.
            let reason: VerificationReport.OpenReason = files.lacks(.roll) ? .leftOut : .afterFault
            set([.v11, .v12], .open(reason))
        } else {
            set([.v11, .v12], .passed)
        }
        set(.v13, .passed)
    }
}
