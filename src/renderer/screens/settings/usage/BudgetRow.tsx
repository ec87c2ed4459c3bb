import { amountText, measures } from '../../../../core/domain/model/budget.ts';
import type { BudgetView } from '../../../../core/domain/operations/budgets.ts';
import { Button } from '../../../components/Button.tsx';
import { usageWords as words } from '../../../strings/usage.ts';
import styles from '../panels.module.css';
import { MeterBar } from './MeterBar.tsx';
import own from './usage.module.css';

export interface BudgetRowProps {
  readonly budget: BudgetView;
  readonly onEdit: () => void;
  readonly onRemove: () => void;
}

/** One budget: what it caps and how far it is used, as bars and in words. */
export function BudgetRow({ budget, onEdit, onRemove }: BudgetRowProps) {
  const narrowed = (['workflow', 'connector', 'credential'] as const).flatMap((field) => (budget[field] === undefined ? [] : [words.only[field](budget[field])]));
  const caps = measures.flatMap((measure) => (budget[measure] === undefined ? [] : [words.upTo(amountText(measure, budget[measure]))]));
  const countsEach = budget.scope === 'run' || budget.scope === 'step';
  return (
    <li className={styles['item']} aria-label={budget.id}>
      <div className={styles['words']}>
        <strong>{budget.id}</strong>
        <p className={styles['soft']}>{[words.scopes[budget.scope], ...narrowed, ...caps].join(' · ')}</p>
      </div>
      <Button size="small" aria-label={words.editNamed(budget.id)} onPress={onEdit}>
        {words.edit}
      </Button>
      <Button size="small" look="quiet" aria-label={words.removeNamed(budget.id)} onPress={onRemove}>
        {words.remove}
      </Button>
      <div className={styles['wholeRow']}>
        {budget.meters.length === 0 && <p className={styles['soft']}>{countsEach ? words.noMeter : words.nothingYet}</p>}
        {budget.meters.map((meter) => (
          <div key={meter.of} className={own['meter']}>
            <span className={styles['soft']}>{meter.of}</span>
            {measures.map((measure) => {
              const most = budget[measure];
              return most === undefined ? null : <MeterBar key={measure} meter={meter} measure={measure} most={most} />;
            })}
          </div>
        ))}
      </div>
    </li>
  );
}
