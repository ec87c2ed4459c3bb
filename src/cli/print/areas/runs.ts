import { moneyText } from '../../../core/domain/model/budget.ts';
import type { RunView } from '../../../core/domain/operations/runs.ts';
import { whySentences } from '../../../core/domain/model/why-sentences.ts';
import { goOn, waitWords } from '../run-words.ts';
import { runLineText } from '../run-lines.ts';
import type { AreaPrinters } from '../printer.ts';
import { shellWord } from '../../../core/domain/model/command-line.ts';
import { details, table } from '../table.ts';
import { ofEstimate } from './runs-estimate.ts';
import { fromJournal } from './runs-from-journal.ts';
import { ofHistory } from './runs-history.ts';
import { ofTimeline } from './runs-timeline.ts';
import { counted, localTime, pretty, shown } from '../words.ts';
import { wrapped } from '../wrap.ts';

export const printers: AreaPrinters<'runs'> = {
  ...fromJournal,
  ...ofEstimate,
  ...ofHistory,
  ...ofTimeline,
  start: ({ id, duplicate }) => ({
    text: `${duplicate ? 'Already started' : 'Started'} run ${id}.`,
    next: `\`aiwm runs watch ${id}\` follows it.`,
  }),
  list: ({ items, next }, look) => {
    if (items.length === 0) return { text: 'No runs.', next: '`aiwm run <workflow>` starts one.' };
    const rows = items.map((item) => [item.id, item.workflow.slug, item.unreadable === undefined ? item.status : `${item.status}, stalled (integrity)`, shown(item.activeNodes), localTime(item.startedAt)]);
    return {
      text: table(['run', 'workflow', 'status', 'at', 'started'], rows, look),
      ...(next === undefined ? {} : { next: `There are more: add --after ${next}.` }),
    };
  },
  get: (run, look) => {
    const facts: (readonly [string, string])[] = [
      ['run', run.id],
      ['workflow', `${run.workflow.slug} ${run.workflow.version === undefined ? '(draft)' : `version ${run.workflow.version}`}`],
      ['status', run.outcome === undefined ? run.status : `${run.status} (${run.outcome})`],
      ...(run.unreadable === undefined ? [] : [['stalled', run.unreadable] as const]),
      ...(run.parent === undefined ? [] : [['fork of', `${run.parent.id} after row ${run.parent.seq}`] as const]),
      ...(run.profile === undefined ? [] : [['profile', run.profile] as const]),
      ...(run.llm === undefined ? [] : [['asks', [run.llm.connector, run.llm.model].filter(Boolean).join(' · ')] as const]),
      ...(run.pruned === undefined ? [] : [['retention took', run.pruned === 'events' ? 'its journal' : 'its large values'] as const]),
      ...(run.archivedAt === undefined ? [] : [['archived', localTime(run.archivedAt)] as const]),
      ...(run.pinned === undefined ? [] : [['pinned', run.pinned ? 'yes' : 'no'] as const]),
      ...run.looseEnds.map((end) => ['came too late', `${end.effect}: ${JSON.stringify(end.output)}`] as const),
      ...(run.releasedAt === undefined ? [] : [['handed out', localTime(run.releasedAt)] as const]),
      ['started', localTime(run.startedAt)],
      [run.endedAt === undefined ? 'last step' : 'ended', localTime(run.endedAt ?? run.updatedAt)],
      ['at', shown(run.active.map(({ visit, phase }) => `${visit} (${phase})`))],
      ['waits for', shown(run.unreadable === undefined ? waitWords(run) : [])],
      ['inputs', JSON.stringify(run.inputs)],
      ['variables', JSON.stringify(run.vars)],
      ['outputs', shown(run.outputs)],
      ...(run.usage.calls === 0 ? [] : [['used', usageWords(run.usage)] as const]),
      ...(run.error === undefined ? [] : [['error', pretty(run.error)] as const]),
      ...run.incidents.map((incident) => [`incident ${shellWord(incident.id)}`, `${incident.message} Answers: ${incident.answers.join(', ')}.`] as const),
    ];
    return { text: details(facts, look), next: nextOf(run) };
  },
  events: ({ items, next }, look) => ({
    text: items.map((line) => runLineText(line, look)).join('\n'),
    ...(next === undefined ? {} : { next: `There are more: add --after ${next}.` }),
  }),
  why: async (why, { width }) => {
    const { actCommandsOf } = await import('../act-command.ts');
    const lines = whySentences(why, { act: await actCommandsOf(why) });
    // A line to be pasted stays in one piece.
    const text = lines.map((line) => (width === undefined || line.includes(': aiwm ') ? line : wrapped(line, width, '  '))).join('\n');
    return { text, ...(why.next === undefined ? {} : { next: `There are more transitions: add --after ${why.next}.` }) };
  },
  signal: (run) => (run.duplicate ? { text: `Signal ${run.signal} had come already: run ${run.id} is ${run.status}.` } : steered(`Sent signal ${run.signal}`, run)),
  adjust: (run) => steered('Adjusted the loop', run),
  break: (run) => steered('Asked to break the loop off', run),
  pause: (run) => steered(run.status === 'paused' ? 'Paused' : 'Asked to pause', run),
  resume: (run) => steered('Asked to go on', run),
  stop: (run) => steered(run.status === 'cancelled' ? 'Stopped' : 'Asked to stop', run),
  fire: (run) => steered('Took the transition', run),
  resolve: (run) => steered('Answered the incident', run),
};

function usageWords({ calls, inputTokens, outputTokens, micros }: RunView['usage']): string {
  return [counted(calls, 'call'), `${inputTokens} tokens in`, `${outputTokens} out`, ...(micros === undefined ? [] : [moneyText(micros)])].join(', ');
}

function steered(what: string, { id, status }: { readonly id: string; readonly status: string }): { readonly text: string; readonly next: string } {
  return { text: `${what}: run ${id} is ${status}.`, next: `\`aiwm runs get ${id}\` shows where it stands.` };
}

function nextOf(run: RunView): string {
  const stall = run.reasons.find(({ code }) => code === 'integrity');
  if (stall !== undefined) return `Restore the data directory from a backup, or remove the run with \`aiwm runs purge ${run.id}\`.`;
  return goOn(run)[0] ?? `\`aiwm runs events ${run.id}\` shows what happened; \`aiwm artifacts list --run ${run.id}\` what it made.`;
}
