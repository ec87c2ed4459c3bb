import type { BuiltDocument } from '../domain/model/document.ts';
import type { JsonObject } from '../domain/model/json.ts';
import type { DocumentBuilder } from '../domain/ports/document-builder.ts';
import type { DocumentTree } from './tree/document-tree.ts';

/** What a builder answers: the bytes, and the facts of the tree with those of the format. */
export function builtDocument(
  { format, mediaType }: Pick<DocumentBuilder, 'format' | 'mediaType'>,
  tree: DocumentTree,
  made: Uint8Array | { readonly bytes: Uint8Array; readonly facts: JsonObject },
): BuiltDocument {
  const { bytes, facts } = made instanceof Uint8Array ? { bytes: made, facts: {} } : made;
  return { format, mediaType, bytes, facts: { ...tree.facts, ...facts } };
}
