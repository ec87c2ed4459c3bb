import { BudgetsPart } from './BudgetsPart.tsx';
import { UsagePart } from './UsagePart.tsx';

/** What model calls used, and what they may use. */
export function UsagePanel() {
  return (
    <>
      <UsagePart />
      <BudgetsPart />
    </>
  );
}
