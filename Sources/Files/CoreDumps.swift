import Foundation

/// Keeps secrets in memory out of files that the system writes when a process crashes.
public enum CoreDumps {
    /// Forbids core dumps of this process and of those it starts.
    public static func forbid() {
        var none = rlimit(rlim_cur: 0, rlim_max: 0)
        setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
    }
}
