import type { DesignerViewState } from '../session/designer-view.ts';
import type { CanvasNode, CanvasRegion } from '../../canvas/read-definition.ts';
import { canvasWords } from '../../strings/designer-canvas.ts';
import { kindTitle } from '../../strings/kinds.ts';

export type Mark = DesignerViewState['marks'] extends ReadonlyMap<string, infer Kind> ? Kind : never;

/** What is shown of a node besides itself. */
export interface NodeLook {
  readonly errors: number;
  readonly warnings: number;
  /** The first finding, in words. */
  readonly finding: string | undefined;
  readonly mark: Mark | undefined;
  /** Two drafts changed it, each in its own way. */
  readonly conflict: 'open' | 'settled' | undefined;
  /** Since when it is changed, in words. */
  readonly stale: string | undefined;
  readonly light: 'feeds' | 'dim' | undefined;
  readonly isUnreachable: boolean;
  readonly isUnfinished: boolean;
  /** It holds what was looked for. */
  readonly isFound: boolean;
}

export const plainLook: NodeLook = { errors: 0, warnings: 0, finding: undefined, mark: undefined, conflict: undefined, stale: undefined, light: undefined, isUnreachable: false, isUnfinished: false, isFound: false };

export function sameLook(one: NodeLook, other: NodeLook): boolean {
  return one === other || Object.entries(one).every(([field, value]) => other[field as keyof NodeLook] === value);
}

/** What is spoken of a node: its name, kind, place, exits and what is wrong with it. */
export function spokenNode(node: CanvasNode, exits: readonly string[], look: NodeLook): string {
  const words = canvasWords.node;
  return [
    node.name,
    kindTitle('node', node.type),
    node.type === 'end' ? undefined : words.exits(exits),
    look.errors > 0 ? words.errors(look.errors) : undefined,
    look.warnings > 0 ? words.warnings(look.warnings) : undefined,
    look.isUnreachable ? words.unreachable : undefined,
    look.isFound ? words.found : undefined,
    look.mark === undefined ? undefined : words.marks[look.mark],
    look.conflict === undefined ? undefined : words.conflicts[look.conflict],
    look.stale,
  ].filter(Boolean).join(', ');
}

/** The exits of every node in words, by its id. */
export function exitsInWords(region: CanvasRegion): ReadonlyMap<string, readonly string[]> {
  const exits = new Map<string, string[]>();
  const walk = (one: CanvasRegion): void => {
    const names = new Map(one.nodes.map(({ id, name }) => [id, name]));
    for (const { from, to, label } of one.edges) {
      const words = canvasWords.node.exit(label, names.get(to) ?? to);
      const there = exits.get(from);
      if (there === undefined) exits.set(from, [words]);
      else there.push(words);
    }
    for (const node of one.nodes) for (const body of node.bodies) walk(body);
  };
  walk(region);
  return exits;
}
