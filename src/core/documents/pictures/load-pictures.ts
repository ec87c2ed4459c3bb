import type { Nodes, Root } from 'mdast';
import { describeChart } from '../charts/chart-words.ts';
import { checkChart } from '../charts/check-chart.ts';
import { chartSize } from '../charts/chart-style.ts';
import { renderChart } from '../charts/chart-renderer.ts';
import type { DocumentSource } from '../../domain/model/document.ts';
import { AppError } from '../../domain/model/errors.ts';
import type { Picture } from '../tree/document-tree.ts';
import { flattenPng } from './flatten-png.ts';
import { sizeOfJpeg } from './jpeg-file.ts';
import { readPng } from './png-file.ts';

/** A picture with what is said about it when the Markdown itself says nothing. */
export interface LoadedPicture {
  readonly picture: Picture;
  /** The sentence of a chart; an image has none of its own. */
  readonly description: string | undefined;
}

/** The pictures that the Markdown names, by address: charts drawn, images checked. Nothing is read from outside the source. */
export async function loadPictures(
  root: Root,
  source: DocumentSource,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, LoadedPicture>> {
  const loaded = new Map<string, LoadedPicture>();
  for (const address of addressesIn(root)) {
    const id = address.slice(address.indexOf(':') + 1);
    loaded.set(address, address.startsWith('chart:') ? await loadChart(id, source, signal) : await loadImage(id, source));
  }
  return loaded;
}

function addressesIn(root: Root): ReadonlySet<string> {
  const found = new Set<string>();
  const waiting: Nodes[] = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if ((node.type === 'image' || node.type === 'definition') && /^(?:chart|image):./.test(node.url)) {
      found.add(node.url);
    }
    if ('children' in node) {
      waiting.push(...node.children.toReversed());
    }
  }
  return found;
}

async function loadChart(id: string, { charts = {} }: DocumentSource, signal: AbortSignal): Promise<LoadedPicture> {
  const spec = Object.hasOwn(charts, id) ? charts[id] : undefined;
  if (spec === undefined) {
    throw unknownPicture('chart', id, Object.keys(charts));
  }
  checkChart(id, spec);
  return {
    picture: { address: `chart:${id}`, mediaType: 'image/png', bytes: await renderChart(spec, signal), ...chartSize },
    description: describeChart(spec),
  };
}

async function loadImage(id: string, { images = {} }: DocumentSource): Promise<LoadedPicture> {
  const image = Object.hasOwn(images, id) ? images[id] : undefined;
  if (image === undefined) {
    throw unknownPicture('image', id, Object.keys(images));
  }
  const picture = image.mediaType === 'image/png' ? await readPngImage(image.bytes) : readJpegImage(image.bytes);
  if (picture === undefined) {
    throw new AppError('input_invalid', `The image "${id}" is not a whole ${image.mediaType}.`, {
      next: 'Give undamaged PNG or JPEG bytes that match the media type, of at most 20 million pixels.',
      data: { image: id },
    });
  }
  return { picture: { address: `image:${id}`, ...picture }, description: undefined };
}

type ImageData = Omit<Picture, 'address'>;

async function readPngImage(bytes: Uint8Array): Promise<ImageData | undefined> {
  const facts = await readPng(bytes);
  if (facts === undefined) {
    return undefined;
  }
  const { width, height } = facts;
  return { mediaType: 'image/png', bytes: facts.isPlain ? bytes : await flattenPng(bytes, facts), width, height };
}

function readJpegImage(bytes: Uint8Array): ImageData | undefined {
  const size = sizeOfJpeg(bytes);
  return size === undefined ? undefined : { mediaType: 'image/jpeg', bytes, ...size };
}

function unknownPicture(kind: 'chart' | 'image', id: string, known: readonly string[]): AppError {
  return new AppError('input_invalid', `The document places the ${kind} "${id}", which its source does not hold.`, {
    next: known.length === 0 ? `Give the ${kind} with the source.` : `Known are: ${known.join(', ')}.`,
    data: { [kind]: id },
  });
}
