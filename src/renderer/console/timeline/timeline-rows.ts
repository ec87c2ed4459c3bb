import { nodeOf, calledIn, containerOf, regionOf } from '../../../core/domain/model/region-path.ts';
import { timelineFact, type TimelineFact, type TimelineSpent } from '../../../core/domain/model/timeline-fact.ts';
import type { RunLine } from '../../../core/domain/operations/runs.ts';
import type { TimelineAnswer } from '../../../core/domain/operations/runs-timeline.ts';
import { lanesOf } from './lanes.ts';
import { Names, Pairs } from './names.ts';

export type Severity = RunLine['severity'];

/** One row as numbers: what stands in the columns of an answer, each as this page counts it. */
interface Numbered {
  readonly type: number;
  readonly region: number;
  readonly node: number;
  readonly action: number;
  readonly what: number;
  readonly at: number;
  readonly kind: string;
  readonly attempt: number;
  readonly severity: Severity;
  readonly spent: TimelineSpent | undefined;
}

/**
 * The rows of a journal without what they carry, by seq from 1 without a gap. Columns instead of objects, and numbers instead
 * of texts: a hundred thousand rows take a few megabytes, and none of their paths is put together before it is shown. Rows
 * are only ever added.
 */
export class TimelineRows {
  /** Each by `seq - 1`; {@link visit} and {@link effect} are counted from 1 in the order they came, 0 is none. */
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
  readonly #words = new Names();
  readonly #regions = new Names();
  readonly #nodes = new Names();
  readonly #actions = new Names();
  /** A visit is a region and a node in it, an effect a visit and an action of it. */
  readonly #visits = new Pairs();
  readonly #effects = new Pairs();
  /** By the number of the region: the visit it is a body of, and the slug of the called workflow it is in. */
  readonly #containers: number[] = [0];
  readonly #slugs: (string | undefined)[] = [undefined];
  /** By the number of the node. */
  readonly #ids: string[] = [''];

  /** How many there are, which is the seq of the last. */
  get length(): number {
    return this.type.length;
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
    return this.visitText(this.visit[seq - 1] ?? 0);
  }

  effectAt(seq: number): string {
    return this.effectText(this.effect[seq - 1] ?? 0);
  }

  placeAt(seq: number): string {
    return this.places[this.visit[seq - 1] ?? 0] ?? '';
  }

  /** The path of a visit by its number. */
  visitText(visit: number): string {
    const [region, node] = [this.regionText(this.#visits.first(visit)), this.#nodes.texts[this.#visits.second(visit)] ?? ''];
    return region === '' ? node : `${region}/${node}`;
  }

  effectText(effect: number): string {
    return effect === 0 ? '' : `${this.visitText(this.#effects.first(effect))}/${this.#actions.texts[this.#effects.second(effect)] ?? ''}`;
  }

  regionText(region: number): string {
    return this.#regions.texts[region] ?? '';
  }

  /** The region a visit is in, by numbers; 0 is the workflow itself. */
  regionOf(visit: number): number {
    return this.#visits.first(visit);
  }

  /** The visit a region is a body of, by numbers; 0 for the workflow itself. */
  containerOf(region: number): number {
    return this.#containers[region] ?? 0;
  }

  /** All rows of an answer that are not here yet. */
  take(answer: TimelineAnswer): void {
    const { columns, after } = answer;
    const rare = rareOf(answer);
    const [types, regions, nodes, actions, whats] = [this.#types.all(answer.types), this.#regions.all(answer.regions), this.#nodes.all(answer.nodes), this.#actions.all(answer.actions), this.#words.all(answer.whats)];
    let at = Date.parse(answer.at ?? '');
    let region = 0;
    for (let index = 0; index < columns.type.length; index += 1) {
      const seq = after + index + 1;
      at += columns.ms[index] ?? 0;
      region += columns.region[index] ?? 0;
      if (seq !== this.length + 1) continue;
      this.#add({
        type: types[columns.type[index] ?? 0] ?? 0, region: regions[region] ?? 0, node: nodes[columns.node[index] ?? 0] ?? 0, action: actions[columns.action[index] ?? 0] ?? 0, what: whats[columns.what[index] ?? 0] ?? 0,
        at, attempt: rare.attempts[index] ?? 1, kind: rare.names[rare.kinds[index] ?? 0] ?? '', severity: severities[rare.levels[index] ?? 0] ?? 'info', spent: rare.spent.get(seq),
      });
    }
  }

  /** A row as it comes; answers whether it is the next one. Others are here already, or would leave a gap. */
  add(line: RunLine): boolean {
    if (line.seq !== this.length + 1) return false;
    const { type, region, node, action, what, kind, attempt, spent } = timelineFact(line);
    this.#add({
      type: this.#types.numberOf(type), region: this.#regions.numberOf(region), node: this.#nodes.numberOf(node), action: this.#actions.numberOf(action), what: this.#words.numberOf(what),
      at: Date.parse(line.at), severity: line.severity, kind, attempt, spent,
    });
    return true;
  }

  /** What is known of a row. */
  fact(seq: number): TimelineFact {
    const spent = this.spent.get(seq);
    const [visit, effect] = [this.visit[seq - 1] ?? 0, this.effect[seq - 1] ?? 0];
    return {
      type: this.typeOf(seq), region: this.regionText(this.regionOf(visit)), node: this.#nodes.texts[this.#visits.second(visit)] ?? '', action: this.#actions.texts[this.#effects.second(effect)] ?? '',
      what: this.whatOf(seq), kind: this.kinds[effect] ?? '', attempt: effect === 0 ? 0 : (this.attempt[seq - 1] ?? 0), ...(spent === undefined ? {} : { spent }),
    };
  }

  #add({ type, region, node, action, what, at, kind, attempt, severity, spent }: Numbered): void {
    const visit = this.#visitOf(region, node);
    const effect = action === 0 ? 0 : this.#effects.numberOf(visit, action);
    if (kind !== '') this.kinds[effect] = kind;
    this.type.push(type);
    this.visit.push(visit);
    this.effect.push(effect);
    this.what.push(what);
    this.at.push(at);
    this.attempt.push(Math.max(1, attempt));
    this.level.push(severity);
    if (spent !== undefined) this.spent.set(this.length, spent);
    this.lanes.push(lanesOf({ type: this.#types.texts[type] ?? '', hasEffect: action !== 0, isPaid: spent !== undefined }, this.kinds[effect] ?? ''));
  }

  /** The number of a visit, which a new one gets together with its place and with what is around it. */
  #visitOf(region: number, node: number): number {
    const visit = this.#visits.numberOf(region, node);
    if (visit < this.places.length) return visit;
    this.places.push('');
    this.#enter(region);
    const id = (this.#ids[node] ??= nodeOf(this.#nodes.texts[node] ?? ''));
    const slug = this.#slugs[region];
    this.places[visit] = slug === undefined ? id : `${slug}/${id}`;
    return visit;
  }

  #enter(region: number): void {
    if (region < this.#containers.length && this.#containers[region] !== undefined) return;
    const text = this.regionText(region);
    const container = containerOf(text) ?? '';
    const around = regionOf(container);
    this.#slugs[region] = calledIn(text);
    this.#containers[region] = 0;
    this.#containers[region] = this.#visitOf(this.#regions.numberOf(around), this.#nodes.numberOf(around === '' ? container : container.slice(around.length + 1)));
  }
}

const severities: readonly Severity[] = ['info', 'warning', 'error'];

interface Rare {
  /** For each row; indexes of {@link severities} and of `names`. */
  readonly levels: Uint8Array;
  readonly attempts: Int32Array;
  readonly kinds: Int32Array;
  readonly names: readonly string[];
  /** By seq. */
  readonly spent: ReadonlyMap<number, TimelineSpent>;
}

/** What only some rows have. */
function rareOf(answer: TimelineAnswer): Rare {
  const { length } = answer.columns.type;
  const [levels, attempts, kinds, names] = [new Uint8Array(length), new Int32Array(length).fill(1), new Int32Array(length), ['']];
  const first = answer.after + 1;
  for (const seq of answer.warnings) levels[seq - first] = 1;
  for (const seq of answer.errors) levels[seq - first] = 2;
  for (const [seq, attempt] of answer.attempts) attempts[seq - first] = attempt;
  for (const [kind, seqs] of Object.entries(answer.kinds)) {
    for (const seq of seqs) kinds[seq - first] = names.length;
    names.push(kind);
  }
  const spent = new Map<number, TimelineSpent>();
  for (const [seq, inputTokens, outputTokens, micros] of answer.spent) spent.set(seq, { inputTokens, outputTokens, micros });
  return { levels, attempts, kinds, names, spent };
}
