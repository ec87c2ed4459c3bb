import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { ErrorWire } from '../../../src/core/domain/model/errors.ts';
import type { EngineOptions, EngineRequest } from './engine-process.ts';

export interface EngineAnswer {
  readonly did: EngineRequest['do'] | 'open' | 'refused';
  readonly runId?: string;
  readonly status?: string;
  readonly kind?: string;
  readonly error?: ErrorWire;
}

/** A host in a process of its own, to be asked and to be killed. */
export class Engine {
  readonly #child: ChildProcess;
  readonly #said: AsyncIterator<string>;
  readonly exited: Promise<unknown>;

  constructor(options: EngineOptions) {
    // Each start would compile the sources anew.
    const env = { ...process.env, NODE_COMPILE_CACHE: join(process.cwd(), 'node_modules', '.cache', 'engine-process') };
    this.#child = spawn(process.execPath, [join(import.meta.dirname, 'engine-process.ts'), JSON.stringify(options)], { stdio: ['pipe', 'pipe', 'ignore'], env });
    this.exited = once(this.#child, 'exit');
    if (this.#child.stdout === null) throw new Error('the engine process has no output');
    this.#said = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]();
    this.#child.stdin?.on('error', () => undefined); // a request to a process that was just killed
  }

  /** Asks without waiting for the answer. */
  tell(request: EngineRequest): void {
    this.#child.stdin?.write(`${JSON.stringify(request)}\n`);
  }

  /** The next thing the process says; nothing once it is dead. */
  async hears(): Promise<EngineAnswer | undefined> {
    const { value, done } = await this.#said.next();
    return done === true ? undefined : (JSON.parse(value) as EngineAnswer);
  }

  async ask(request: EngineRequest): Promise<EngineAnswer> {
    this.tell(request);
    const answer = await this.hears();
    if (answer === undefined) throw new Error(`the engine died when it was asked to ${request.do}`);
    return answer;
  }

  signal(name: 'SIGSTOP' | 'SIGCONT'): void {
    this.#child.kill(name);
  }

  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.exited;
  }
}
