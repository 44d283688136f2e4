import Foundation

/// The clocks of the measurement, in nanoseconds.
enum Clock {
    /// Time this thread has computed; what other programs take of the core does not count.
    static func cpu() -> UInt64 { read(CLOCK_THREAD_CPUTIME_ID) }

    /// Time all threads of this program have computed.
    static func process() -> UInt64 { read(CLOCK_PROCESS_CPUTIME_ID) }

    /// Time on the wall.
    static func wall() -> UInt64 { read(CLOCK_MONOTONIC) }

    private static func read(_ clock: clockid_t) -> UInt64 {
        var time = timespec()
        _ = unsafe clock_gettime(clock, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }
}

/// Samples of one quantity.
struct Samples {
    private var values: [Double] = []

    mutating func add(_ value: Double) { values.append(value) }

    var count: Int { values.count }

    /// The value that `share` of all samples do not exceed; 0 without samples.
    func quantile(_ share: Double) -> Double {
        guard !values.isEmpty else { return 0 }
        return values.sorted()[Int(Double(values.count - 1) * share)]
    }

    var median: Double { quantile(0.5) }

    /// How far the middle eight tenths lie apart, as a part of the median.
    var spread: Double { median > 0 ? (quantile(0.9) - quantile(0.1)) / median : 0 }
}
