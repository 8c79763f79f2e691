// The camera and the reader of codes. The reader is our own copy of the program, served from here: nothing is
// fetched from elsewhere, and the page works in a hall without internet.

import { BarcodeDetector, prepareZXingModule } from "barcode-detector/ponyfill";
import wasm from "zxing-wasm/reader/zxing_reader.wasm";

const PAUSE = 90;

prepareZXingModule({
  overrides: { locateFile: (path, prefix) => (path.endsWith(".wasm") ? wasm : prefix + path) },
});

/** Which of the page's explanations fits a camera that did not open. */
export function troubleOf(error) {
  if (error?.name === "NotAllowedError" || error?.name === "SecurityError") return "camera_refused";
  if (error?.name === "NotReadableError" || error?.name === "AbortError") return "camera_busy";
  return "camera_missing";
}

/**
 * Open the camera into `video`; throws when there is none or it is refused.
 * `choice`: the id of a camera, or the side it looks to, "environment" or "user".
 */
export async function openCamera(video, choice = "environment") {
  if (!navigator.mediaDevices?.getUserMedia) throw new DOMException("no camera here", "NotFoundError");
  closeCamera(video);
  const side = choice === "environment" || choice === "user";
  const which = side ? { facingMode: { ideal: choice } } : { deviceId: { ideal: choice } };
  const stream = await navigator.mediaDevices.getUserMedia({ audio: false, video: { ...which, width: { ideal: 1280 }, height: { ideal: 720 } } });
  video.srcObject = stream;
  await video.play();
  return stream;
}

export function closeCamera(video) {
  for (const track of video.srcObject?.getTracks() ?? []) track.stop();
  video.srcObject = null;
}

/** The cameras of this device; their names are known only after one was allowed. */
export async function cameras() {
  const all = (await navigator.mediaDevices?.enumerateDevices?.()) ?? [];
  return all.filter((one) => one.kind === "videoinput" && one.deviceId);
}

/** A switch for the lamp of the camera, or null where it has none. */
export function lampOf(stream) {
  const [track] = stream.getVideoTracks();
  if (!track?.getCapabilities?.().torch) return null;
  return (on) => track.applyConstraints({ advanced: [{ torch: on }] });
}

/** The code in a picture that was taken before; null when there is none. */
export async function readPicture(file) {
  const picture = await createImageBitmap(file);
  const [code] = await new BarcodeDetector({ formats: ["qr_code"] }).detect(picture);
  picture.close();
  return code?.rawValue || null;
}

/** Call `found(text)` for each picture that shows a code, and `found(null)` for each that shows none. */
export function watch(video, found, failed) {
  const detector = new BarcodeDetector({ formats: ["qr_code"] });
  let running = true;
  const look = async () => {
    if (!running) return;
    try {
      if (video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA && !document.hidden) {
        const [code] = await detector.detect(video);
        found(code?.rawValue || null);
      }
    } catch (error) {
      running = false;
      failed(error);
      return;
    }
    setTimeout(look, PAUSE);
  };
  look();
  return () => (running = false);
}

/** Lets a code through once, and again only after it has been out of sight: a badge held still is one scan. */
export class Gate {
  constructor(away = 1500, now = () => performance.now()) {
    Object.assign(this, { away, now, code: null, seen: -Infinity });
  }

  /** Whether `text` is a new sight. */
  pass(text) {
    const moment = this.now();
    if (text === null) return false;
    const again = text === this.code && moment - this.seen < this.away;
    this.code = text;
    this.seen = moment;
    return !again;
  }
}
