import type { UsageSums } from '../../../../core/domain/operations/usage.ts';
import { countWords, sumCostWords } from '../../../components/money-words.ts';
import { usageWords as words } from '../../../strings/usage.ts';
import styles from '../panels.module.css';
import own from './usage.module.css';

/** The sums of everything that is shown. */
export function UsageTotals({ total }: { readonly total: UsageSums }) {
  const facts = [
    [words.totals.money, sumCostWords(total), ''],
    [words.totals.calls, countWords(total.calls), ''],
    [words.totals.input, countWords(total.inputTokens), `${countWords(total.cachedInputTokens)} ${words.totals.cached}`],
    [words.totals.output, countWords(total.outputTokens), ''],
  ] as const;
  return (
    <>
      <dl className={own['totals']}>
        {facts.map(([name, value, note]) => (
          <div key={name} className={own['total']}>
            <dt>{name}</dt>
            <dd>
              <strong>{value}</strong> {note !== '' && <span className={styles['soft']}>{note}</span>}
            </dd>
          </div>
        ))}
      </dl>
      {total.unpricedCalls > 0 && <p className={styles['soft']}>{words.unpriced(total.unpricedCalls)}</p>}
      {total.assumedCalls > 0 && <p className={styles['soft']}>{words.assumed(total.assumedCalls)}</p>}
    </>
  );
}
