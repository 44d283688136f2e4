/// `urne postal`: a secret vote that is held or finished by post.
enum PostalVerbs {
    static let all =
        [PostalStarting.verb] + PostalPreparing.all + PostalPrinting.all + PostalKits.all + PostalReceiving.all
        + PostalLooking.all + PostalBoard.all + PostalAdmitting.all + PostalCounting.all + PostalClosing.all
        + PostalRecording.all + PostalKeeping.all
}
