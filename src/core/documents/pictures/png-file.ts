import { promisify } from 'node:util';
import { crc32, inflate } from 'node:zlib';

const decompress = promisify(inflate);
const signature = '89504e470d0a1a0a';
const maxPixels = 20_000_000;
/** Samples of a pixel by colour type. */
const samples: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/** What a PNG that is whole says of itself. */
export interface PngFacts {
  readonly width: number;
  readonly height: number;
  /** Grey or RGB of eight bits, opaque, line after line: what PDF shows as it is. */
  readonly isPlain: boolean;
}

interface Chunk {
  readonly type: string;
  readonly data: Buffer;
}

/** The facts of a PNG whose sums and pixels are all there; undefined for anything else. */
export async function readPng(bytes: Uint8Array): Promise<PngFacts | undefined> {
  const chunks = readChunks(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  const header = chunks?.[0];
  if (chunks === undefined || header?.type !== 'IHDR' || header.data.length !== 13) {
    return undefined;
  }
  const width = header.data.readUInt32BE(0);
  const height = header.data.readUInt32BE(4);
  const [bits = 0, colorType = 0, , , interlace = 0] = header.data.subarray(8);
  const perPixel = samples[colorType];
  if (width === 0 || height === 0 || width * height > maxPixels || perPixel === undefined) {
    return undefined;
  }
  const isPlain = bits === 8 && (colorType === 0 || colorType === 2) && interlace === 0 && !chunks.some(({ type }) => type === 'tRNS');
  const expected = height * (1 + Math.ceil((width * perPixel * bits) / 8));
  const pixels = await inflatedLength(chunks, expected);
  // The lines of an interlaced picture are cut otherwise and take somewhat more.
  const isWhole = interlace === 0 ? pixels === expected : pixels !== undefined && pixels >= expected - height;
  return isWhole ? { width, height, isPlain } : undefined;
}

async function inflatedLength(chunks: readonly Chunk[], expected: number): Promise<number | undefined> {
  const packed = Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data));
  try {
    return (await decompress(packed, { maxOutputLength: 2 * expected + 1024 })).length;
  } catch {
    // Whatever zlib says against the data, the answer is that they are no picture.
    return undefined;
  }
}

function readChunks(file: Buffer): readonly Chunk[] | undefined {
  if (file.toString('hex', 0, 8) !== signature) {
    return undefined;
  }
  const chunks: Chunk[] = [];
  let at = 8;
  while (at + 12 <= file.length) {
    const end = at + 8 + file.readUInt32BE(at);
    if (end + 4 > file.length || file.readUInt32BE(end) !== crc32(file.subarray(at + 4, end))) {
      return undefined;
    }
    chunks.push({ type: file.toString('latin1', at + 4, at + 8), data: file.subarray(at + 8, end) });
    at = end + 4;
  }
  return chunks.at(-1)?.type === 'IEND' ? chunks : undefined;
}
