import { useMemo, useState } from 'react';
import type { HandTransition } from '../../../core/domain/operations/actions.ts';
import { type CanvasEdge, type CanvasRegion, readDefinition } from '../../canvas/read-definition.ts';
import { Button } from '../../components/Button.tsx';
import { actWords } from '../../strings/console-acts.ts';
import { useConsole } from '../console-context.tsx';
import styles from './acts.module.css';
import { FireDialog } from './FireDialog.tsx';

const words = actWords.ways;

/** Transitions somebody may take now: a button for each, which says where it leads and asks before it is taken. */
export function HandWays({ ways }: { readonly ways: readonly HandTransition[] }) {
  const { run, nameOf } = useConsole();
  const [asking, setAsking] = useState<HandTransition>();
  const names = useMemo(() => new Map(edgesOf(readDefinition(run.definition)).map(({ id, label }) => [id, label])), [run.definition]);
  const title = ({ transition }: HandTransition): string => names.get(transition) || transition.replaceAll('_', ' ');
  return (
    <div className={styles['buttons']}>
      {ways.map((way) => (
        <Button key={`${way.visit} ${way.transition}`} icon="chevron" onPress={() => { setAsking(way); }}>
          {`${words.take(title(way))} ${words.to(nameOf(way.to))}`}
        </Button>
      ))}
      {asking !== undefined && <FireDialog runId={run.id} way={{ ...asking, name: title(asking), from: nameOf(asking.nodeId), to: nameOf(asking.to) }} onClose={() => { setAsking(undefined); }} />}
    </div>
  );
}

/** The transitions of a region and of all inside it. */
function edgesOf({ edges, nodes }: CanvasRegion): readonly CanvasEdge[] {
  return [...edges, ...nodes.flatMap(({ bodies }) => bodies.flatMap(edgesOf))];
}
