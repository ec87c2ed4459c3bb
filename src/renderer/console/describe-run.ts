import { endedStatuses, type RunStatus } from '../../core/domain/model/run.ts';
import type { RunView } from '../../core/domain/operations/runs.ts';
import type { RunSummary } from '../../core/domain/operations/shapes.ts';
import type { StatusLook } from '../components/StatusChip.tsx';
import { runWords } from '../strings/runs.ts';

const looks: Readonly<Record<RunStatus, StatusLook>> = {
  queued: { label: runWords.status.queued, tone: 'calm', icon: 'clock' },
  running: { label: runWords.status.running, tone: 'live', icon: 'spinner', isSpinning: true },
  waiting: { label: runWords.status.waiting, tone: 'wait', icon: 'clock' },
  pausing: { label: runWords.status.pausing, tone: 'warn', icon: 'pause' },
  paused: { label: runWords.status.paused, tone: 'warn', icon: 'pause' },
  completed: { label: runWords.status.completed, tone: 'good', icon: 'check' },
  failed: { label: runWords.status.failed, tone: 'bad', icon: 'cross' },
  cancelled: { label: runWords.status.cancelled, tone: 'calm', icon: 'stop' },
};

/** How a run's state looks; a state this version does not know keeps its word. */
export function runLook(status: string): StatusLook {
  return isRunStatus(status) ? looks[status] : { label: status, tone: 'calm', icon: 'info' };
}

function isRunStatus(status: string): status is RunStatus {
  return Object.hasOwn(looks, status);
}

export function hasEnded(run: Pick<RunSummary, 'status'>): boolean {
  return endedStatuses.includes(run.status);
}

/** From its start to its end; up to now while it goes on, however long ago its last row is. */
export function tookMs(run: Pick<RunSummary, 'status' | 'startedAt' | 'updatedAt' | 'endedAt'>, now: number): number {
  const end = hasEnded(run) ? Date.parse(run.endedAt ?? run.updatedAt) : now;
  return Math.max(0, end - Date.parse(run.startedAt));
}

/** The run as its journal says that it ended: after its end nothing is offered any more, though the last answer said it still ran. */
export function endedRun(run: RunView, ended: string | undefined): RunView {
  const status = endedStatuses.find((each) => each === ended);
  return status === undefined || hasEnded(run) ? run : { ...run, status, may: [], active: [], reasons: [], cards: [] };
}

/** The first sentence of a text; a point inside a word or a number ends none. */
export function firstSentence(text: string | undefined): string | undefined {
  return text?.match(/^.+?[.!?](?=\s|$)/su)?.[0] ?? text;
}

/** Why a run stands still, as one sentence that names what ends the wait; nothing while it works or after its end. */
export function waitSentence(run: Pick<RunSummary, 'reasons' | 'status'>, nameOf = (nodeId: string): string => nodeId): string | undefined {
  if (run.status === 'paused') return runWords.reasons.paused;
  if (run.status !== 'waiting') return undefined;
  const [reason, ...others] = run.reasons;
  if (reason === undefined) return undefined;
  const sentence = runWords.reasons[reason.code];
  const where = reason.nodeId === undefined ? '' : ` ${runWords.atNode(nameOf(reason.nodeId))}`;
  return `${sentence}${where}${others.length > 0 ? ` ${runWords.andMore(others.length)}` : ''}.`;
}
