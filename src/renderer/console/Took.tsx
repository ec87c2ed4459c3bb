import type { RunSummary } from '../../core/domain/operations/shapes.ts';
import { durationWords } from '../components/time-words.ts';
import { useNow } from '../components/use-now.ts';
import { runWords } from '../strings/runs.ts';
import { hasEnded, tookMs } from './describe-run.ts';

type Timed = Pick<RunSummary, 'status' | 'startedAt' | 'updatedAt' | 'endedAt'>;

/** How long a run took, or has been under way. */
export function Took({ run }: { readonly run: Timed }) {
  return hasEnded(run) ? durationWords(tookMs(run, 0)) : <SoFar run={run} />;
}

function SoFar({ run }: { readonly run: Timed }) {
  const now = useNow();
  return <span title={runWords.soFar}>{durationWords(tookMs(run, now))}<span className="visually-hidden"> {runWords.soFar}</span></span>;
}
