import { moneyText } from '../../../../core/domain/model/budget.ts';
import type { useClient } from '../../../client/ClientProvider.tsx';
import { countWords } from '../../../components/money-words.ts';
import { durationWords } from '../../../components/time-words.ts';
import { connectorWords } from '../../../strings/connectors.ts';
import styles from '../panels.module.css';

const words = connectorWords.playground;
type Answer = Awaited<ReturnType<ReturnType<typeof useClient>['connectors']['ask']>>;

/** What a model said, and what it took. */
export function PlaygroundAnswer({ answer }: { readonly answer: Answer }) {
  const facts: readonly (readonly [string, string])[] = [
    [words.facts.model, answer.model],
    [words.facts.estimated, countWords(answer.promptTokens)],
    [words.facts.input, countWords(answer.usage.input)],
    [words.facts.cached, countWords(answer.usage.cachedInput)],
    [words.facts.output, countWords(answer.usage.output)],
    [words.facts.money, answer.micros === undefined ? words.noPrice : moneyText(answer.micros)],
    [words.facts.time, durationWords(answer.latencyMs)],
    ...(answer.firstWordMs === undefined ? [] : [[words.facts.first, durationWords(answer.firstWordMs)] as const]),
    [words.facts.end, words.ends[answer.stop]],
  ];
  return (
    <section aria-label={words.answer} className={styles['stack']}>
      <p className={styles['answer']}>{answer.text === '' ? words.empty : answer.text}</p>
      <dl className={styles['facts']}>
        {facts.map(([name, value]) => (
          <div key={name} className={styles['fact']}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
