// What the hand and the ear get: each answer has its own sound and its own beat.

const SOUNDS = {
  ok: { tones: [[660, 0, 0.09], [990, 0.1, 0.14]], shape: "sine", beat: [60] },
  again: { tones: [[520, 0, 0.12], [520, 0.2, 0.12]], shape: "triangle", beat: [80, 80, 80] },
  stop: { tones: [[200, 0, 0.4]], shape: "square", beat: [350] },
  late: { tones: [[880, 0, 0.1], [440, 0.14, 0.1], [880, 0.28, 0.2]], shape: "triangle", beat: [120, 60, 120, 60, 120] },
  unsent: { tones: [[300, 0, 0.15], [240, 0.18, 0.15], [180, 0.36, 0.25]], shape: "square", beat: [150, 80, 150, 80, 300] },
};

let speaker = null;

/** Browsers let a page sound only after the first touch. */
export function allowSound() {
  speaker ??= "AudioContext" in globalThis ? new AudioContext() : null;
  speaker?.resume();
}

export function signal(kind) {
  const { tones, shape, beat } = SOUNDS[kind];
  navigator.vibrate?.(beat);
  if (speaker?.state !== "running") return;
  for (const [pitch, start, length] of tones) {
    const tone = speaker.createOscillator();
    const level = speaker.createGain();
    tone.type = shape;
    tone.frequency.value = pitch;
    level.gain.value = 0.18;
    tone.connect(level).connect(speaker.destination);
    tone.start(speaker.currentTime + start);
    tone.stop(speaker.currentTime + start + length);
  }
}
