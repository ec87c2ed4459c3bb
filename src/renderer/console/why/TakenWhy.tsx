import { useQuery } from '@tanstack/react-query';
import type { TakenTransition } from '../../../core/domain/model/run-why.ts';
import { nodeOf } from '../../../core/domain/model/region-path.ts';
import { inputTypes } from '../../../core/domain/model/run-event.ts';
import { hashInstead } from '../../../core/domain/model/hashed-value.ts';
import type { Json } from '../../../core/domain/model/json.ts';
import { shownText } from '../../../core/domain/model/shown-text.ts';
import { useQueries } from '../../client/ClientProvider.tsx';
import { Failure } from '../../components/Failure.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { consoleWords } from '../../strings/console.ts';
import { useConsole } from '../console-context.tsx';
import type { TimelineRows } from '../timeline/timeline-rows.ts';
import styles from './Why.module.css';

const words = consoleWords.why;

/** Why the run took the transition of a row. */
export function TakenWhy({ seq }: { readonly seq: number }) {
  const { run, feed } = useConsole();
  const queries = useQueries();
  // The input that led to it stands before it, and the host reads on from there.
  const { data, error, refetch } = useQuery(queries.runs.why.queryOptions({ input: { id: run.id, after: inputBefore(feed.rows, seq) - 1, limit: 200 }, staleTime: Number.POSITIVE_INFINITY }));
  const taken = data?.taken.find((each) => each.seq === seq);
  return (
    <section aria-label={words.question} className={styles['taken']}>
      <h3>{words.question}</h3>
      {error !== null && <Failure error={error} title={words.cannotShow} onRetry={() => void refetch()} isInline />}
      {data === undefined && error === null && <Skeleton count={1} />}
      {taken !== undefined && <Because taken={taken} />}
    </section>
  );
}

const inputs: ReadonlySet<string> = new Set(inputTypes);

/** The last row before one that came from outside: whatever was decided, was decided on it. */
function inputBefore(rows: TimelineRows, seq: number): number {
  let before = seq - 1;
  while (before > 1 && !inputs.has(rows.typeOf(before))) before -= 1;
  return Math.max(1, before);
}

/** One transition: its way, the values it read, and who or what led to it. */
export function Because({ taken }: { readonly taken: TakenTransition }) {
  const { nameOf } = useConsole();
  const { because, read } = taken;
  const values = Object.entries(read ?? {});
  const message = taken.error?.['message'];
  return (
    <>
      <p>
        <strong>{words.route(nameOf(nodeOf(taken.from)), nameOf(nodeOf(taken.to)))}</strong> {words.by(taken.transition, taken.trigger.replaceAll('-', ' '))}
      </p>
      {values.length === 0 ? <p className={styles['soft']}>{words.noValues}</p> : (
        <dl className={styles['values']} aria-label={words.read}>
          {values.map(([name, value]) => (
            <div key={name}><dt><code>{shownText(name)}</code></dt><dd><code>{valueWords(value)}</code></dd></div>
          ))}
        </dl>
      )}
      {typeof message === 'string' && <p className={styles['error']}>{words.error}: {shownText(message)}</p>}
      <p className={styles['soft']}>{words.because([because.type.replaceAll('_', ' '), because.name === undefined ? undefined : `“${because.name}”`].filter(Boolean).join(' '), because.actor ?? '', because.seq)}</p>
    </>
  );
}

/** The journal keeps of a long value only what tells it from others. */
function valueWords(value: Json): string {
  if (hashInstead(value) !== undefined) return words.hash;
  return shownText(JSON.stringify(value));
}
