import { Link } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { AppError, isErrorCode } from '../../core/domain/model/errors.ts';
import type { RunView } from '../../core/domain/operations/runs.ts';
import { useQueries } from '../client/ClientProvider.tsx';
import { CommandLine } from '../components/CommandLine.tsx';
import { commandWords } from '../../core/domain/model/command-line.ts';
import { Ago } from '../components/Ago.tsx';
import { Failure } from '../components/Failure.tsx';
import { Icon } from '../components/Icon.tsx';
import { durationWords } from '../components/time-words.ts';
import { runAddress } from '../state/addresses.ts';
import { actWords, runOutWords } from '../strings/console-acts.ts';
import { runWords } from '../strings/runs.ts';
import { answerPlace, useAnswerKey } from './answer-place.ts';
import { waitSentence } from './describe-run.ts';
import { remedyOf } from './remedy-of.ts';
import { ApprovalPanel } from './acts/ApprovalPanel.tsx';
import { HandWays } from './acts/HandWays.tsx';
import { IncidentPanel } from './acts/IncidentPanel.tsx';
import { useActs } from './acts/use-acts.ts';
import styles from './RunNotices.module.css';

export interface RunNoticesProps {
  readonly run: RunView;
  readonly nameOf: (nodeId: string) => string;
}

/** Above the map: why the run stands still and what ends the wait, what went wrong, and its few facts. */
export function RunNotices({ run, nameOf }: RunNoticesProps) {
  const wait = waitSentence(run, nameOf);
  useAnswerKey();
  return (
    <div className={styles['notices']}>
      <p className={styles['facts']}>
        <span>
          {run.workflow.version === undefined ? runWords.draft : runWords.version(run.workflow.version)} · <Ago at={run.startedAt} />
          {run.endedAt !== undefined && ` · ${durationWords(Date.parse(run.endedAt) - Date.parse(run.startedAt))}`}
        </span>
        {run.parent !== undefined && <ForkedFrom parent={run.parent} id={run.id} />}
        {run.usage.calls > 0 && <span>{runWords.usage(run.usage.calls, run.usage.inputTokens + run.usage.outputTokens)}</span>}
        {wait !== undefined && run.cards.length === 0 && run.incidents.length === 0 && <span className={styles['wait']}>{wait}</span>}
      </p>
      {run.cards.length > 0 && <OpenCards runId={run.id} />}
      {run.reasons.some(({ code }) => code === 'approval') && <OpenApprovals runId={run.id} nameOf={nameOf} />}
      {run.status === 'waiting' && run.reasons.some(({ code }) => code === 'selection' || code === 'person') && <Choices />}
      {run.status === 'paused' && <CommandLine command={commandWords(['runs', 'resume', run.id])} />}
      {run.incidents.map((incident) => (
        <div key={incident.id} {...{ [answerPlace]: incident.id }} tabIndex={-1}>
          <IncidentPanel runId={run.id} incident={incident} nodeName={nameOf(incident.nodeId)} />
        </div>
      ))}
      {run.status === 'failed' && run.error !== undefined && <Failed error={run.error} />}
    </div>
  );
}

/** How it failed, and the way to the setting that would have let it go on. */
function Failed({ error }: { readonly error: NonNullable<RunView['error']> }) {
  const remedy = remedyOf(error);
  return (
    <Failure error={runError(error)} title={runWords.failed} isInline>
      {remedy !== undefined && <p><Link {...remedy.address}>{remedy.label}</Link></p>}
    </Failure>
  );
}

function ForkedFrom({ parent, id }: { readonly parent: NonNullable<RunView['parent']>; readonly id: string }) {
  const words = runOutWords.fork;
  return (
    <span>
      {words.of} <Link {...runAddress(parent.id, { seq: parent.seq })}><code>{parent.id.slice(-8)}</code></Link> {words.atRow(parent.seq)} · <Link to="/runs/compare" search={{ left: parent.id, right: id }}>{words.compare}</Link>
    </span>
  );
}

function OpenCards({ runId }: { readonly runId: string }) {
  const queries = useQueries();
  const { data } = useQuery(queries.cards.list.queryOptions({ input: { run: runId, limit: 500 } }));
  return (data?.items ?? []).map((card) => (
    <p key={card.id} className={styles['card']}>
      <Icon name="person" />
      <span>{runWords.card.title(card.title)}</span>
      <Link to="/cards/$id" params={{ id: card.id }} {...{ [answerPlace]: card.id }}>
        {runWords.card.open}
      </Link>
    </p>
  ));
}

/** Where a person chooses how it goes on, the ways stand here as buttons. */
function Choices() {
  const { data } = useActs();
  if (data === undefined || data.transitions.length === 0) return null;
  return (
    <section {...{ [answerPlace]: 'ways' }} className={styles['choices']} aria-label={actWords.ways.title}>
      <p><Icon name="person" /> {actWords.ways.title}</p>
      <HandWays ways={data.transitions} />
    </section>
  );
}

function OpenApprovals({ runId, nameOf }: { readonly runId: string; readonly nameOf: (nodeId: string) => string }) {
  const queries = useQueries();
  const { data, error, refetch } = useQuery(queries.approvals.list.queryOptions({ input: { run: runId, limit: 500 } }));
  if (error !== null && data === undefined) return <Failure error={error} title={runWords.approval.cannotShow} onRetry={() => void refetch()} />;
  return (data?.items ?? []).map((approval) => (
    <div key={approval.id} {...{ [answerPlace]: approval.id }} tabIndex={-1}>
      <ApprovalPanel approval={approval} nameOf={nameOf} />
    </div>
  ));
}

/** The stored error of a run, as the failure it was. */
function runError(error: NonNullable<RunView['error']>): AppError {
  const { code, message, next } = error;
  return new AppError(isErrorCode(code) ? code : 'run_failed', typeof message === 'string' ? message : runWords.failed, typeof next === 'string' ? { next } : {});
}
