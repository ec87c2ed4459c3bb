import { crc32, deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { loadPictures } from '../../../src/core/documents/pictures/load-pictures.ts';
import { parseMarkdown } from '../../../src/core/documents/tree/parse-markdown.ts';
import type { DocumentImage } from '../../../src/core/domain/model/document.ts';

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

/** A whole picture of one colour. */
function flat({ side, bits, colorType }: { readonly side: number; readonly bits: number; readonly colorType: number }): DocumentImage {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([bits, colorType], 8);
  const lines = Buffer.alloc(side * (1 + Math.ceil((side * bits) / 8)));
  const bytes = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), chunk('IHDR', header), chunk('IDAT', deflateSync(lines)), chunk('IEND', Buffer.alloc(0))]);
  return { mediaType: 'image/png', bytes };
}

/** The head of a picture of 4,400 × 4,400, which says its size. */
const large: DocumentImage = { mediaType: 'image/jpeg', bytes: Buffer.from('ffd8ffc00011081130113003011100021100031100ffd9', 'hex') };

type Loaded = ReturnType<typeof loadPictures>;

function load(images: Readonly<Record<string, DocumentImage>>, signal = new AbortController().signal): Loaded {
  const markdown = Object.keys(images).map((id) => `![${id}](image:${id})`).join('\n\n');
  return loadPictures(parseMarkdown(markdown).root, { title: '', markdown, images }, signal);
}

describe('the pictures of a document', () => {
  it('are bounded together in pixels, each of which is allowed by itself', async () => {
    const many = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`p${index}`, { ...large }]));

    await expect(load(many)).rejects.toMatchObject({ code: 'input_invalid', message: expect.stringContaining('1000 million pixels together'), data: { image: 'p51' } });
    expect((await load({ one: large })).size).toBe(1);
  });

  it('are bounded together in bytes', async () => {
    const whole = flat({ side: 1, bits: 8, colorType: 0 });
    const padded = { ...whole, bytes: Buffer.concat([whole.bytes.subarray(0, 33), chunk('tEXt', Buffer.alloc(50 * 1024 * 1024)), whole.bytes.subarray(33)]) };

    await expect(load({ a: padded, b: { ...padded }, c: { ...padded } })).rejects.toMatchObject({ code: 'input_invalid', message: expect.stringContaining('128 MiB together'), data: { image: 'c' } });
  });

  it('are read once, whatever addresses name them', async () => {
    const image = flat({ side: 8, bits: 1, colorType: 0 });
    const markdown = '![a](image:a) ![b](a)';
    const loaded = await loadPictures(parseMarkdown(markdown).root, { title: '', markdown, images: { a: image } }, new AbortController().signal);

    expect(loaded.get('image:a')?.picture.address).toBe('image:a');
    expect(loaded.get('a')?.picture.bytes).toBe(loaded.get('image:a')?.picture.bytes);
  });

  it('are given up between two of them', async () => {
    const stop = new AbortController();
    const image = flat({ side: 8, bits: 8, colorType: 0 });
    const second = { mediaType: 'image/png' as const, get bytes(): Uint8Array { throw new Error('the second was read'); } };
    const first = { mediaType: 'image/png' as const, get bytes(): Uint8Array { stop.abort(new Error('no longer wanted')); return image.bytes; } };

    await expect(load({ first, second }, stop.signal)).rejects.toThrow('no longer wanted');
  });
});
