import { toInstant } from '../model/instant.ts';
import { timelineFact, type TimelineFact } from '../model/timeline-fact.ts';
import type { RunEvent } from '../model/run-event.ts';
import type { TimelineAnswer } from '../operations/runs-timeline.ts';
import type { RunRow, WorkflowRunRepository } from '../ports/workflow-run-repository.ts';
import { severityOf } from './run-lines.ts';

export interface RunTimelineDeps {
  readonly data: { readonly runs: Pick<WorkflowRunRepository, 'events'> };
  /** Lets others go first between two pages. */
  readonly breathe: () => Promise<void>;
}

interface Page {
  readonly after: number;
  readonly limit: number;
}

/** So many rows are read before others have their turn: some milliseconds. */
const rowsAtOnce = 2000;

/** A journal as columns. Values that lie elsewhere stay there, and nothing sealed is opened: no column holds any. */
export async function runTimeline({ data, breathe }: RunTimelineDeps, run: RunRow, { after, limit }: Page): Promise<TimelineAnswer> {
  const columns = new Columns(run.id, after);
  let from = after;
  for (;;) {
    const rows = await data.runs.events(run.id, { after: from, limit: Math.min(rowsAtOnce, after + limit - from) });
    for (const row of rows) columns.add(row);
    from = rows.at(-1)?.seq ?? from;
    if (rows.length === 0 || from >= run.seq) return columns.answer();
    if (from - after >= limit) return { ...columns.answer(), next: from };
    await breathe();
  }
}

/** Texts by number, each kept once. */
class Words {
  readonly texts: string[] = [];
  readonly #numbers = new Map<string, number>();

  numberOf(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    this.#numbers.set(text, this.texts.length);
    return this.texts.push(text) - 1;
  }
}

class Columns {
  readonly #answer: Omit<TimelineAnswer, 'types' | 'regions' | 'nodes' | 'actions' | 'whats'>;
  readonly #words = { type: new Words(), region: new Words(), node: new Words(), action: new Words(), what: new Words() };
  #at = 0;
  #region = 0;

  constructor(id: string, after: number) {
    const columns = { type: [], region: [], node: [], action: [], what: [], ms: [] };
    this.#answer = { id, after, seq: after, columns, kinds: {}, warnings: [], errors: [], attempts: [], spent: [] };
  }

  add(row: RunEvent): void {
    const fact = timelineFact(row);
    const { columns } = this.#answer;
    for (const name of ['type', 'node', 'action', 'what'] as const) columns[name].push(this.#words[name].numberOf(fact[name]));
    const region = this.#words.region.numberOf(fact.region);
    columns.region.push(region - this.#region);
    this.#region = region;
    columns.ms.push(this.#answer.at === undefined ? 0 : row.at - this.#at);
    this.#answer.at ??= toInstant(row.at);
    this.#answer.seq = row.seq;
    this.#at = row.at;
    this.#addRare(row, fact);
  }

  #addRare(row: RunEvent, { kind, attempt, spent }: TimelineFact): void {
    const { seq } = row;
    const severity = severityOf(row);
    if (severity !== 'info') this.#answer[severity === 'error' ? 'errors' : 'warnings'].push(seq);
    if (kind !== '') (this.#answer.kinds[kind] ??= []).push(seq);
    if (attempt > 1) this.#answer.attempts.push([seq, attempt]);
    if (spent !== undefined) this.#answer.spent.push([seq, spent.inputTokens, spent.outputTokens, spent.micros]);
  }

  answer(): TimelineAnswer {
    const { type, region, node, action, what } = this.#words;
    return { ...this.#answer, types: type.texts, regions: region.texts, nodes: node.texts, actions: action.texts, whats: what.texts };
  }
}
