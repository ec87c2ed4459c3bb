import { format as formats } from '@cfworker/json-schema';
import { fitsPattern } from '../expression/functions/text-functions.ts';

/**
 * The formats the library knows are looked up by name. Behind them stand two families of ours, so that no text is ever
 * matched by a pattern that can explode: RE2 patterns, and the library's own formats for texts of a bounded length.
 */
const patternMark = 'aiwm-pattern:';
const shortMark = 'aiwm-short:';

/** Longer texts fit no format: the library's patterns take time with the square of the length. */
const longestFormatted = 8192;

const own: ReadonlyMap<string, (text: string) => boolean> = new Map(Object.entries(formats));
Object.setPrototypeOf(formats, new Proxy({}, { get: (_, name) => (typeof name === 'string' ? checkNamed(name) : undefined) }));

function checkNamed(name: string): ((text: string) => boolean) | undefined {
  if (name.startsWith(patternMark)) return (text) => fitsPattern(text, name.slice(patternMark.length));
  if (!name.startsWith(shortMark)) return undefined;
  const known = own.get(name.slice(shortMark.length));
  return known === undefined ? undefined : (text) => text.length <= longestFormatted && known(text);
}

/** The name under which a pattern is a format. */
export function formatOfPattern(pattern: string): string {
  return `${patternMark}${pattern}`;
}

/** The name under which a format is checked within bounds; undefined where nobody knows it. */
export function boundedFormat(name: string): string | undefined {
  // The library's pattern of `url`, which is no format of JSON Schema, can explode.
  const known = name === 'url' ? 'uri' : name;
  return own.has(known) ? `${shortMark}${known}` : undefined;
}

/** What a text that does not fit should have been. */
export function formatWords(name: string): string {
  return name.startsWith(patternMark) ? `the pattern ${name.slice(patternMark.length)}` : `the format ${name.replace(shortMark, '')}`;
}
