import { amountText, type Measure } from '../../../../core/domain/model/budget.ts';
import type { BudgetMeter } from '../../../../core/domain/operations/budgets.ts';
import { usageWords as words } from '../../../strings/usage.ts';
import own from './usage.module.css';

export interface MeterBarProps {
  readonly meter: BudgetMeter;
  readonly measure: Measure;
  /** The cap. */
  readonly most: number;
}

/** How far a cap is used and reserved, as a bar and in words. */
export function MeterBar({ meter, measure, most }: MeterBarProps) {
  const used = meter.used[measure];
  const reserved = meter.reserved[measure];
  const left = meter.left[measure] ?? most - used - reserved;
  const share = (amount: number): number => (most === 0 ? (amount > 0 ? 100 : 0) : Math.min(100, (100 * amount) / most));
  return (
    <div className={own['meterLine']}>
      <svg className={own['meterRoom']} viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true" data-full={left <= 0}>
        <rect className={own['usedPart'] ?? ''} width={share(used)} height="6" />
        <rect className={own['reservedPart'] ?? ''} x={share(used)} width={Math.min(100 - share(used), share(reserved))} height="6" />
      </svg>
      <span>
        {amountText(measure, used)} {words.used}
        {reserved > 0 && <>, {amountText(measure, reserved)} {words.reserved}</>}, {amountText(measure, Math.abs(left))} {left < 0 ? words.over : words.left}
      </span>
    </div>
  );
}
