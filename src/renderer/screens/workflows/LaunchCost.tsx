import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { amountText, measures, moneyText } from '../../../core/domain/model/budget.ts';
import type { RunEstimate } from '../../../core/domain/operations/runs-estimate.ts';
import { useQueries } from '../../client/ClientProvider.tsx';
import { countWords } from '../../components/money-words.ts';
import { workflowWords } from '../../strings/workflows.ts';
import styles from './RunDialog.module.css';
import type { StartChoice } from './StartChoices.tsx';

const words = workflowWords.dialog.cost;

interface LaunchCostProps {
  readonly workflow: string;
  /** Absent for the draft as it stands. */
  readonly version?: number;
  readonly choice: StartChoice;
}

/** What the run costs at most, before anybody starts it. What cannot be told is told by the start itself. */
export function LaunchCost({ workflow, version, choice: { connector, model } }: LaunchCostProps) {
  const queries = useQueries();
  const of = version === undefined ? { draft: true } : { version };
  const { data } = useQuery({
    ...queries.runs.estimate.queryOptions({ input: { workflow, ...of, ...(connector === undefined ? {} : { connector }), ...(model === undefined ? {} : { model }) } }),
    placeholderData: keepPreviousData,
    retry: false,
  });
  return data === undefined ? null : <p className={styles['note']}>{sentences(data).join(' ')}</p>;
}

function sentences({ calls, first, micros, unpriced, caps }: RunEstimate): readonly string[] {
  if (first === undefined) return [words.none];
  const amounts = measures.flatMap((measure) => (caps[measure] === undefined ? [] : [amountText(measure, caps[measure])]));
  return [
    calls === undefined ? words.unbounded(first.name) : words.calls(countWords(calls), calls === 1),
    ...(micros === undefined ? [] : [micros === 0 ? words.free : words.most(moneyText(micros))]),
    ...(unpriced.length === 0 ? [] : [words.unknown(unpriced.join(', '))]),
    ...(amounts.length === 0 ? [] : [words.cap(amounts.join(', '))]),
  ];
}
