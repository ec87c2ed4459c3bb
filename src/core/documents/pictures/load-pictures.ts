import type { Nodes, Root } from 'mdast';
import { describeChart } from '../charts/chart-words.ts';
import { checkChart } from '../charts/check-chart.ts';
import { chartSize } from '../charts/chart-style.ts';
import { renderChart } from '../charts/chart-renderer.ts';
import type { DocumentImage, DocumentSource } from '../../domain/model/document.ts';
import { AppError } from '../../domain/model/errors.ts';
import type { Picture } from '../tree/document-tree.ts';
import { walk } from '../tree/walk.ts';
import { flattenPng } from './flatten-png.ts';
import { sizeOfJpeg } from './jpeg-file.ts';
import { createPictureBudget, type PictureBudget, type PictureCost } from './picture-budget.ts';
import { readPng } from './png-file.ts';

/** A picture with what is said about it when the Markdown itself says nothing. */
export interface LoadedPicture {
  readonly picture: Picture;
  /** The sentence of a chart; an image has none of its own. */
  readonly description: string | undefined;
}

/** The pictures that the text names, by address: charts drawn, images checked. Nothing is read from outside the source. */
export async function loadPictures(
  root: Root,
  source: DocumentSource,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, LoadedPicture>> {
  const loaded = new Map<string, LoadedPicture>();
  const loading: Loading = { source, signal, budget: createPictureBudget(), read: new Map() };
  for (const address of addressesIn(root, source.images ?? {})) {
    signal.throwIfAborted();
    loaded.set(address, await loadPicture(address, loading));
  }
  return loaded;
}

interface Loading {
  readonly source: DocumentSource;
  readonly signal: AbortSignal;
  readonly budget: PictureBudget;
  /** Images that have been read: two addresses may name one. */
  readonly read: Map<DocumentImage, ImageData>;
}

async function loadPicture(address: string, loading: Loading): Promise<LoadedPicture> {
  const { source, signal } = loading;
  const held = dataImage(address);
  if (held !== undefined) {
    return loadImage('in the text', { address, image: held }, loading);
  }
  const { images = {} } = source;
  if (Object.hasOwn(images, address) && images[address] !== undefined) {
    return loadImage(address, { address, image: images[address] }, loading);
  }
  const id = address.slice(address.indexOf(':') + 1);
  if (address.startsWith('chart:')) {
    return loadChart(id, source, signal);
  }
  const image = Object.hasOwn(images, id) ? images[id] : undefined;
  if (image === undefined) {
    throw unknownPicture('image', id, Object.keys(images));
  }
  return loadImage(id, { address, image }, loading);
}

/** An image that its address carries; other data addresses are no pictures. */
function dataImage(address: string): DocumentImage | undefined {
  const [, mediaType, data = ''] = /^data:(image\/(?:png|jpeg));base64,([A-Za-z0-9+/=\s]+)$/.exec(address) ?? [];
  return mediaType === 'image/png' || mediaType === 'image/jpeg' ? { mediaType, bytes: Buffer.from(data, 'base64') } : undefined;
}

function addressesIn(root: Root, images: { readonly [address: string]: unknown }): ReadonlySet<string> {
  const found = new Set<string>();
  for (const node of walk<Nodes>(root)) {
    if ((node.type === 'image' || node.type === 'definition') && isPicture(node.url, images)) {
      found.add(node.url);
    }
  }
  return found;
}

function isPicture(address: string, images: { readonly [address: string]: unknown }): boolean {
  return /^(?:chart:.|image:.|data:image\/(?:png|jpeg);base64,)/.test(address) || Object.hasOwn(images, address);
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

interface NamedImage {
  readonly address: string;
  readonly image: DocumentImage;
}

async function loadImage(name: string, { address, image }: NamedImage, { budget, read }: Loading): Promise<LoadedPicture> {
  const known = read.get(image);
  if (known !== undefined) {
    return { picture: { address, ...known }, description: undefined };
  }
  const take = (cost: Omit<PictureCost, 'bytes'>): void => { budget.take(name, { ...cost, bytes: image.bytes.length }); };
  const picture = image.mediaType === 'image/png' ? await readPngImage(image.bytes, take) : readJpegImage(image.bytes, take);
  if (picture === undefined) {
    throw new AppError('input_invalid', `The image "${name}" is not a whole ${image.mediaType}.`, {
      next: 'Give undamaged PNG or JPEG bytes that match the media type, of at most 20 million pixels.',
      data: { image: name },
    });
  }
  read.set(image, picture);
  return { picture: { address, ...picture }, description: undefined };
}

type ImageData = Omit<Picture, 'address'>;
type Take = (cost: Omit<PictureCost, 'bytes'>) => void;

async function readPngImage(bytes: Uint8Array, take: Take): Promise<ImageData | undefined> {
  const facts = await readPng(bytes);
  if (facts === undefined) {
    return undefined;
  }
  const { width, height, isPlain } = facts;
  take({ pixels: width * height, isRedrawn: !isPlain });
  return { mediaType: 'image/png', bytes: isPlain ? bytes : await flattenPng(bytes, facts), width, height };
}

function readJpegImage(bytes: Uint8Array, take: Take): ImageData | undefined {
  const size = sizeOfJpeg(bytes);
  if (size === undefined) {
    return undefined;
  }
  take({ pixels: size.width * size.height, isRedrawn: false });
  return { mediaType: 'image/jpeg', bytes, ...size };
}

function unknownPicture(kind: 'chart' | 'image', id: string, known: readonly string[]): AppError {
  return new AppError('input_invalid', `The document places the ${kind} "${id}", which its source does not hold.`, {
    next: known.length === 0 ? `Give the ${kind} with the source.` : `Known are: ${known.join(', ')}.`,
    data: { [kind]: id },
  });
}
