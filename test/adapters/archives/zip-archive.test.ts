import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ZipFile } from 'yazl';

import { ZipArchive } from '../../../src/core/archives/zip-archive.ts';
import { entryBytes, zipBytes, type EntryPlan } from './zip-bytes.ts';

const archive = new ZipArchive();
const file = (name: string): EntryPlan => ({ name });
const link = 0o120777;

/** An extra field that claims another name (Info-ZIP's Unicode path). */
function secondName(plain: string, other: string): Buffer {
  const body = Buffer.concat([Buffer.from([1]), Buffer.alloc(4), Buffer.from(other)]);
  body.writeUInt32LE(crc32(Buffer.from(plain)), 1);
  const head = Buffer.alloc(4);
  head.writeUInt16LE(0x7075, 0);
  head.writeUInt16LE(body.length, 2);
  return Buffer.concat([head, body]);
}

const bomb = Buffer.alloc(64 * 1024 * 1024);
const nested = zipBytes([{ name: 'inner.txt' }]);

/** A thousand entries inside the data of the first, each with its own true header. */
const inside = Array.from({ length: 1000 }, (_, index) => ({ name: `b${index}`, data: Buffer.from('x'), stored: true }));
const insideBytes = inside.map(entryBytes);
const overlapping: EntryPlan[] = [
  { name: 'a', data: Buffer.concat(insideBytes), stored: true },
  ...inside.map((entry, index) => ({ ...entry, offset: 31 + insideBytes.slice(0, index).reduce((sum, bytes) => sum + bytes.length, 0) })),
];

const hostile: Readonly<Record<string, readonly [why: RegExp, make: () => Buffer]>> = {
  'a way up': [/characters|another folder/u, () => zipBytes([file('../../x')])],
  'a way up in the middle': [/another folder/u, () => zipBytes([file('a/../../x')])],
  'a way up with backslashes': [/characters/u, () => zipBytes([file('..\\..\\x')])],
  'an absolute name': [/characters/u, () => zipBytes([file('/tmp/x')])],
  'a drive': [/characters/u, () => zipBytes([file('C:\\x')])],
  'an alternate stream': [/characters/u, () => zipBytes([file('a:ads')])],
  'a NUL in a name': [/characters/u, () => zipBytes([file('a\0.txt')])],
  'a name that reads backwards': [/characters/u, () => zipBytes([{ name: 'a\u202etxt.exe', flags: 0x800 }])],
  'an empty name': [/characters/u, () => zipBytes([file('')])],
  'an empty part of a name': [/characters/u, () => zipBytes([file('a//b')])],
  'a device of Windows': [/device/u, () => zipBytes([file('docs/CON')])],
  'a device of Windows with an ending': [/device/u, () => zipBytes([file('aux.txt')])],
  'a name that ends in a dot': [/dot/u, () => zipBytes([file('a./b')])],
  'a long name': [/200 bytes/u, () => zipBytes([file('a'.repeat(60_000))])],
  'many levels': [/folders deep/u, () => zipBytes([file('a/'.repeat(40) + 'b')])],
  'equal names': [/twice/u, () => zipBytes([file('a'), file('a')])],
  'names that differ in case': [/case/u, () => zipBytes([file('Read.me'), file('README.me'), file('read.ME')])],
  'folders that differ in case': [/case/u, () => zipBytes([file('Docs/a'), file('docs/b')])],
  'twins in two Unicode forms': [/characters/u, () => zipBytes([{ name: 'é', flags: 0x800 }, { name: 'e\u0301', flags: 0x800 }])],
  'a file that is also a folder': [/both/u, () => zipBytes([file('a'), file('a/b')])],
  'a symbolic link': [/link/u, () => zipBytes([{ name: 'a', unixMode: link }, file('b')])],
  'a file through a symbolic link': [/link/u, () => zipBytes([{ name: 'a', data: Buffer.from('/etc'), unixMode: link }, file('a/passwd')])],
  'a device': [/link or a device/u, () => zipBytes([{ name: 'a', unixMode: 0o020666 }])],
  'a folder with content': [/content/u, () => zipBytes([{ name: 'a/', unixMode: 0o040755 }])],
  'encryption': [/encrypted/u, () => zipBytes([{ name: 'a', flags: 1 }])],
  'encryption told only beside the data': [/two places/u, () => zipBytes([{ name: 'a', localFlags: 1 }])],
  'strong encryption': [/encrypt/u, () => zipBytes([{ name: 'a', flags: 0x41 }])],
  'another method of packing': [/method/u, () => zipBytes([{ name: 'a', method: 12 }])],
  'a bomb': [/100-fold/u, () => zipBytes([{ name: 'a', data: bomb }])],
  'a bomb that calls itself small': [/too many bytes/u, () => zipBytes([{ name: 'a', data: bomb, uncompressedSize: 1000 }])],
  'a size told too large': [/not enough/u, () => zipBytes([{ name: 'a', uncompressedSize: 6 }])],
  'a size told too small': [/too many/u, () => zipBytes([{ name: 'a', uncompressedSize: 4 }])],
  'a declared size of gigabytes': [/100-fold/u, () => zipBytes([{ name: 'a', uncompressedSize: 0xfffffffe }])],
  'more in all than is allowed': [/unpack to/u, () => zipBytes(Array.from({ length: 5 }, (_, index) => ({ name: `a${index}`, data: randomBytes(700_000), uncompressedSize: 60_000_000 })))],
  'a wrong checksum': [/checksum/u, () => zipBytes([{ name: 'a', crc: 1 }])],
  'two names for one entry': [/two places/u, () => zipBytes([{ name: 'a', localName: 'b' }])],
  'a second name in an extra field': [/second name/u, () => zipBytes([{ name: 'a', extra: secondName('a', '../x') }])],
  'entries over one another': [/overlaps/u, () => zipBytes(overlapping)],
  'the same bytes under two names': [/two places/u, () => zipBytes([{ name: 'a' }, { name: 'a2', offset: 0 }])],
  'too many entries': [/2001 entries/u, () => zipBytes(Array.from({ length: 2001 }, (_, index) => file(`f${index}`)))],
  'sixty thousand entries': [/60000 entries/u, () => zipBytes(Array.from({ length: 60_000 }, (_, index) => ({ name: `f${index}`, data: Buffer.from('x'), stored: true })))],
  'bytes before': [/foreign/u, () => zipBytes([file('a')], { before: Buffer.from('#!/bin/sh\n') })],
  'bytes after': [/foreign/u, () => zipBytes([file('a')], { after: Buffer.from('junk') })],
  'bytes between files': [/foreign/u, () => zipBytes([file('a'), { name: 'b', before: Buffer.from('hidden') }])],
  'bytes between list and end': [/foreign/u, () => zipBytes([file('a')], { betweenListAndEnd: Buffer.from('hidden') })],
  'an entry that is not counted': [/lists more/u, () => zipBytes([file('a'), file('b')], { count: 1 })],
  'an entry that is only counted': [/damaged/u, () => zipBytes([file('a')], { count: 2 })],
  'the ZIP64 format': [/ZIP64/u, () => zipBytes([file('a')], { count: 0xffff })],
  'a cut end': [/its end/u, () => zipBytes([file('a')]).subarray(0, -10)],
  'a cut middle': [/foreign/u, () => Buffer.concat([zipBytes([{ name: 'a', data: Buffer.from('0123456789'.repeat(9)), stored: true }]).subarray(0, 60), zipBytes([file('b')])])],
  'another archive in front': [/foreign/u, () => Buffer.concat([nested, zipBytes([file('b')])])],
  'no ZIP at all': [/no ZIP/u, () => Buffer.from('date,precipitation\n2012-01-01,0.0\n')],
  'nothing': [/no ZIP/u, () => Buffer.alloc(0)],
};

describe('an archive with', () => {
  it.each(Object.entries(hostile))('%s is refused whole', async (_, [why, make]) => {
    const refused = archive.unpack(make());

    await expect(refused).rejects.toMatchObject({ code: 'input_invalid', message: expect.stringMatching(/^The archive.{1,400}Nothing was unpacked\.$/su) });
    await expect(refused).rejects.toThrow(why);
  });

  it('a bomb costs no memory', async () => {
    const bytes = zipBytes([{ name: 'a', data: bomb, uncompressedSize: 6_000_000 }]);
    const before = process.memoryUsage().arrayBuffers;

    await expect(archive.unpack(bytes)).rejects.toMatchObject({ code: 'input_invalid' });

    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(32 * 1024 * 1024);
  });
});

describe('a good archive', () => {
  it('gives its files in the order of their names, without its folders', async () => {
    const workflow = Buffer.from('{"format":"aiwm.workflow/1"}');
    const csv = readFileSync(join(import.meta.dirname, 'zip-bytes.ts'));
    const zip = new ZipFile();
    zip.addBuffer(csv, 'files/weather.csv');
    zip.addEmptyDirectory('files');
    zip.addBuffer(workflow, 'workflow.json', { compress: false });
    zip.end();

    const files = await archive.unpack(await collect(zip));

    expect(files.map(({ path }) => path)).toEqual(['files/weather.csv', 'workflow.json']);
    expect(files.map(({ bytes }) => Buffer.from(bytes))).toEqual([csv, workflow]);
  });

  it('may have been written as a stream', async () => {
    const zip = new ZipFile();
    zip.addFile(join(import.meta.dirname, 'zip-bytes.ts'), 'zip-bytes.ts');
    zip.end();

    expect((await archive.unpack(await collect(zip))).map(({ path }) => path)).toEqual(['zip-bytes.ts']);
  });

  it('may be empty', async () => {
    expect(await archive.unpack(zipBytes([]))).toEqual([]);
  });
});

describe('a damaged archive', () => {
  it('is refused or gives the same files, whichever byte changed', async () => {
    const good = zipBytes([{ name: 'a.txt', data: Buffer.from('first '.repeat(20)) }, { name: 'dir/b.txt', data: Buffer.from('second'), stored: true }]);
    const expected = contentsOf(await archive.unpack(good));

    await fc.assert(
      fc.asyncProperty(fc.nat(good.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const bytes = Buffer.from(good);
        bytes.writeUInt8(bytes.readUInt8(at) ^ change, at);
        const outcome = await archive.unpack(bytes).then(contentsOf, (error: unknown) => String((error as { code?: unknown }).code));
        if (typeof outcome === 'string') expect(outcome).toBe('input_invalid');
        else expect(outcome).toEqual(expected);
      }),
      { numRuns: 1000 },
    );
  });
});

function contentsOf(files: Awaited<ReturnType<ZipArchive['unpack']>>): readonly string[] {
  return files.map(({ bytes }) => Buffer.from(bytes).toString());
}

async function collect(zip: ZipFile): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(Buffer.from(chunk as Buffer));
  return Buffer.concat(chunks);
}
