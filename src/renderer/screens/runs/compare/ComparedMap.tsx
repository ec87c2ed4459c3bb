import { useMemo } from 'react';
import { nodeOf } from '../../../../core/domain/model/region-path.ts';
import type { CompareAnswer } from '../../../../core/domain/operations/runs-from-journal.ts';
import type { NodeState } from '../../../canvas/node-states.ts';
import { allNodes, readDefinition } from '../../../canvas/read-definition.ts';
import { WorkflowCanvas } from '../../../canvas/WorkflowCanvas.tsx';
import { runListWords } from '../../../strings/runs-list.ts';
import styles from './Compare.module.css';
import type { Sides } from './ComparedTotals.tsx';

const words = runListWords.compare;

/** The map of the left run, with the steps marked at which the two differ, and the same as words. */
export function ComparedMap({ answer, sides }: { readonly answer: CompareAnswer; readonly sides: Sides }) {
  const { definition } = sides.left;
  const { changed, onlyA, onlyB } = answer.places;
  const names = useMemo(() => new Map([...allNodes(readDefinition(sides.right.definition)), ...allNodes(readDefinition(definition))].map(({ id, name }) => [id, name])), [definition, sides.right.definition]);
  const states = useMemo(() => {
    const marked = new Map<string, NodeState>(Object.entries(sides.left.visited).map(([id, visits]) => [id, { name: 'done', visits }]));
    for (const place of [...changed, ...onlyA, ...onlyB]) {
      const id = nodeOf(place);
      if (id !== '') marked.set(id, { name: 'differs', visits: sides.left.visited[id] ?? sides.right.visited[id] ?? 1 });
    }
    return marked;
  }, [changed, onlyA, onlyB, sides]);
  const first = nodeOf(answer.first?.place ?? '');
  const parts = [['changed', changed], ['onlyA', onlyA], ['onlyB', onlyB]] as const;
  if (answer.canonicalEqual) return null;
  return (
    <section className={styles['map']} aria-label={words.map}>
      <div className={styles['canvas']}>
        <WorkflowCanvas definition={definition} label={words.map} states={states} focus={first === '' ? undefined : first} />
      </div>
      <dl className={styles['places']}>
        {parts.filter(([, places]) => places.length > 0).map(([part, places]) => (
          <div key={part}>
            <dt>{words.places[part]}</dt>
            <dd>{[...new Set(places.map((place) => (place === '' ? words.whole : (names.get(nodeOf(place)) ?? place))))].join(', ')}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
