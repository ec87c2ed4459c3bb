import { AppError } from '../../src/core/domain/model/errors.ts';
import { RunId, WorkflowId } from '../../src/core/domain/model/ids.ts';
import type { JsonObject } from '../../src/core/domain/model/json.ts';
import type { RunEvent } from '../../src/core/domain/model/run-event.ts';
import type { RunInput } from '../../src/core/domain/model/run-input.ts';
import type { RunState } from '../../src/core/domain/model/run-state.ts';
import type { RunCommand, RunExecutor } from '../../src/core/domain/ports/run-executor.ts';
import type { CompiledDefinition } from '../../src/core/domain/runtime/compile/compiled-definition.ts';
import { visitsOf } from '../../src/core/domain/runtime/evolve/region-tree.ts';
import { answersTo, transitionsOf } from '../../src/core/domain/runtime/decide/inputs/incident-answers.ts';
import { Dice, randomMove } from '../domain/runtime/support/random-run.ts';
import type { Judge } from './judge.ts';

/** Something people said under a key, and how it was answered. */
interface Said {
  readonly key: string;
  readonly runId: string | undefined;
  readonly command?: RunCommand;
  readonly send: (to: RunExecutor) => Promise<{ readonly accepted: boolean; readonly runId: string; readonly seq: number }>;
  answer?: { readonly runId: string; readonly seq: number };
  isUnderWay: boolean;
  isRefused: boolean;
  isAccepted: boolean;
}

/** Patience has an end: then the run is stopped. */
const givesUpAfter = 30;

/** Codes a caller may be refused with: the run is not where the caller thought, or the host is not well. */
const honest: readonly string[] = ['precondition_failed', 'conflict', 'interrupted', 'already_answered', 'input_invalid', 'not_found', 'forbidden'];

/** Everybody who uses the engine from outside. They repeat what was not answered, under the same key. */
export class People {
  readonly #judge: Judge;
  readonly said: Said[] = [];
  #count = 0;

  constructor(judge: Judge) {
    this.#judge = judge;
  }

  /** Wants a run; it is asked for until the answer is here. */
  start(definition: JsonObject, attended: boolean): Said {
    const key = this.#key('start');
    const actor = { kind: 'user', id: 'anna' } as const;
    const command = {
      workflowId: WorkflowId.parse('01890000-0000-7000-8000-000000000001'), workflow: 'simulated', definition, inputs: {}, files: [], attended, pins: {}, key, actor, correlationId: key,
    };
    const said: Said = {
      key,
      runId: undefined,
      isUnderWay: false,
      isRefused: false,
      isAccepted: false,
      send: async (executor) => {
        const { runId, duplicate } = await executor.start(command);
        return { accepted: !duplicate, runId, seq: 1 };
      },
    };
    this.said.push(said);
    return said;
  }

  say(to: RunExecutor, runId: string, { command, by = 'anna' }: Saying): void {
    const key = this.#key(command.name);
    const said: Said = {
      key,
      runId,
      command,
      isUnderWay: false,
      isRefused: false,
      isAccepted: false,
      send: async (executor) => {
        const { kind, seq } = await executor.deliver(RunId.parse(runId), { command, key, actor: { kind: 'user', id: by }, correlationId: key });
        return { accepted: kind === 'accepted', runId, seq };
      },
    };
    this.said.push(said);
    this.send(to, said);
  }

  /** Sends it, again if it was sent before: the key stays. */
  send(to: RunExecutor, said: Said): void {
    said.isUnderWay = true;
    void this.#ask(to, said);
  }

  async #ask(to: RunExecutor, said: Said): Promise<void> {
    try {
      this.#hear(said, await said.send(to));
    } catch (error) {
      this.#refused(said, error);
    }
  }

  /** Whoever died takes what it was asked with it. */
  forget(): void {
    for (const said of this.said) said.isUnderWay = false;
  }

  /** Says something that might fit where the run stands. */
  sayAnything(to: RunExecutor, run: { readonly state: RunState; readonly workflow: CompiledDefinition }, dice: readonly number[]): void {
    const { state, workflow } = run;
    const tell = (input: RunInput): { readonly facts: readonly [] } => {
      const command = sayingOf(input);
      if (command !== undefined) this.say(to, state.run, command);
      return { facts: [] };
    };
    const [first = 0] = dice;
    const often: readonly RunCommand[] = [{ name: 'pause', now: false }, { name: 'pause', now: true }, { name: 'resume' }];
    const one = often[first % 8];
    if (one !== undefined) return this.say(to, state.run, { command: one });
    randomMove({ now: state, workflow, at: state.at, tell, mark: () => undefined }, new Dice(dice));
  }

  /** Does the next thing the run asks of people; answers whether it asked for any. */
  help(to: RunExecutor, state: RunState, { workflow, tries }: { readonly workflow: CompiledDefinition; readonly tries: number }): boolean {
    const saying = helpFor(state, workflow, tries);
    if (saying !== undefined) this.say(to, state.run, saying);
    else if (isStuckWithoutPeople(state)) this.#tryAnything(to, { state, workflow }, tries);
    return saying !== undefined || isStuckWithoutPeople(state);
  }

  /** Whoever does not know what a run waits for tries what there is. */
  #tryAnything(to: RunExecutor, run: { readonly state: RunState; readonly workflow: CompiledDefinition }, tries: number): void {
    // From the second on no number stands for a pause or a resume.
    this.sayAnything(to, run, [7, ...Array.from({ length: 8 }, (_, at) => (tries * 37 + at * 101 + 13) % 9973)]);
  }

  #hear(said: Said, answer: { readonly accepted: boolean; readonly runId: string; readonly seq: number }): void {
    said.isUnderWay = false;
    const { answer: before } = said;
    if (before !== undefined && (answer.runId !== before.runId || answer.seq !== before.seq)) this.#judge.blame(`'${said.key}' was answered with row ${before.seq}, and then with row ${answer.seq}`);
    if (answer.accepted && said.isAccepted) this.#judge.blame(`'${said.key}' was accepted twice`);
    said.isAccepted ||= answer.accepted;
    said.answer = { runId: answer.runId, seq: answer.seq };
    const row = this.#judge.journals.get(answer.runId)?.rows[answer.seq - 1];
    if (row?.correlationId !== said.key && !isSameSignal(said, row)) this.#judge.blame(`'${said.key}' was acknowledged with row ${answer.seq} of run ${answer.runId.slice(-4)}, where it does not stand`);
  }

  #refused(said: Said, error: unknown): void {
    said.isUnderWay = false;
    said.isRefused = true;
    if (error instanceof AppError && honest.includes(error.code)) return;
    this.#judge.blame(`'${said.key}' was refused by a fault: ${String(error)}`);
  }

  #key(name: string): string {
    this.#count += 1;
    return `${name}-${this.#count}`;
  }
}

/** Something said, and by whom. */
interface Saying {
  readonly command: RunCommand;
  readonly by?: string;
}

/** A random move as people would say it; nothing where only the host could. */
function sayingOf(input: RunInput): Saying | undefined {
  if (input.type === 'card') return { command: { name: 'card', visit: input.visit, values: input.values } };
  if (input.type === 'signal') {
    const { type: _, name, ...signal } = input;
    return { command: { name: 'signal', signal: name, ...signal } };
  }
  if (input.type === 'approval') {
    const { type: _, key: __, by, ...approval } = input;
    return { command: { name: 'approval', ...approval }, by: by.slice(by.indexOf(':') + 1) };
  }
  if (input.type !== 'command' || input.name === 'fork') return undefined;
  const { type: _, ...command } = input;
  // A command's row is made from the command by adding its type.
  return { command: command as RunCommand };
}

/** Nothing goes on by itself, not even by time. */
function isStuckWithoutPeople({ ended, pause, wanted, timers, arming, continueDue }: RunState): boolean {
  const moves = continueDue || [wanted, timers, arming ?? {}].some((record) => Object.keys(record).length > 0);
  return ended === undefined && pause === undefined && !moves;
}

/** A signal is told by its sender and its id: somebody else may have brought it before. */
function isSameSignal({ command }: Said, row: RunEvent | undefined): boolean {
  if (command?.name !== 'signal' || row?.type !== 'signal') return false;
  return row.payload['emitter'] === command.emitter && row.payload['id'] === command.id;
}

/** What somebody patient does for a run that waits: resume it, answer its incident, approve, fill in its card, send its signal. */
function helpFor(state: RunState, workflow: CompiledDefinition, tries: number): Saying | undefined {
  if (state.ended !== undefined) return undefined;
  if (tries > givesUpAfter) return { command: { name: 'stop' } };
  if (state.pause !== undefined) return { command: { name: 'resume' } };
  const [incident] = Object.values(state.incidents);
  if (incident !== undefined) {
    const answers = answersTo(state, incident);
    const [transition] = transitionsOf(workflow, incident);
    const wanted = tries < 3 ? (['retry', 'raise_limit'] as const) : tries < 5 && transition !== undefined ? (['take_transition'] as const) : (['fail'] as const);
    const answer = wanted.find((one) => answers.includes(one)) ?? 'fail';
    return { command: { name: 'resolve', incident: incident.incident, answer, ...(answer === 'take_transition' && transition !== undefined ? { transition, skipValidators: true as const } : {}) } };
  }
  const [approval] = Object.values(state.approvals ?? {});
  if (approval !== undefined) {
    const { visit, validator, hash } = approval;
    return { command: { name: 'approval', visit, validator, hash, decision: tries < 20 ? 'approve' : 'reject' }, by: `helper${tries}` };
  }
  const [card] = Object.values(state.cards);
  if (card !== undefined && card.answer === undefined) return { command: tries > 8 ? { name: 'stop' } : { name: 'card', visit: card.visit, values: { text: 'as asked' } } };
  return signalFor(state, tries);
}

/** The signal a visit waits for. */
function signalFor(state: RunState, tries: number): Saying | undefined {
  const waits = visitsOf(state.root).flatMap((visit) => (visit.waits?.signals === undefined ? [] : [visit.waits]));
  const [wait] = waits;
  const [signal] = wait?.signals ?? [];
  // One that is not let through will not be the next time either.
  if (wait === undefined || signal === undefined || tries > 12) return undefined;
  return { command: { name: 'signal', emitter: 'help', id: `help-${tries}-${state.outside}`, signal, payload: null, ...(wait.key === undefined ? {} : { key: wait.key }) } };
}
