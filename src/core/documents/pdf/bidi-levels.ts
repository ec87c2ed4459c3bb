import bidiFactory from 'bidi-js';
import type { Bidi } from 'bidi-js';
import type { TextDirection } from '../../domain/model/document.ts';
import { hasRightToLeft } from '../tree/text-direction.ts';

/** The Unicode bidirectional algorithm. */
export const bidi: Bidi = made(bidiFactory);

/** How deep each letter of a paragraph stands in changes of direction; undefined where all of it runs to the right. */
export function bidiLevels(text: string, direction: TextDirection): Uint8Array | undefined {
  return direction === 'ltr' && !hasRightToLeft(text) ? undefined : bidi.getEmbeddingLevels(text, direction).levels;
}

/** The published types know the package as a module; in Node it is the function itself. */
function made(factory: unknown): Bidi {
  if (!isFactory(factory)) {
    throw new TypeError('The bidirectional algorithm is no function.');
  }
  return factory();
}

function isFactory(value: unknown): value is () => Bidi {
  return typeof value === 'function';
}
