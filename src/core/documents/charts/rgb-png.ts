import { promisify } from 'node:util';
import { crc32, deflate } from 'node:zlib';

const compress = promisify(deflate);

const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
const opaqueRgb = 2;
const eightBits = 8;

/**
 * A PNG without an alpha channel from RGBA pixels that are all opaque.
 * PDF takes such pixels as they are compressed; with an alpha channel each reader has to unpack and split them first.
 */
export async function encodeRgbPng(rgba: Uint8Array, width: number, height: number): Promise<Uint8Array> {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = eightBits;
  header[9] = opaqueRgb;
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', await compress(scanLines(rgba, width, height))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Each line begins with its filter type; 0 means unfiltered, which suits large flat areas. */
function scanLines(rgba: Uint8Array, width: number, height: number): Buffer {
  const lines = Buffer.alloc(height * (1 + 3 * width));
  let to = 0;
  for (let y = 0; y < height; y += 1) {
    to += 1;
    for (let from = 4 * width * y; from < 4 * width * (y + 1); from += 4) {
      lines[to] = rgba[from] ?? 0;
      lines[to + 1] = rgba[from + 1] ?? 0;
      lines[to + 2] = rgba[from + 2] ?? 0;
      to += 3;
    }
  }
  return lines;
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), framed.length - 4);
  return framed;
}
