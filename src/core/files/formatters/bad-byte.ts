import type { TextEncoding } from '../../domain/model/text-encoding.ts';
import type { FormatIssue } from '../../domain/ports/formatter.ts';

/** The encoding a byte order mark tells of. */
export function byteOrderMarkOf(bytes: Uint8Array): TextEncoding | undefined {
  const [first, second, third] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return first === 0xef && second === 0xbb && third === 0xbf ? 'utf-8' : undefined;
}

/** Where bytes stop being UTF-8, and why: line, column and, counted from 0, the byte. */
export function badByte(bytes: Uint8Array): FormatIssue {
  // A line feed is never part of a longer sequence, so the first line that does not decode holds the bad byte.
  let line = 1;
  for (let start = 0; ; line += 1) {
    const feed = bytes.indexOf(0x0a, start);
    const end = feed === -1 ? bytes.length : feed;
    const offset = badOffset(bytes.subarray(start, end));
    if (offset !== undefined) return { message: whatIsAt(bytes, start + offset), line, column: columnAt(bytes.subarray(start, start + offset)) };
    if (feed === -1) return { message: 'a byte is not UTF-8', line };
    start = feed + 1;
  }
}

function badOffset(line: Uint8Array): number | undefined {
  const decoded = new TextDecoder('utf-8', { ignoreBOM: true }).decode(line);
  const again = new TextEncoder().encode(decoded);
  const offset = again.findIndex((byte, index) => byte !== line[index]);
  return offset === -1 ? undefined : offset;
}

function columnAt(before: Uint8Array): number {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(before).length + 1;
}

function whatIsAt(bytes: Uint8Array, at: number): string {
  const byte = bytes[at] ?? 0;
  const named = `byte ${at} (0x${byte.toString(16).padStart(2, '0')})`;
  if (isLead(byte) && at + lengthOf(byte) > bytes.length && bytes.subarray(at + 1).every((next) => next >= 0x80 && next < 0xc0)) {
    return `the text ends in the middle of the character that begins at ${named}`;
  }
  const sign = new TextDecoder('windows-1252').decode(bytes.subarray(at, at + 1));
  return /[\p{L}\p{P}\p{S}]/u.test(sign) ? `${named} is not UTF-8; in Windows-1252 it would be "${sign}"` : `${named} is not UTF-8`;
}

function isLead(byte: number): boolean {
  return byte >= 0xc2 && byte < 0xf5;
}

function lengthOf(lead: number): number {
  return lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
}
