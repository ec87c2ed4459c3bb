import type { DocumentImage } from '../../model/document.ts';
import { AppError } from '../../model/errors.ts';
import type { FileConnector } from '../../ports/file-connector.ts';
import type { SourceContent } from './source-document.ts';

const mostPictures = 50;
const maxPictureBytes = 10 * 1024 * 1024;

export interface PicturesBeside {
  readonly images: { readonly [address: string]: DocumentImage };
  readonly notes: readonly string[];
}

/** The PNG and JPEG files that a text shows by their place beside it. One that cannot be read is left out and told of. */
export async function picturesBeside(files: Pick<FileConnector, 'read'>, content: SourceContent, { directory, signal }: { readonly directory: string; readonly signal: AbortSignal }): Promise<PicturesBeside> {
  const images: { [address: string]: DocumentImage } = {};
  const notes: string[] = [];
  for (const address of addressesIn(content)) {
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

function addressesIn(content: SourceContent): readonly string[] {
  if (content.kind !== 'words' || content.format === 'txt') return [];
  const patterns = content.format === 'markdown' ? [/!\[[^\]\n]{0,500}\]\(\s{0,10}<?([^\s()<>]{1,300})/gu, /^ {0,3}\[[^\]\n]{1,200}\]:[ \t]{0,10}<?([^\s<>]{1,300})/gmu] : [/<img\b[^>]{0,1000}?\bsrc\s{0,5}=\s{0,5}["']([^"'<>\n]{1,300})["']/giu];
  const found = patterns.flatMap((pattern) => [...content.text.matchAll(pattern)].map(([, address = '']) => address));
  return [...new Set(found)].filter((address) => /\.(?:png|jpe?g)$/iu.test(address) && !/^(?:[a-z][a-z0-9+.-]*:|[/\\#])/iu.test(address)).slice(0, mostPictures);
}

function placeOf(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}
