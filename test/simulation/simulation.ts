import type { WorkflowDataPort } from '../../src/core/domain/ports/workflow-data-port.ts';
import { compileDefinition } from '../../src/core/domain/runtime/compile-definition.ts';
import type { CompiledDefinition } from '../../src/core/domain/runtime/compile/compiled-definition.ts';
import { RunId } from '../../src/core/domain/model/ids.ts';
import type { JsonObject } from '../../src/core/domain/model/json.ts';
import { testCatalogue } from '../domain/runtime/support/test-actions.ts';
import { Chance } from './chance.ts';
import { type Fate, type Fault, planFaults, type Profile, type StepFault } from './fault-plan.ts';
import { Host } from './host.ts';
import { Judge } from './judge.ts';
import { type Contact, OutsideWorld } from './outside-world.ts';
import { People } from './people.ts';
import type { RunJournal } from './run-journal.ts';
import { atRest, type Owner, Scheduler } from './scheduler.ts';
import { probeDefinition, randomDefinitions } from './simulated-definitions.ts';
import { simulatedData } from './simulated-data.ts';
import { openStore, type Store, type StoreName } from './store.ts';
import { VirtualClock } from './virtual-clock.ts';

/** The storage as an engine meets it, with something put between. */
export type Tampering = (data: WorkflowDataPort) => WorkflowDataPort;

export interface Simulated {
  readonly seed: number;
  readonly profile: Profile;
  readonly store: StoreName;
  /** Instead of the faults the seed plans. */
  readonly faults?: readonly Fault[];
  /** Instead of the definitions the seed makes. */
  readonly definitions?: readonly JsonObject[];
  /** Makes what is put between the engine and its storage, once for each simulation. */
  readonly tamper?: (() => Tampering) | undefined;
  /** A new process takes over after each commit, as far as no once effect is under way. */
  readonly restartsAtEachStep?: boolean;
}

export interface Verdict {
  /** The first promise that was broken. */
  readonly broken: string | undefined;
  readonly faults: readonly Fault[];
  readonly steps: number;
  readonly commits: number;
  readonly trace: readonly string[];
  /** Rows as short lines, by run. */
  readonly journals: readonly string[];
  /** What the runs did, comparable with other simulations of the same seed. */
  readonly canonical: readonly string[];
}

/** Runs the whole engine under the seed's faults until every run has come to its end, or a promise is broken. */
export async function simulate(given: Simulated): Promise<Verdict> {
  return await new Simulation(given, await openStore(given.store)).play();
}

const stepsAtMost = 10_000;
const quietMs = 10 * 60_000;
/** So often time may pass to the next sleeper while nothing else moves. */
const sleepsAtMost = 1500;

/**
 * The loop everything happens in, and the parts it moves: a fault whose step has come, else one turn, else a person who
 * helps or time that passes. One class, since whatever it does next depends on all of them.
 */
class Simulation {
  readonly #given: Simulated;
  readonly #store: Store;
  readonly #chance: Chance;
  readonly #scheduler: Scheduler;
  readonly #clock: VirtualClock;
  readonly #world: OutsideWorld;
  readonly #judge: Judge;
  readonly #people: People;
  readonly #faults: readonly Fault[];
  readonly #due: StepFault[];
  readonly #effectSlots: number;
  readonly #hosts: Host[] = [];
  readonly #workflows = new Map<string, CompiledDefinition>();
  readonly #tries = new Map<string, number>();
  #steps = 0;
  #begunAt = 0;
  #sleeps = 0;
  #commits = 0;
  #contacts = 0;
  readonly #tampering: Tampering;
  #restartIsDue = false;

  constructor(given: Simulated, store: Store) {
    this.#given = given;
    this.#store = store;
    this.#chance = new Chance(given.seed);
    this.#faults = given.faults ?? planFaults(new Chance(given.seed + 500_000), given.profile);
    this.#due = this.#faults.filter((fault) => fault.at === 'step');
    this.#scheduler = new Scheduler(new Chance(given.seed + 1_000_000));
    this.#clock = new VirtualClock(this.#scheduler);
    const world: Owner = { name: 'world', isDead: false };
    this.#world = new OutsideWorld({
      scheduler: this.#scheduler,
      clock: this.#clock.of(world),
      fateOf: (contact) => this.#fateOf(contact),
      begins: (contact) => { this.#judge.begins(contact); },
    });
    this.#judge = new Judge({ data: () => store.data, catalogue: testCatalogue, clock: this.#clock, world: this.#world });
    this.#people = new People(this.#judge);
    this.#tampering = given.tamper?.() ?? ((data) => data);
    this.#effectSlots = this.#chance.one([1, 2, 2, 8]);
  }

  async play(): Promise<Verdict> {
    try {
      this.#nextHost();
      const definitions = this.#given.definitions ?? randomDefinitions(this.#chance, this.#given.profile);
      for (const definition of definitions) this.#start(definition, this.#given.profile === 'crashes' || this.#chance.may(80));
      await this.#until('every run has ended', () => this.#areOver());
      await this.#quiet();
      await this.#allAreSettled();
      const canonical = this.#judge.broken === undefined ? this.#judge.canonical() : [];
      await this.#allSlotsAreFree();
      await this.#hostIsStill();
      if (this.#judge.broken === undefined) await this.#judge.atTheEnd();
      return { broken: this.#judge.broken, faults: this.#faults, steps: this.#steps, commits: this.#commits, trace: this.#scheduler.trace, canonical, journals: this.#judge.outlines() };
    } finally {
      for (const host of this.#hosts) this.#scheduler.drop(host);
      await this.#store.close();
    }
  }

  async #until(what: string, isOver: () => boolean): Promise<void> {
    await atRest();
    while (this.#judge.broken === undefined && !isOver()) {
      this.#steps += 1;
      if (this.#steps > stepsAtMost || this.#sleeps > sleepsAtMost) this.#judge.blame(`it does not come to pass that ${what}: ${this.#standing()}`);
      await this.#move();
    }
  }

  async #move(): Promise<void> {
    this.#keepHost();
    const [fault] = this.#due;
    if (this.#restartIsDue) await this.#takeOver();
    else if (fault !== undefined && fault.n <= this.#steps - this.#begunAt && this.#mayFail()) {
      this.#due.shift();
      this.#scheduler.note(`-- ${fault.what}`);
      await this.#strike(fault);
    } else if (!this.#scheduler.isIdle) return await this.#scheduler.next();
    else if (!this.#somebodyHelps()) this.#letTimePass();
    await atRest();
  }

  /** Where only crashes happen, a run that does not exist yet cannot be compared. */
  #mayFail(): boolean {
    if (this.#given.profile !== 'crashes' || this.#people.said.every((said) => said.answer !== undefined)) return true;
    this.#begunAt = this.#steps;
    return false;
  }

  #letTimePass(): void {
    const [fault] = this.#due;
    if (fault !== undefined) this.#begunAt = Math.min(this.#begunAt, this.#steps - fault.n);
    this.#sleeps += 1;
    if (!this.#clock.passToNext() && fault === undefined) this.#judge.blame(`nothing moves any more: ${this.#standing()}`);
  }

  // Hosts

  /** The one everybody talks to: who owns the data, else who is about to. */
  get #latest(): Host | undefined {
    const owner = this.#judge.owner?.host;
    return this.#hosts.find((host) => host === owner && host.isUp) ?? this.#hosts.findLast((host) => host.isUp && host.runtime === undefined);
  }

  #nextHost(): void {
    const host = new Host(`host${this.#hosts.length + 1}`);
    this.#hosts.push(host);
    const simulated = simulatedData(this.#store.data, host, {
      scheduler: this.#scheduler,
      chance: this.#chance,
      claimed: (epoch) => { this.#judge.claimed(host, epoch); },
      fateOfCommit: () => this.#fateOfCommit(),
      durable: (commit) => this.#judge.durable(commit),
      heard: (commit) => {
        this.#judge.heard(commit);
        this.#restartIsDue = this.#given.restartsAtEachStep === true && this.#mayFail() && this.#areRestartable();
      },
    });
    host.begin({
      data: this.#tampering(simulated),
      clock: this.#clock.of(host),
      catalogue: this.#world.catalogueFor(host, testCatalogue),
      chance: this.#chance,
      judge: this.#judge,
      effectSlots: this.#effectSlots,
    });
  }

  /** There is always a host; those another one has followed end when the faults are over. */
  #keepHost(): void {
    if (this.#latest === undefined) this.#nextHost();
    if (this.#due.length === 0) for (const host of this.#hosts) if (host !== this.#latest && host.isUp) host.end(this.#judge);
  }

  async #crash(dying: readonly Host[]): Promise<void> {
    for (const host of dying) this.#scheduler.drop(host);
    this.#people.forget();
    if (this.#hosts.every((host) => !host.isUp)) await this.#store.reopen();
  }

  /** As after a host that stopped in good order, at whatever point. */
  async #takeOver(): Promise<void> {
    this.#restartIsDue = false;
    await this.#crash(this.#hosts);
    if (this.#judge.owner !== undefined) await this.#store.data.release({ epoch: this.#judge.owner.epoch, at: this.#clock.now });
    this.#scheduler.note('-- takes over');
  }

  #areRestartable(): boolean {
    return [...this.#judge.journals.values()].every(({ state }) => Object.values(state?.wanted ?? {}).every((effect) => !effect.started));
  }

  // Faults

  async #strike(fault: StepFault): Promise<void> {
    if (fault.what === 'crash') await this.#crash(this.#chance.may(50) || this.#latest === undefined ? this.#hosts : [this.#latest]);
    else if (fault.what === 'restart') this.#latest?.end(this.#judge);
    else if (fault.what === 'second_owner') this.#nextHost();
    else if (fault.what === 'pass') this.#clock.pass(fault.ms);
    else if (fault.what === 'jump') this.#clock.set(this.#clock.now + fault.ms);
    else if (fault.what === 'repeat') this.#repeat();
    else if (fault.what === 'say') this.#say(fault.dice);
  }

  #fateOfCommit(): 'refused' | 'kept' | undefined {
    const n = this.#commits;
    this.#commits += 1;
    return this.#faults.find((fault) => fault.at === 'commit' && fault.n === n)?.what as 'refused' | 'kept' | undefined;
  }

  #fateOf({ visit, kind, attempt }: Contact): Fate | undefined {
    const n = this.#contacts;
    this.#contacts += 1;
    if (this.#given.profile !== 'crashes') return this.#faults.find((fault) => fault.at === 'contact' && fault.n === n)?.what as Fate | undefined;
    // By what is asked alone: asked again after a crash, the world answers as it would have.
    const number = [...`${this.#given.seed}${visit}${kind}${attempt}`].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 1009, 7);
    return ([...Array.from({ length: 2 }, () => 'fails_before' as const), 'refuses', 'fails_after'] as const)[number % 20];
  }

  // People

  #start(definition: JsonObject, attended: boolean): void {
    const { key } = this.#people.start(definition, attended);
    this.#workflows.set(key, compileDefinition(definition, testCatalogue));
  }

  #repeat(): void {
    const said = this.#people.said[this.#chance.below(this.#people.said.length)];
    const to = this.#latest?.runtime;
    if (said !== undefined && to !== undefined) this.#people.send(to, said);
  }

  #say(dice: readonly number[]): void {
    const runs = [...this.#judge.journals.values()];
    const journal = runs[(dice[0] ?? 0) % Math.max(1, runs.length)];
    const host = this.#chance.may(15) ? this.#hosts.find((one) => one.isUp) : this.#latest;
    const workflow = this.#workflowOf(journal);
    if (journal?.state === undefined || workflow === undefined || host?.runtime === undefined) return;
    this.#people.sayAnything(host.runtime, { state: journal.state, workflow }, dice.slice(1));
  }

  /** Somebody repeats what was not answered, or does what a run waits for; answers whether anybody said anything. */
  #somebodyHelps(): boolean {
    const host = this.#latest;
    if (host?.phase !== 'open' || host.runtime === undefined) return false;
    const { runtime } = host;
    const lost = this.#people.said.filter((said) => said.answer === undefined && !said.isUnderWay && (said.runId === undefined || (!said.isRefused && this.#chance.may(50))));
    for (const said of lost) this.#people.send(runtime, said);
    if (lost.length > 0) return true;
    if (this.#given.profile !== 'crashes' && this.#chance.may(40)) return false;
    return [...this.#judge.journals.values()].some((journal) => {
      const workflow = this.#workflowOf(journal);
      if (journal.state === undefined || workflow === undefined) return false;
      const tries = this.#tries.get(journal.state.run) ?? 0;
      if (!this.#people.help(runtime, journal.state, { workflow, tries })) return false;
      this.#tries.set(journal.state.run, tries + 1);
      return true;
    });
  }

  #workflowOf(journal: RunJournal | undefined): CompiledDefinition | undefined {
    return this.#workflows.get(journal?.rows[0]?.correlationId ?? '');
  }

  // Ends

  #areOver(): boolean {
    const areAnswered = this.#people.said.every((said) => said.runId !== undefined || said.answer !== undefined);
    return areAnswered && !this.#restartIsDue && this.#scheduler.isIdle && this.#latest?.phase === 'open' && [...this.#judge.journals.values()].every((journal) => journal.state?.ended !== undefined);
  }

  /** What comes late comes now; it must change nothing. */
  async #quiet(): Promise<void> {
    this.#due.length = 0;
    if (this.#judge.broken === undefined) this.#clock.pass(quietMs);
    await this.#until('everything is still', () => this.#areOver());
  }

  async #allAreSettled(): Promise<void> {
    const runtime = this.#latest?.runtime;
    if (runtime === undefined) return;
    let open = 0;
    const hear = async (runId: RunId): Promise<void> => {
      open += 1;
      await runtime.settled(runId);
      open -= 1;
    };
    for (const said of this.#people.said) {
      if (said.runId === undefined && said.answer !== undefined) hear(RunId.parse(said.answer.runId)).catch((error: unknown) => { this.#judge.blame(`settled: ${String(error)}`); });
    }
    await this.#until('whoever waits for a run hears of its end', () => open === 0);
  }

  /** As many effects at once as there are slots: none was kept by a run that is over. */
  async #allSlotsAreFree(): Promise<void> {
    for (let n = 0; n < this.#effectSlots; n += 1) this.#start(probeDefinition(n % 2 === 0 ? 'test.safe' : 'test.once'), true);
    this.#sleeps = sleepsAtMost - 50;
    await this.#until(`all ${this.#effectSlots} slots are free`, () => this.#world.waiting.length === this.#effectSlots);
    this.#world.release();
    await this.#until('every probe has ended', () => this.#areOver());
  }

  async #hostIsStill(): Promise<void> {
    const host = this.#latest;
    if (host?.runtime === undefined || this.#judge.broken !== undefined) return;
    // Whoever rests after a fault of the disk comes back once more.
    this.#clock.pass(quietMs);
    await this.#until('nobody rests', () => this.#scheduler.isIdle);
    const { driving, effectsInFlight } = await host.runtime.health();
    if (driving + effectsInFlight > 0) this.#judge.blame(`${driving} runs are driven and ${effectsInFlight} effects are under way when all is over`);
    host.end(this.#judge);
    await this.#until('the host has closed', () => this.#hosts.every((one) => !one.isUp));
  }

  #standing(): string {
    const runs = [...this.#judge.journals.values()].map(({ state }) => `${state?.run.slice(-4) ?? '?'} ${state?.ended?.status ?? JSON.stringify({ wanted: state?.wanted, pause: state?.pause, incidents: state?.incidents, timers: state?.timers, continueDue: state?.continueDue })}`);
    return `${this.#latest?.name ?? 'no host'} is ${this.#latest?.phase ?? 'there'}; ${runs.join('; ')}`;
  }
}
