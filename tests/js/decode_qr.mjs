// Read QR codes with zbar. Standard input: [{path, width, height}] of raw 8-bit grey images; output: texts for each image.
import { readFileSync } from "node:fs";
import { scanGrayBuffer } from "@undecaf/zbar-wasm";

const images = JSON.parse(readFileSync(0, "utf8"));
const found = [];
for (const { path, width, height } of images) {
  const bytes = readFileSync(path);
  const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  const symbols = await scanGrayBuffer(buffer, width, height);
  const top = (symbol) => Math.min(...symbol.points.map((point) => point.y));
  const left = (symbol) => Math.min(...symbol.points.map((point) => point.x));
  found.push(
    symbols
      .filter((symbol) => symbol.typeName === "ZBAR_QRCODE")
      .sort((a, b) => top(a) - top(b) || left(a) - left(b))
      .map((symbol) => symbol.decode("utf8")),
  );
}
process.stdout.write(JSON.stringify(found));
