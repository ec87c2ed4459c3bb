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
  #last = -1;

  numberOf(text: string): number {
    // Rows that belong together come together: comparing is quicker than looking up.
    if (this.texts[this.#last] === text) return this.#last;
    const known = this.#numbers.get(text);
    this.#last = known ?? this.texts.push(text) - 1;
    if (known === undefined) this.#numbers.set(text, this.#last);
    return this.#last;
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
    const words = this.#words;
    columns.type.push(words.type.numberOf(fact.type));
    columns.node.push(words.node.numberOf(fact.node));
    columns.action.push(words.action.numberOf(fact.action));
    columns.what.push(words.what.numberOf(fact.what));
    const region = words.region.numberOf(fact.region);
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
