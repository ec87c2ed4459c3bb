import { commandWords } from '../../model/command-line.ts';
import { idOf, nodesIn, textIn } from '../../model/edit/definition-reading.ts';
import type { WorkflowDataPort } from '../../ports/workflow-data-port.ts';
import type { WorkflowRow } from '../../ports/workflow-repository.ts';
import type { Candidate } from './candidate.ts';

/** More are not looked through; those of the workflows that changed last come first. */
const mostNodes = 10_000;
/** Others have their turn after so many drafts. */
const draftsAtOnce = 20;

export interface NodeIndexDeps {
  readonly data: Pick<WorkflowDataPort, 'workflows'>;
  /** Lets others have their turn. */
  readonly breathe: () => Promise<unknown>;
}

interface Kept {
  readonly revision: number;
  readonly nodes: readonly Candidate[];
}

/** The nodes of every draft: each draft is read once for each of its revisions. */
export function createNodeIndex({ data, breathe }: NodeIndexDeps): (rows: readonly WorkflowRow[]) => Promise<readonly Candidate[]> {
  let kept = new Map<string, Kept>();
  return async (rows) => {
    const next = new Map<string, Kept>();
    const all: Candidate[] = [];
    let read = 0;
    for (const row of rows) {
      if (all.length >= mostNodes) break;
      const known = kept.get(row.id);
      const entry = known?.revision === row.revision ? known : { revision: row.revision, nodes: nodesOf(row, (await data.workflows.draft(row.id)).definition) };
      if (entry !== known) {
        read += 1;
        if (read % draftsAtOnce === 0) await breathe();
      }
      next.set(row.id, entry);
      all.push(...entry.nodes.slice(0, mostNodes - all.length));
    }
    kept = next;
    return all;
  };
}

function nodesOf({ id, slug, name }: WorkflowRow, definition: Parameters<typeof nodesIn>[0]): readonly Candidate[] {
  return nodesIn(definition).map((node) => {
    const nodeId = idOf(node);
    const type = textIn(node, 'type') ?? '';
    return {
      found: { kind: 'node', id: nodeId, title: textIn(node, 'name') ?? nodeId, note: [nodeId, type].filter(Boolean).join(' · '), workflow: { id, slug, name }, command: commandWords(['open', 'workflow', slug], { node: nodeId }) },
      also: [name, slug],
    };
  });
}
