import type { DocumentImage } from '../../model/document.ts';
import { AppError } from '../../model/errors.ts';
import type { FileConnector } from '../../ports/file-connector.ts';
import type { SourceContent } from './source-document.ts';

const mostPictures = 50;
const maxPictureBytes = 10 * 1024 * 1024;
const maxTextLength = 2 * 1024 * 1024;
const maxWords = 502;
const maxTag = 1320;
const definition = /^ {0,3}\[[^\]\n]{1,200}\]:[ \t]{0,10}<?([^\s<>]{1,300})/gmu;

export interface PicturesBeside {
  readonly images: { readonly [address: string]: DocumentImage };
  readonly notes: readonly string[];
}

/** The PNG and JPEG files at places beside a text. One that cannot be read is left out and told of. */
export async function picturesBeside(files: Pick<FileConnector, 'read'>, addresses: readonly string[], { directory, signal }: { readonly directory: string; readonly signal: AbortSignal }): Promise<PicturesBeside> {
  const images: { [address: string]: DocumentImage } = {};
  const notes: string[] = [];
  for (const address of addresses) {
    try {
      const { bytes } = await files.read(`${directory}/${placeOf(address)}`, { maxBytes: maxPictureBytes, signal });
      images[address] = { mediaType: bytes[0] === 0xff ? 'image/jpeg' : 'image/png', bytes };
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      notes.push(`The picture "${address}" is left out: ${error.message}`);
    }
  }
  return { images, notes };
}

/** The places of the pictures that a text shows, as far as they are places beside it. */
export function pictureAddresses(content: SourceContent): readonly string[] {
  if (content.kind !== 'words' || content.format === 'txt') return [];
  // What is longer is no document, which the builder says.
  const text = content.text.slice(0, maxTextLength);
  const found = content.format === 'markdown' ? [...shownInline(text), ...[...text.matchAll(definition)].map(([, address = '']) => address)] : shownOnPage(text);
  return [...new Set(found)].filter((address) => /\.(?:png|jpe?g)$/iu.test(address) && !/^(?:[a-z][a-z0-9+.-]*:|[/\\#])/iu.test(address)).slice(0, mostPictures);
}

/** From each end of the words of a picture back to their beginning, so that no word is looked at twice. */
function* shownInline(text: string): Generator<string, void, void> {
  const place = /\(\s{0,10}<?([^\s()<>]{1,300})/uy;
  let from = 0;
  for (let end = text.indexOf(']('); end !== -1; end = text.indexOf('](', from)) {
    const before = text.slice(Math.max(from, end - maxWords), end);
    const words = before.slice(Math.max(before.lastIndexOf(']'), before.lastIndexOf('\n')) + 1);
    place.lastIndex = end + 1;
    const [, address] = words.includes('![') ? (place.exec(text) ?? []) : [];
    if (address !== undefined) yield address;
    from = end + 2;
  }
}

function shownOnPage(text: string): readonly string[] {
  const tags = text.split(/<img\b/iu).slice(1);
  return tags.flatMap((tag) => /^[^>]{0,1000}?\bsrc\s{0,5}=\s{0,5}["']([^"'<>\n]{1,300})["']/iu.exec(tag.slice(0, maxTag))?.[1] ?? []);
}

function placeOf(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}
