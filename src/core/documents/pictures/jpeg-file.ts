/** Width and height of a JPEG in pixels; undefined for bytes that are none, or that hold too many pixels. */
export function sizeOfJpeg(bytes: Uint8Array): { readonly width: number; readonly height: number } | undefined {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (file.length < 4 || file.readUInt16BE(0) !== startOfImage) {
    return undefined;
  }
  let at = 2;
  while (at + 9 <= file.length && file[at] === 0xff) {
    const marker = file[at + 1] ?? 0;
    if (marker >= 0xc0 && marker <= 0xcf && !otherMarkers.includes(marker)) {
      const size = { height: file.readUInt16BE(at + 5), width: file.readUInt16BE(at + 7) };
      const pixels = size.width * size.height;
      return pixels > 0 && pixels <= maxPixels ? size : undefined;
    }
    at += 2 + file.readUInt16BE(at + 2);
  }
  return undefined;
}

const startOfImage = 0xffd8;
/** Between the markers of frame headers stand three that mean something else: tables, an extension, arithmetic coding. */
const otherMarkers = [0xc4, 0xc8, 0xcc];
const maxPixels = 20_000_000;
