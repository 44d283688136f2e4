// Reads QR codes with the camera where the browser can; elsewhere the telephone's own camera opens the link.

export const canScan = () => "BarcodeDetector" in window && Boolean(navigator.mediaDevices?.getUserMedia);

/** Shows the camera's picture in `place` and tells each new code until one of them is taken. */
export async function scan(place, take) {
    let stream;
    try {
        stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    } catch {
        return;
    }
    const video = Object.assign(document.createElement("video"), { srcObject: stream, muted: true, playsInline: true });
    video.className = "qrcode";
    place.replaceChildren(video);
    await video.play();
    const detector = new BarcodeDetector({ formats: ["qr_code"] });
    // The view that holds the picture goes when something was found.
    while (place.isConnected) {
        const codes = await detector.detect(video).catch(() => []);
        codes.forEach(({ rawValue }) => take(rawValue));
        await new Promise((resolve) => setTimeout(resolve, 200));
    }
    stream.getTracks().forEach((track) => track.stop());
}
