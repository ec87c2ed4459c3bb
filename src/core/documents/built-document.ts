import type { BuiltDocument } from '../domain/model/document.ts';
import type { JsonObject } from '../domain/model/json.ts';
import type { DocumentBuilder } from '../domain/ports/document-builder.ts';
import type { DocumentTree } from './tree/document-tree.ts';

/** What a builder answers: the bytes, and the facts of the tree with those of the format. */
export function builtDocument(
  { format, mediaType }: Pick<DocumentBuilder, 'format' | 'mediaType'>,
  tree: DocumentTree,
  made: Uint8Array | { readonly bytes: Uint8Array; readonly facts: JsonObject; readonly notes?: readonly string[] },
): BuiltDocument {
  const { bytes, facts, notes = [] } = made instanceof Uint8Array ? { bytes: made, facts: {} } : made;
  return { format, mediaType, bytes, facts: { ...tree.facts, ...facts }, notes: [...notesOf(tree), ...notes] };
}

function notesOf({ facts }: DocumentTree): readonly string[] {
  const counted = (count: number, one: string, many: string): readonly string[] => (count === 0 ? [] : [count === 1 ? one : many.replace('#', String(count))]);
  return [
    ...counted(facts.droppedHtml, 'One piece of HTML was left out; its words stayed.', '# pieces of HTML were left out; their words stayed.'),
    ...counted(facts.droppedImages, 'One picture was left out; its words stand in its place.', '# pictures were left out; their words stand in their places.'),
    ...counted(facts.droppedLinks, 'One link leads elsewhere than to https, mailto or a heading; its words stayed.', '# links lead elsewhere than to https, mailto or a heading; their words stayed.'),
  ];
}
