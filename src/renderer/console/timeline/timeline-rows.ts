import { effectParts } from '../../../core/domain/model/effect-id.ts';
import { placeOf } from '../../../core/domain/model/region-path.ts';
import { timelineFact, type TimelineFact, type TimelineSpent, visitOf } from '../../../core/domain/model/timeline-fact.ts';
import type { RunLine } from '../../../core/domain/operations/runs.ts';
import type { TimelineAnswer } from '../../../core/domain/operations/runs-timeline.ts';
import { lanesOf } from './lanes.ts';

export type Severity = RunLine['severity'];

/** Texts by number; the first is empty. */
class Names {
  readonly texts: string[] = [''];
  readonly #numbers = new Map([['', 0]]);

  numberOf(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    this.#numbers.set(text, this.texts.length);
    return this.texts.push(text) - 1;
  }
}

/**
 * The rows of a journal without what they carry, by seq from 1 without a gap. Columns instead of objects: a hundred thousand
 * rows take a few megabytes, and whatever is computed of them runs over numbers. Rows are only ever added.
 */
export class TimelineRows {
  /** Each by `seq - 1`; visits, effects and words by their number in {@link visits}, {@link effects}, {@link words}. */
  readonly type: number[] = [];
  readonly visit: number[] = [];
  readonly effect: number[] = [];
  readonly what: number[] = [];
  readonly at: number[] = [];
  readonly lanes: number[] = [];
  readonly attempt: number[] = [];
  readonly level: Severity[] = [];
  /** By seq. */
  readonly spent = new Map<number, TimelineSpent>();
  /** The kind of work, by the number of the effect. */
  readonly kinds: string[] = [];
  /** The place of each visit on the map, by the number of the visit. */
  readonly places: string[] = [''];
  readonly #types = new Names();
  readonly #visits = new Names();
  readonly #effects = new Names();
  readonly #words = new Names();

  /** How many there are, which is the seq of the last. */
  get length(): number {
    return this.type.length;
  }

  get visits(): readonly string[] {
    return this.#visits.texts;
  }

  get effects(): readonly string[] {
    return this.#effects.texts;
  }

  get words(): readonly string[] {
    return this.#words.texts;
  }

  /** The types that occurred, in the order of their first row. */
  get types(): readonly string[] {
    return this.#types.texts.slice(1);
  }

  typeOf(seq: number): string {
    return this.#types.texts[this.type[seq - 1] ?? 0] ?? '';
  }

  numberOfType(type: string): number {
    return this.#types.texts.indexOf(type);
  }

  whatOf(seq: number): string {
    return this.words[this.what[seq - 1] ?? 0] ?? '';
  }

  visitAt(seq: number): string {
    return this.visits[this.visit[seq - 1] ?? 0] ?? '';
  }

  effectAt(seq: number): string {
    return this.effects[this.effect[seq - 1] ?? 0] ?? '';
  }

  placeAt(seq: number): string {
    return this.places[this.visit[seq - 1] ?? 0] ?? '';
  }

  /** All rows of an answer that are not here yet. */
  take(answer: TimelineAnswer): void {
    const level = new Map<number, Severity>([...answer.warnings.map((seq) => [seq, 'warning'] as const), ...answer.errors.map((seq) => [seq, 'error'] as const)]);
    const attempts = new Map(answer.attempts);
    const kinds = new Map(Object.entries(answer.kinds).flatMap(([kind, seqs]) => seqs.map((seq) => [seq, kind] as const)));
    const spent = new Map(answer.spent.map(([seq, inputTokens, outputTokens, micros]) => [seq, { inputTokens, outputTokens, micros }]));
    const { columns } = answer;
    let at = Date.parse(answer.at ?? '');
    let region = 0;
    for (const [index, type] of columns.type.entries()) {
      const seq = answer.after + index + 1;
      at += columns.ms[index] ?? 0;
      region += columns.region[index] ?? 0;
      if (seq !== this.length + 1) continue;
      const [node, action, what] = [columns.node[index] ?? 0, columns.action[index] ?? 0, columns.what[index] ?? 0];
      const cost = spent.get(seq);
      const fact = {
        type: answer.types[type] ?? '', region: answer.regions[region] ?? '', node: answer.nodes[node] ?? '', action: answer.actions[action] ?? '', what: answer.whats[what] ?? '',
        attempt: attempts.get(seq) ?? 1, kind: kinds.get(seq) ?? '', ...(cost === undefined ? {} : { spent: cost }),
      };
      this.#add(fact, { at, severity: level.get(seq) ?? 'info' });
    }
  }

  /** A row as it comes; answers whether it is the next one. Others are here already, or would leave a gap. */
  add(line: RunLine): boolean {
    if (line.seq !== this.length + 1) return false;
    this.#add(timelineFact(line), { at: Date.parse(line.at), severity: line.severity });
    return true;
  }

  /** What is known of a row. */
  fact(seq: number): TimelineFact {
    const spent = this.spent.get(seq);
    const visit = this.visitAt(seq);
    const effect = effectParts(this.effectAt(seq));
    const region = visit.includes('/') ? visit.slice(0, visit.lastIndexOf('/')) : '';
    return {
      type: this.typeOf(seq), region, node: region === '' ? visit : visit.slice(region.length + 1), action: effect === undefined ? '' : `${effect.action}.${effect.n}`,
      what: this.whatOf(seq), kind: this.kinds[this.effect[seq - 1] ?? 0] ?? '', attempt: effect === undefined ? 0 : (this.attempt[seq - 1] ?? 0), ...(spent === undefined ? {} : { spent }),
    };
  }

  #add(fact: TimelineFact, { at, severity }: { readonly at: number; readonly severity: Severity }): void {
    const visit = this.#visits.numberOf(visitOf(fact));
    if (visit === this.places.length) this.places.push(placeOf(this.visits[visit] ?? ''));
    const effect = fact.action === '' ? 0 : this.#effects.numberOf(`${this.visits[visit] ?? ''}/${fact.action}`);
    if (fact.kind !== '') this.kinds[effect] = fact.kind;
    this.type.push(this.#types.numberOf(fact.type));
    this.visit.push(visit);
    this.effect.push(effect);
    this.what.push(this.#words.numberOf(fact.what));
    this.at.push(at);
    this.attempt.push(Math.max(1, fact.attempt));
    this.level.push(severity);
    if (fact.spent !== undefined) this.spent.set(this.length, fact.spent);
    this.lanes.push(lanesOf(fact, this.kinds[effect] ?? ''));
  }
}
