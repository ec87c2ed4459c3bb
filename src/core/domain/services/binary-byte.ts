import { textOfBytes } from './text-of-bytes.ts';

/** Tab, line feed, form feed, carriage return, and the escape of coloured logs. */
const controlsOfTexts: ReadonlySet<number> = new Set([0x09, 0x0a, 0x0c, 0x0d, 0x1b]);

/** Where the first byte stands that shows that these bytes are no text, in whatever encoding; undefined where they may be one. */
export function binaryByte(bytes: Uint8Array): number | undefined {
  if (isMarkedUtf16(bytes)) return undefined;
  const zero = bytes.indexOf(0);
  if (zero !== -1) return zero;
  if (textOfBytes(bytes) !== undefined) return undefined;
  // An older encoding, such as windows-1252, or no text at all.
  const control = bytes.findIndex((byte) => byte < 0x20 && !controlsOfTexts.has(byte));
  return control === -1 ? undefined : control;
}

function isMarkedUtf16([first, second]: Uint8Array): boolean {
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}
