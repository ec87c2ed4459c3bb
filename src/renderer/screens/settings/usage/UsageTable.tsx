import type { UsageLine } from '../../../../core/domain/operations/usage.ts';
import { countWords, sumCostWords } from '../../../components/money-words.ts';
import { ScrollArea } from '../../../components/ScrollArea.tsx';
import { usageWords as words } from '../../../strings/usage.ts';
import styles from '../panels.module.css';

/** The same as rows. */
export function UsageTable({ items, group }: { readonly items: readonly UsageLine[]; readonly group: string }) {
  const heads = [words.totals.calls, words.totals.input, words.totals.cached, words.totals.output, words.totals.money];
  return (
    <ScrollArea label={words.usage} className={styles['scroll']}>
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">{group}</th>
            {heads.map((head) => (
              <th key={head} scope="col" className={styles['number']}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((line) => (
            <tr key={line.group}>
              <td>{line.title ?? (line.group === '' ? words.none : line.group)}</td>
              {[line.calls, line.inputTokens, line.cachedInputTokens, line.outputTokens].map((count, index) => (
                <td key={heads[index]} className={styles['number']}>
                  {countWords(count)}
                </td>
              ))}
              <td className={styles['number']}>{sumCostWords(line)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollArea>
  );
}
