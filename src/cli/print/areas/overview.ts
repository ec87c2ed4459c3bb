import { moneyText } from '../../../core/domain/model/budget.ts';
import type { Notice } from '../../../core/domain/operations/notifications.ts';
import type { RunSummary } from '../../../core/domain/operations/shapes.ts';
import type { UsageSums } from '../../../core/domain/operations/usage.ts';
import type { AreaPrinters, Look } from '../printer.ts';
import { counted, localTime, size } from '../words.ts';

export const printers: AreaPrinters<'overview'> = {
  show: ({ needs, needsMore, failures, failuresMore, running, hasMoreRunning, touched, made, usage }, look) => {
    const parts = [
      part(look, 'Needs somebody', [...needs.flatMap(noticeLines), ...more(needsMore)]),
      part(look, 'Failed within a week', [...failures.flatMap(noticeLines), ...more(failuresMore)]),
      part(look, 'Running', [...running.map(runLine), ...(hasMoreRunning ? ['  and more: `aiwm runs list`'] : [])]),
      part(look, 'Worked on last', touched.map(({ name, slug, status, updatedAt }) => `  ${name} (${slug}) · ${status} · ${localTime(updatedAt)}`)),
      part(look, 'Made last', made.map(({ id, name, bytes, workflow }) => `  ${name} · ${size(bytes)} · ${workflow.name} · ${id}`)),
      `${look.paint('bold', 'Used')}\n  today: ${usageWords(usage.today)}\n  this month: ${usageWords(usage.month)}`,
    ];
    const calm = needs.length === 0 && failures.length === 0 && running.length === 0 ? ['Everything is calm.'] : [];
    return { text: [...calm, ...parts.filter((text) => text !== '')].join('\n'), ...(made.length === 0 && touched.length === 0 && running.length === 0 ? { next: '`aiwm run hello` runs the smallest sample.' } : {}) };
  },
};

function part(look: Look, title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : [look.paint('bold', title), ...lines].join('\n');
}

function noticeLines({ workflow, text, nodeId, at, command }: Notice): readonly string[] {
  return [`  ${workflow.name} ${text}`, `    ${[...(nodeId === undefined ? [] : [`at ${nodeId}`]), localTime(at), command].join(' · ')}`];
}

function runLine({ id, workflow, status, activeNodes }: RunSummary): string {
  return `  ${workflow.name} · ${status}${activeNodes.length === 0 ? '' : ` at ${activeNodes.join(', ')}`} · ${id}`;
}

function more(count: number): readonly string[] {
  return count === 0 ? [] : [`  and ${count} more: \`aiwm notifications list\``];
}

function usageWords({ calls, inputTokens, outputTokens, micros }: UsageSums): string {
  return `${counted(calls, 'call')}, ${counted(inputTokens + outputTokens, 'token')}, ${moneyText(micros)}`;
}
