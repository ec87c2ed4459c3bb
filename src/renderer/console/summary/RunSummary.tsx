import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { isJsonObject } from '../../../core/domain/model/json.ts';
import { useQueries } from '../../client/ClientProvider.tsx';
import { CommandLine } from '../../components/CommandLine.tsx';
import { IconButton } from '../../components/Button.tsx';
import { commandWords } from '../../../core/domain/model/command-line.ts';
import { shownText } from '../../../core/domain/model/shown-text.ts';
import { Failure } from '../../components/Failure.tsx';
import { Icon } from '../../components/Icon.tsx';
import { JsonView } from '../../components/JsonView.tsx';
import { costWords, countWords } from '../../components/money-words.ts';
import { Skeleton } from '../../components/Skeleton.tsx';
import { StatusChip } from '../../components/StatusChip.tsx';
import { byteWords, durationWords, fullTime } from '../../components/time-words.ts';
import { ValueList } from '../../components/ValueList.tsx';
import { runWords } from '../../strings/runs.ts';
import { summaryWords as words } from '../../strings/run-summary.ts';
import { artifactEntries } from '../artifact-entries.ts';
import { useConsole } from '../console-context.tsx';
import { runLook } from '../describe-run.ts';
import { totalsUpTo } from '../timeline/totals.ts';
import { useDownload } from '../use-download.ts';
import styles from './RunSummary.module.css';
import { rowsOfTypes, wayOfRun } from './way-of-run.ts';

/** A way longer than this is read in the timeline. */
const mostPlaces = 40;

/** What a run came to: how it ended, how long it took, what it used and made, and the way it went. */
export function RunSummary() {
  const { run, feed } = useConsole();
  const message = run.error?.['message'];
  return (
    <div className={styles['summary']}>
      <p className={styles['ended']}>
        <StatusChip look={runLook(run.status)} />
        {run.outcome !== undefined && <span>{words.outcome(run.outcome)}</span>}
        {typeof message === 'string' && <span className={styles['error']}>{shownText(message)}</span>}
      </p>
      <Facts />
      <Part title={words.way}>{feed.rows.length === 0 ? <p className={styles['soft']}>{words.noWay}</p> : <TakenWay />}</Part>
      <Part title={words.artifacts}><Made runId={run.id} /></Part>
      <Part title={words.outputs}>{run.outputs === undefined ? <p className={styles['soft']}>{words.noOutputs}</p> : isJsonObject(run.outputs) ? <ValueList values={run.outputs} /> : <JsonView value={run.outputs} label={words.outputs} />}</Part>
      <CommandLine command={commandWords(['runs', 'get', run.id])} />
    </div>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={styles['part']}>
      <h3>{title}</h3>
      {children}
    </section>
  );
}

function Facts() {
  const { run, feed: { rows } } = useConsole();
  const { run: total } = totalsUpTo(rows, rows.length);
  const { calls, inputTokens, outputTokens, micros } = run.usage;
  const ended = run.endedAt ?? run.updatedAt;
  const asked = [run.llm?.connector, run.llm?.model].filter((one) => one !== undefined).join(' · ');
  const facts: readonly (readonly [string, string])[] = [
    [words.took, durationWords(Date.parse(ended) - Date.parse(run.startedAt))],
    [words.started, fullTime(run.startedAt)],
    [words.ran, run.workflow.version === undefined ? words.draft : words.version(run.workflow.version)],
    [words.steps, countWords(total.visits)],
    [words.calls, calls === 0 ? '–' : countWords(calls)],
    ...(total.retries === 0 ? [] : [[words.retries, countWords(total.retries)] as const]),
    [words.tokens, calls === 0 ? '–' : words.inOut(countWords(inputTokens), countWords(outputTokens))],
    [words.money, costWords({ calls, micros })],
    [words.people, countWords(rowsOfTypes(rows, ['card', 'approval']))],
    [words.incidents, countWords(rowsOfTypes(rows, ['incident_opened']))],
    ...(asked === '' ? [] : [[words.asked, asked] as const]),
    ...(run.profile === undefined ? [] : [[words.profile, run.profile] as const]),
  ];
  return (
    <dl className={styles['facts']}>
      {facts.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}
    </dl>
  );
}

function TakenWay() {
  const { feed, nameOf } = useConsole();
  const { places, more } = wayOfRun(feed.rows, mostPlaces);
  return (
    <ol className={styles['way']}>
      {places.map((place, at) => <li key={at}>{nameOf(place)}</li>)}
      {more > 0 && <li className={styles['soft']}>{words.more(more)}</li>}
    </ol>
  );
}

function Made({ runId }: { readonly runId: string }) {
  const queries = useQueries();
  const { data, error, refetch } = useQuery(queries.artifacts.list.queryOptions({ input: { run: runId } }));
  const { busy, download } = useDownload();
  if (error !== null && data === undefined) return <Failure error={error} title={words.cannotList} onRetry={() => void refetch()} isInline />;
  if (data === undefined) return <Skeleton count={1} />;
  if (data.items.length === 0) return <p className={styles['soft']}>{words.noArtifacts}</p>;
  return (
    <ul className={styles['made']}>
      {artifactEntries(data.items).map(({ artifact, paths }) => (
        <li key={artifact.id}>
          <Icon name="file" size="small" />
          <span className={styles['name']}>
            {shownText(artifact.name)}
            {paths.map((path) => <span key={path} className={styles['place']}>{runWords.artifacts.alsoAt(path)}</span>)}
          </span>
          <span className={styles['soft']}>{byteWords(artifact.bytes)}</span>
          <IconButton icon="download" label={words.download(artifact.name)} isDisabled={busy === artifact.id} onPress={() => void download(artifact)} />
        </li>
      ))}
    </ul>
  );
}
