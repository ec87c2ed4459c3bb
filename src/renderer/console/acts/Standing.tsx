import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { effectParts } from '../../../core/domain/model/effect-id.ts';
import { nodeOf } from '../../../core/domain/model/region-path.ts';
import type { RunView } from '../../../core/domain/operations/runs.ts';
import type { StateAnswer } from '../../../core/domain/operations/runs-from-journal.ts';
import { allNodes, type CanvasNode, readDefinition } from '../../canvas/read-definition.ts';
import { useQueries } from '../../client/ClientProvider.tsx';
import { Failure } from '../../components/Failure.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { fullTime } from '../../components/time-words.ts';
import { actWords } from '../../strings/console-acts.ts';
import styles from './acts.module.css';

const words = actWords.stands;

/** Where a run stands at this moment: its steps, what is in flight, what its steps still have to do. Asked of the host when it is shown. */
export function Standing({ run }: { readonly run: Pick<RunView, 'id' | 'definition'> }) {
  const queries = useQueries();
  const { data, error, refetch } = useQuery(queries.runs.state.queryOptions({ input: { id: run.id }, staleTime: 0, gcTime: 0 }));
  const nodes = useMemo(() => new Map(allNodes(readDefinition(run.definition)).map((node) => [node.id, node])), [run.definition]);
  if (error !== null) return <Failure error={error} title={actWords.cannotStand} onRetry={() => void refetch()} isInline />;
  if (data === undefined) return <Skeleton count={2} />;
  return <Facts state={data} nodes={nodes} />;
}

function Facts({ state: { active, wanted, timers }, nodes }: { readonly state: StateAnswer; readonly nodes: ReadonlyMap<string, CanvasNode> }) {
  const nameOf = (visit: string): string => nodes.get(nodeOf(visit))?.name ?? nodeOf(visit);
  const queued = active.flatMap(({ visit, phase }) => (phase === 'acting' ? queuedAt(nodes.get(nodeOf(visit)), wanted.filter((each) => effectParts(each.effect)?.visit === visit).map((each) => effectParts(each.effect)?.action ?? '')) : []));
  return (
    <section aria-label={words.title}>
      <dl className={styles['facts']}>
        <div>
          <dt>{words.now}</dt>
          {active.length === 0 && <dd>{words.nowhere}</dd>}
          {active.map(({ visit, phase }) => <dd key={visit}>{nameOf(visit)} ({isPhase(phase) ? words.phases[phase] : phase})</dd>)}
        </div>
        <div>
          <dt>{words.flying}</dt>
          {wanted.length === 0 && <dd>{words.nothingFlying}</dd>}
          {wanted.map(({ effect, kind, attempt }) => <dd key={effect}>{words.attempt(effectParts(effect)?.action ?? effect, nameOf(effectParts(effect)?.visit ?? effect), { kind, attempt })}</dd>)}
        </div>
        {queued.length > 0 && (
          <div>
            <dt>{words.queued}</dt>
            <dd>{queued.join(', ')}</dd>
          </div>
        )}
        {timers.length > 0 && (
          <div>
            <dt>{words.timers}</dt>
            {timers.map(({ id, dueAt }) => <dd key={id}>{fullTime(dueAt)}</dd>)}
          </div>
        )}
      </dl>
    </section>
  );
}

function isPhase(phase: string): phase is keyof typeof words.phases {
  return Object.hasOwn(words.phases, phase);
}

/** The acts of a step that come after those under way. */
function queuedAt(node: CanvasNode | undefined, underWay: readonly string[]): readonly string[] {
  const entry = node?.acts.filter(({ when, isOff }) => when === 'entry' && isOff !== true) ?? [];
  const last = entry.findLastIndex(({ id }) => underWay.includes(id));
  return last === -1 ? [] : entry.slice(last + 1).map(({ id, name }) => name ?? id);
}
