import type { Nodes, Root } from 'mdast';
import { piecesOf } from './text-pieces.ts';
import { walk } from './walk.ts';

export interface PieceOptions {
  readonly parse: (text: string) => Root;
  /** Characters below which nothing is cut off. */
  readonly smallest: number;
}

/** A label as it stands between brackets; the look-ahead lets labels begin inside of what turns out to be none. */
const label = /\[(?=((?:[^[\]\\]|\\[\s\S]){1,999})\])/g;
/** Stands before a piece behind the labels of others, so that the piece is no part of them. */
const ending = '\uE0F2';

/** The tree of a long Markdown text, read in pieces: the parser takes more than linear time for some that are read at once. */
export function parseInPieces(text: string, { parse, smallest }: PieceOptions): Root {
  const pieces = text.includes(ending) ? [text] : piecesOf(text.replace(/^\uFEFF/, ''), smallest);
  if (pieces.length < 2) {
    return parse(text);
  }
  const read = pieces.map((piece) => ({ piece, ...withLabels(parse(piece)) }));
  const known = new Set(read.flatMap(({ defined }) => [...defined]));
  const children = read.flatMap(({ piece, root, defined }) => {
    const foreign = labelsIn(piece, (identifier) => known.has(identifier) && !defined.has(identifier));
    return foreign.length === 0 ? root.children : parseAmong(foreign, piece, parse).children;
  });
  return { type: 'root', children };
}

function withLabels(root: Root): { readonly root: Root; readonly defined: ReadonlySet<string> } {
  const defined = new Set<string>();
  for (const node of walk<Nodes>(root)) {
    if (node.type === 'definition') defined.add(node.identifier);
    if (node.type === 'footnoteDefinition') defined.add(`^${node.identifier}`);
  }
  return { root, defined };
}

/** The labels that the piece may mean, each once, of those that are asked for. */
function labelsIn(piece: string, isWanted: (identifier: string) => boolean): readonly string[] {
  const found = new Map<string, string>();
  for (const [, written = ''] of piece.matchAll(label)) {
    // Inside quotes each line begins with marks that are no part of the label.
    for (const one of new Set([written, written.replaceAll(/(?:\r\n?|\n)[ \t>]*/g, ' ')])) {
      const spaced = one.replaceAll(/[\t\r\n ]+/g, ' ').trim();
      const identifier = spaced.toLowerCase().toUpperCase().toLowerCase();
      if (isWanted(identifier)) found.set(identifier, spaced);
    }
  }
  return [...found.values()];
}

/** The tree of a piece that knows labels of other pieces. */
function parseAmong(labels: readonly string[], piece: string, parse: PieceOptions['parse']): Root {
  const before = [...labels, ending].map((one) => `[${one}]: x\n\n`).join('');
  const root = parse(before + piece);
  return { ...root, children: root.children.slice(labels.length + 1) };
}
