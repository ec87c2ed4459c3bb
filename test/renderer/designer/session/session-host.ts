import { afterEach, beforeEach } from 'vitest';
import type { AppClient, Host } from '../../../../src/core/app/app.ts';
import type { Json } from '../../../../src/core/domain/model/json.ts';
import type { WorkflowView } from '../../../../src/core/domain/operations/workflows.ts';
import { createDesignerSession, type OpenSession, type SessionParts } from '../../../../src/renderer/designer/session/create-designer-session.ts';
import { openMemoryHost, processClient } from '../../../contracts/fixture/sample-host.ts';
import { MemoryShelves } from './memory-shelf.ts';

export interface Around {
  update?: (input: Parameters<AppClient['workflows']['update']>[0]) => Promise<WorkflowView>;
  get?: (input: { readonly id: string }) => Promise<WorkflowView>;
}

/** One window on a workflow; `around` stands between it and the host, and may be changed as it goes. */
export interface SessionWindow {
  readonly session: OpenSession;
  readonly told: string[];
  readonly calls: { count: number };
  readonly around: Around;
  readonly set: (field: string, value: Json) => void;
  readonly windowId: string;
}

/** A host and the windows of one browser on it, anew for every test of a file. */
export class SessionHost {
  shelves = new MemoryShelves();
  #open: { readonly host: Host; readonly client: AppClient } | undefined;
  readonly #opened: OpenSession[] = [];

  constructor() {
    beforeEach(async () => {
      const host = await openMemoryHost();
      this.#open = { host, client: processClient(host.app) };
      this.shelves = new MemoryShelves();
    });
    afterEach(async () => {
      for (const session of this.#opened.splice(0)) session.close();
      await this.#open?.host.close();
    });
  }

  get client(): AppClient {
    if (this.#open === undefined) throw new Error('The host is there while a test runs.');
    return this.#open.client;
  }

  async create(): Promise<string> {
    return (await this.client.workflows.create({ name: 'Kept' })).id;
  }

  async window(id: string, windowId: string, around: Around = {}): Promise<SessionWindow> {
    const told: string[] = [];
    const calls = { count: 0 };
    const { workflows: host } = this.client;
    const notice = (words: string) => () => { told.push(words); };
    const notices = { tookTheirs: notice('took theirs'), merged: notice('merged'), conflict: notice('conflict'), failed: notice('failed'), recovered: notice('recovered'), gone: notice('gone'), refused: notice('refused'), undone: notice('undone'), redone: notice('redone'), overtaken: notice('overtaken'), notKept: notice('not kept') };
    const workflows: SessionParts['workflows'] = {
      update: async (input) => {
        calls.count += 1;
        return (around.update ?? host.update)(input);
      },
      get: async (input) => {
        calls.count += 1;
        return (around.get ?? host.get)(input);
      },
    };
    const session = createDesignerSession({ workflow: await host.get({ id }), isReadOnly: false, workflows, notices, shelf: this.shelves.open(windowId) });
    this.#opened.push(session);
    const set = (field: string, value: Json): void => { session.edit({ kind: 'set', at: 'workflow', path: [field], value }, { isContinued: true }); };
    return { session, told, calls, around, set, windowId };
  }

  /** The tab's process is gone: nobody lets go of anything, and nobody hears an answer. */
  kill({ session, windowId, around }: SessionWindow): void {
    around.update = async () => new Promise(() => undefined);
    around.get = async () => new Promise(() => undefined);
    this.#opened.splice(this.#opened.indexOf(session), 1);
    this.shelves.alive.delete(windowId);
  }
}
