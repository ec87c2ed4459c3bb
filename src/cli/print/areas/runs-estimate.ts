import { moneyText } from '../../../core/domain/model/budget.ts';
import type { RunEstimate } from '../../../core/domain/operations/runs-estimate.ts';
import type { AreaPrinters } from '../printer.ts';
import { details } from '../table.ts';
import { counted, shown } from '../words.ts';

/** What a run may cost, before it starts. */
export const ofEstimate: Pick<AreaPrinters<'runs'>, 'estimate'> = {
  estimate: (estimate, look) => ({
    text: details([
      ['workflow', `${estimate.workflow.slug} ${estimate.version === undefined ? '(draft)' : `version ${estimate.version}`}`],
      ['paid calls at most', callsText(estimate)],
      ['they cost at most', costText(estimate)],
      ['a budget stops it at', shown(capWords(estimate.caps))],
      ...(estimate.unpriced.length === 0 ? [] : [['price not known', shown(estimate.unpriced)] as const]),
    ], look),
  }),
};

function callsText({ calls, first }: RunEstimate): string {
  if (first === undefined) return 'none';
  return `${calls === undefined ? 'any number: nothing bounds them' : String(calls)}, the first at "${first.name}"; failed attempts, turns of agents and workflows called counted`;
}

function costText({ first, micros, asOf }: RunEstimate): string {
  if (first === undefined) return 'nothing';
  if (micros === undefined) return 'not known';
  return `${moneyText(micros)}, each as long as its model takes${asOf === undefined ? '' : ` (prices of ${asOf})`}`;
}

function capWords({ calls, tokens, micros }: RunEstimate['caps']): readonly string[] {
  return [...(micros === undefined ? [] : [moneyText(micros)]), ...(calls === undefined ? [] : [counted(calls, 'call')]), ...(tokens === undefined ? [] : [`${tokens} tokens`])];
}
