import type { ConnectorDetails } from '../../../../core/domain/operations/connectors.ts';
import { Ago } from '../../../components/Ago.tsx';
import { countWords } from '../../../components/money-words.ts';
import { durationWords } from '../../../components/time-words.ts';
import { connectorWords } from '../../../strings/connectors.ts';
import styles from '../panels.module.css';

const words = connectorWords.calls;

/** How the calls of this process went. */
export function CallFacts({ metrics }: { readonly metrics: ConnectorDetails['metrics'] }) {
  if (metrics === undefined || metrics.calls === 0) return <p className={styles['soft']}>{words.none}</p>;
  return (
    <dl className={styles['facts']}>
      <dt>{words.calls}</dt>
      <dd>{countWords(metrics.calls)}</dd>
      <dt>{words.failures}</dt>
      <dd>{countWords(metrics.failures)}</dd>
      <dt>{words.tokens}</dt>
      <dd>
        {countWords(metrics.inputTokens)} / {countWords(metrics.outputTokens)}
      </dd>
      <dt>{words.average}</dt>
      <dd>{durationWords(metrics.averageMs ?? 0)}</dd>
      <dt>{words.slowest}</dt>
      <dd>{durationWords(metrics.slowestMs ?? 0)}</dd>
      <dt>{words.circuit}</dt>
      <dd>{words.circuits[metrics.circuit]}</dd>
      {metrics.lastFailure !== undefined && (
        <>
          <dt>{words.last}</dt>
          <dd>
            {metrics.lastFailure.message} <code>{metrics.lastFailure.code}</code>, <Ago at={metrics.lastFailure.at} />
          </dd>
        </>
      )}
      <dt>{words.since}</dt>
      <dd>
        <Ago at={metrics.since} />
      </dd>
    </dl>
  );
}
