import { calledIn, nodeOf } from '../../model/region-path.ts';

/** What of one workflow's values is sensitive, by the names they have in its definition. */
export interface SensitiveParts {
  /** Top-level inputs. */
  readonly inputs: ReadonlySet<string>;
  readonly vars: ReadonlySet<string>;
  /** `node.name`: what an action, a card, a join leaves in scope. */
  readonly yields: ReadonlySet<string>;
  /** `node.action`: actions and validators that are asked or performed with something sensitive. */
  readonly requests: ReadonlySet<string>;
  /** Nodes whose card shows something sensitive. */
  readonly cards: ReadonlySet<string>;
  /** `node.validator` whose approval shows something sensitive. */
  readonly approvals: ReadonlySet<string>;
  /** Containers whose items are sensitive. */
  readonly items: ReadonlySet<string>;
  /** Transitions whose triggers or validators read something sensitive. */
  readonly transitions: ReadonlySet<string>;
  /** Nodes where errors may tell something sensitive. */
  readonly nodes: ReadonlySet<string>;
  /** Top-level outputs of the root's ends. */
  readonly outputs: ReadonlySet<string>;
}

/** What of a definition is sensitive: of itself under the empty name, of the workflows it calls under their slugs. */
export type Sensitivity = ReadonlyMap<string, SensitiveParts>;

/** The parts of the workflow that a visit or a region stands in. */
export function partsAt(sensitivity: Sensitivity, path: string): SensitiveParts {
  return sensitivity.get(calledIn(path) ?? '') ?? nothing;
}

/** Whether what an action, or whatever else has this name, leaves at a visit is sensitive. */
export function yieldsAt(sensitivity: Sensitivity, visit: string, name: string): boolean {
  return partsAt(sensitivity, visit).yields.has(`${nodeOf(visit)}.${inScope(name)}`);
}

export function requestsAt(sensitivity: Sensitivity, visit: string, action: string): boolean {
  return partsAt(sensitivity, visit).requests.has(`${nodeOf(visit)}.${inScope(action)}`);
}

/** What belongs to the node itself stands in scope without its mark: `@decision` as `decision`. */
export function inScope(name: string): string {
  return name.startsWith('@') ? name.slice(1) : name;
}

/** Whether a dotted path leads to something sensitive; `containers` are those around whoever reads it, all of them where that is unknown. */
export function readsSensitive(parts: SensitiveParts, path: string, containers?: readonly string[]): boolean {
  const [root, first, second] = path.split('.');
  switch (root) {
    case 'inputs':
    case 'vars':
      return first === undefined ? parts[root].size > 0 : parts[root].has(first);
    case 'nodes':
      return first === undefined ? parts.yields.size > 0 : second === undefined ? [...parts.yields].some((name) => name.startsWith(`${first}.`)) : parts.yields.has(`${first}.${second}`);
    case 'loops':
      return first === undefined ? parts.items.size > 0 : parts.items.has(first);
    case 'item':
      return containers === undefined ? parts.items.size > 0 : containers.some((container) => parts.items.has(container));
    case 'error':
      return parts.nodes.size > 0;
    default:
      return false;
  }
}

const none: ReadonlySet<string> = new Set();
const nothing: SensitiveParts = { inputs: none, vars: none, yields: none, requests: none, cards: none, approvals: none, items: none, transitions: none, nodes: none, outputs: none };
