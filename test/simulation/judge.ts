import type { Catalogue } from '../../src/core/domain/catalogue/catalogue.ts';
import { canonicalJson } from '../../src/core/domain/model/canonical-json.ts';
import { RunId } from '../../src/core/domain/model/ids.ts';
import { canonicalJournal } from '../../src/core/domain/runtime/journal/canonical-journal.ts';
import type { RunCommit } from '../../src/core/domain/ports/run-commit.ts';
import type { WorkflowDataPort } from '../../src/core/domain/ports/workflow-data-port.ts';
import { createRunLoader, type RunLoader } from '../../src/core/domain/runtime/executor/run-loader.ts';
import { replay } from '../../src/core/domain/runtime/replay.ts';
import { outline } from '../domain/runtime/support/run-bench.ts';
import type { Contact, OutsideWorld } from './outside-world.ts';
import { RunJournal } from './run-journal.ts';
import type { Owner } from './scheduler.ts';
import type { VirtualClock } from './virtual-clock.ts';

export interface JudgeDeps {
  readonly data: () => WorkflowDataPort;
  readonly catalogue: Catalogue;
  readonly clock: VirtualClock;
  readonly world: OutsideWorld;
}

/** Longer runs are read back after some of their commits only, which would cost the square of their length. */
const readsBackUpTo = 60;

/** Holds everything the engine does to its promises; the first one broken is kept. */
export class Judge {
  readonly #deps: JudgeDeps;
  readonly #loader: RunLoader;
  readonly journals = new Map<string, RunJournal>();
  readonly #begun = new Map<string, number>();
  readonly #requests = new Map<string, string>();
  /** Who may write, and since which epoch. */
  owner: { readonly host: Owner; readonly epoch: number } | undefined;
  broken: string | undefined;

  constructor(deps: JudgeDeps) {
    this.#deps = deps;
    // Definitions are compiled once, whatever process opens the data next.
    this.#loader = createRunLoader({ get runs() { return deps.data().runs; }, get blobs() { return deps.data().blobs; } }, deps.catalogue);
  }

  blame(fault: string | undefined): void {
    if (fault !== undefined) this.broken ??= fault;
  }

  /** What is durable now must follow from what was, and what a host would read back must be its fold. */
  async durable(commit: RunCommit): Promise<void> {
    const { clock, world } = this.#deps;
    if (commit.epoch !== this.owner?.epoch) this.blame(`a host of epoch ${commit.epoch} wrote while ${this.owner?.epoch ?? 'nobody'} owns the data`);
    const loader = this.#loader;
    const journal = this.journals.get(commit.runId) ?? new RunJournal();
    this.journals.set(commit.runId, journal);
    const rows = await loader.events(commit.runId, { after: journal.rows.length, limit: 1000 });
    const fault = journal.take(rows, {
      latest: clock.latest,
      answersTo: (key, attempt) => world.answers.get(`${key} ${attempt}`) ?? new Set(),
      hasBegun: (key, attempt) => this.#begun.has(`${key} ${attempt}`),
    });
    this.blame(fault === undefined ? undefined : `run ${commit.runId.slice(-4)}: ${fault}`);
    if (journal.rows.length > readsBackUpTo && rows.length % 3 !== 0) return;
    const read = await loader.load(commit.runId);
    if (read.seq !== journal.rows.length) this.blame(`run ${commit.runId.slice(-4)} is read back at ${read.seq} of ${journal.rows.length} rows`);
    if (journal.state !== undefined && canonicalJson(read.state) !== canonicalJson(journal.state)) this.blame(`run ${commit.runId.slice(-4)} is read back as what its rows up to ${read.seq} do not fold to`);
  }

  heard(commit: RunCommit): void {
    const journal = this.journals.get(commit.runId);
    if (journal !== undefined) journal.told = journal.state;
  }

  /** A new host knows what is durable, and nothing else. */
  claimed(host: Owner, epoch: number): void {
    this.owner = { host, epoch };
    for (const journal of this.journals.values()) journal.told = journal.state;
  }

  /** Called before a byte leaves. */
  begins(contact: Contact): void {
    const { key, attempt, host } = contact;
    const name = `${contact.visit} ${contact.kind} attempt ${attempt}`;
    const times = (this.#begun.get(`${key} ${attempt}`) ?? 0) + 1;
    this.#begun.set(`${key} ${attempt}`, times);
    const journal = [...this.journals.values()].find((one) => one.wanted(key) !== undefined);
    const wanted = journal?.wanted(key);
    if (journal === undefined || wanted === undefined) return this.blame(`${name} was asked for under the key of no effect in any journal`);
    const words = journal.rows.filter(({ type, payload }) => type === 'command' && payload['name'] === 'resolve').length;
    if (contact.repeat === 'once' && times > 1 + words) this.blame(`the once effect ${name} was performed ${times} times, and nobody asked for it`);
    const before = this.#requests.get(key);
    // A container that somebody's answer begins again uses the ids of its bodies again: `begun-again.test.ts`.
    if (before !== undefined && before !== contact.request) this.blame(`${name}: one key stands for two requests`);
    this.#requests.set(key, contact.request);
    if (host !== this.owner?.host) return;
    this.#judgeBeginning(journal, { name, contact, wanted });
  }

  #judgeBeginning(journal: RunJournal, { name, contact, wanted }: { readonly name: string; readonly contact: Contact; readonly wanted: NonNullable<ReturnType<RunJournal['wanted']>> }): void {
    const known = [wanted.durable, wanted.told].filter((one) => one?.attempt === contact.attempt);
    const [one] = known;
    if (one === undefined) return this.blame(`${name} was performed though its run does not want it`);
    if (one.notBefore !== undefined && one.notBefore > this.#deps.clock.latest) this.blame(`${name} was performed ${one.notBefore - this.#deps.clock.latest} ms early`);
    if (contact.repeat === 'once' && !known.some((effect) => effect?.started === true)) this.blame(`${name} was performed before its start was durable`);
    const states = [journal.state, journal.told];
    if (states.every((state) => state !== undefined && isStill(state))) this.blame(`${name} was performed while its run is paused, stopped or over`);
  }

  /** What must be true when nothing moves any more. */
  async atTheEnd(): Promise<void> {
    const { data } = this.#deps;
    const loader = this.#loader;
    const timers = await data().runs.dueTimers({ before: Number.MAX_SAFE_INTEGER, limit: 100 });
    const cards = await data().cards.list({ state: 'open', limit: 100 });
    for (const [id, journal] of this.journals) {
      const runId = RunId.parse(id);
      const name = `run ${id.slice(-4)}`;
      const row = await data().runs.get(runId);
      if (row === undefined) return this.blame(`${name} is gone`);
      const again = replay(await loader.compiled(row.definitionHash), await loader.events(runId, { after: 0, limit: 100_000 }));
      if (!again.equal) this.blame(`${name} replays otherwise: ${JSON.stringify(again.divergence)}`);
      if (journal.state?.ended?.status !== row.status) this.blame(`${name} is ${row.status} by its row and ${journal.state?.ended?.status ?? 'not over'} by its journal`);
      if (journal.state !== undefined && journal.state.transitions > 200 + journal.state.extraTransitions) this.blame(`${name} took ${journal.state.transitions} transitions`);
      if (timers.some((timer) => timer.runId === id)) this.blame(`${name} is over and keeps a timer`);
      if (cards.some((card) => card.runId === id)) this.blame(`${name} is over and keeps a card open`);
    }
  }

  /** The journals as a person reads them. */
  outlines(): readonly string[] {
    return [...this.journals].map(([id, { rows }]) => [`run ${id.slice(-4)}`, ...outline(rows)].join('\n'));
  }

  /**
   * The journals as those of other simulations can be compared with them. Sorted, since effects that are asked for at once
   * may be answered in either order.
   */
  canonical(): readonly string[] {
    return [...this.journals.values()].flatMap((journal) => canonicalJournal(journal.rows)).toSorted();
  }
}

function isStill({ pause, ended, incidents }: NonNullable<RunJournal['state']>): boolean {
  return pause !== undefined || ended !== undefined || Object.values(incidents).some((incident) => incident.visit === '');
}
