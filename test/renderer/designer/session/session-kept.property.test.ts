import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { normalDefinition } from '../../../../src/core/domain/model/definition/normal-definition.ts';
import { AppError } from '../../../../src/core/domain/model/errors.ts';
import type { JsonObject } from '../../../../src/core/domain/model/json.ts';
import { sameJson } from '../../../../src/core/domain/model/same-json.ts';
import type { WorkflowView } from '../../../../src/core/domain/operations/workflows.ts';
import { createDesignerSession, type OpenSession } from '../../../../src/renderer/designer/session/create-designer-session.ts';
import { replayed } from '../../../../src/renderer/designer/session/journal-entry.ts';
import { sample } from '../../../domain/model/definition/definition-edits.ts';
import { isLong } from '../../../long.ts';
import { MemoryShelves } from './memory-shelf.ts';

const silent = new Proxy({}, { get: () => () => undefined }) as Parameters<typeof createDesignerSession>[0]['notices'];

/** A host that keeps one draft as the real one does, two browser windows, and a wire on which anything can get lost. */
class World {
  draft = { id: 'w', revision: 5, definition: normalDefinition(sample) } as unknown as WorkflowView;
  backup = this.draft;
  readonly shelves = new MemoryShelves();
  readonly waiting: { readonly go: () => void; readonly lose: () => void }[] = [];
  readonly windows = new Map<string, { readonly session: OpenSession; isAlive: boolean; calls: number }>();
  /** Named writes that are known, with what they made of the draft. */
  readonly writes = new Map<string, WorkflowView>();
  typed = 0;

  constructor() {
    this.shelves.gate = async () => this.#gate();
    this.open();
    this.open();
  }

  open(): void {
    const windowId = `w${this.windows.size}`;
    const call = async (act: () => WorkflowView): Promise<WorkflowView> => {
      own.calls += 1;
      await this.#gate();
      const answer = act();
      await this.#gate();
      return own.isAlive ? answer : new Promise(() => undefined);
    };
    const workflows = {
      update: async ({ definition, revision, write, note }: { readonly definition: JsonObject; readonly revision: number; readonly write: string; readonly note?: string }) => call(() => this.write(definition, { revision, write, note })),
      get: async ({ wrote = [] }: { readonly wrote?: readonly string[] }) => call(() => ({ ...this.draft, wrote: wrote.filter((name) => this.writes.has(name)) })),
    } as unknown as Parameters<typeof createDesignerSession>[0]['workflows'];
    const own = { session: createDesignerSession({ workflow: this.draft, isReadOnly: false, workflows, notices: silent, shelf: this.shelves.open(windowId) }), isAlive: true, calls: 0 };
    this.windows.set(windowId, own);
  }

  write(definition: JsonObject, { revision = this.draft.revision, write = '', note }: { readonly revision?: number; readonly write?: string; readonly note?: string | undefined } = {}): WorkflowView {
    const before = this.writes.get(write);
    if (before !== undefined) return before;
    if (revision !== this.draft.revision) throw new AppError('version_conflict', 'The draft has changed.');
    const isOther = !sameJson(normalDefinition(definition), this.draft.definition);
    if (isOther) this.draft = { ...this.draft, definition: normalDefinition(definition), revision: revision + 1 };
    if (write !== '' && (isOther || note !== undefined)) this.writes.set(write, this.draft);
    return this.draft;
  }

  /** What a window asks the host to write by itself. */
  async writeAsHost(which: number): Promise<WorkflowView> {
    const written = this.write({ ...this.draft.definition, outputs: { which } });
    await this.#gate();
    return written;
  }

  get living(): readonly (readonly [string, OpenSession])[] {
    return [...this.windows].flatMap(([id, { session, isAlive }]) => (isAlive ? [[id, session] as const] : []));
  }

  /** Everything somebody could still find: the draft, what is on screens, and journals. */
  everything(): string {
    const journals = [...this.shelves.journals.keys()].flatMap((id) => this.shelves.left(id)).map(replayed);
    return JSON.stringify([this.draft.definition, ...this.living.map(([, session]) => session.get().definition), ...journals]);
  }

  async #gate(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ go: resolve, lose: () => { reject(new TypeError('Failed to fetch')); } });
    });
  }
}

type Step = { readonly act: 'add' | 'write' | 'note' | 'restore' | 'host' | 'pass' | 'lose' | 'rest' | 'look' | 'save' | 'kill' | 'close' | 'cli' | 'back' | 'undo' | 'redo'; readonly which: number };
const often = ['add', 'add', 'write', 'note', 'restore', 'restore', 'host', 'pass', 'pass', 'pass', 'pass', 'rest', 'save', 'look', 'lose', 'kill', 'close', 'cli', 'back', 'undo', 'redo'] as const;
const steps = fc.array(fc.record({ act: fc.constantFrom(...often), which: fc.nat(7) }), { minLength: 30, maxLength: 60 });

const settle = async (): Promise<void> => { await vi.advanceTimersByTimeAsync(0); };

async function take(world: World, { act, which }: Step, lasting: Set<string>): Promise<void> {
  const { living } = world;
  const [windowId = '', session] = living[which % living.length] ?? [];
  if (session === undefined) return;
  if (act === 'add') {
    world.typed += 1;
    const token = `typed ${world.typed}.`;
    // Both windows take the ids that are free on their own screens, which often are the same.
    const free = Array.from({ length: 99 }, (_, at) => `n${at}`).find((id) => !JSON.stringify(session.get().definition).includes(`"${id}"`)) ?? 'n';
    if (session.edit({ kind: 'add_node', region: 'root', node: { id: free, type: 'workStep', name: token } })) lasting.add(token);
  } else if (act === 'write') session.edit({ kind: 'set', at: 'workflow', path: ['notes'], value: `said ${which}` }, { isContinued: true });
  else if (act === 'pass') world.waiting.splice(which % Math.max(1, world.waiting.length), 1)[0]?.go();
  else if (act === 'lose') world.waiting.splice(which % Math.max(1, world.waiting.length), 1)[0]?.lose();
  else if (act === 'rest') await vi.advanceTimersByTimeAsync(500);
  else if (act === 'look') void session.look();
  else if (act === 'save') void session.save();
  else if (act === 'note') void session.save(`Note ${which}`);
  else if (act === 'restore') void restoreLast(session);
  else if (act === 'host') void session.letHost(async () => world.writeAsHost(which)).catch(() => undefined);
  else if (act === 'cli') world.write({ ...world.draft.definition, description: `By the command line ${which}` });
  else if (act === 'back') putBack(world, lasting);
  else if (act === 'undo' || act === 'redo') travel(session, act, lasting);
  else leave(world, { windowId, session, act }, lasting);
  await settle();
}

/** Nothing where the host does not say what arrived of it. */
async function restoreLast(session: OpenSession): Promise<void> {
  const [left] = await session.leftBehind().catch(() => []);
  if (left !== undefined) await session.restore(left);
}

/** What somebody finds twice, in the draft or on a screen. */
function doubled({ draft, living, typed }: World): readonly string[] {
  const shown = [draft.definition, ...living.map(([, session]) => session.get().definition)].map((definition) => JSON.stringify(definition));
  return Array.from({ length: typed }, (_, at) => `typed ${at + 1}.`).filter((token) => shown.some((text) => text.split(`"${token}"`).length > 2));
}

/** What was taken back went on purpose. */
function travel(session: OpenSession, way: 'undo' | 'redo', lasting: Set<string>): void {
  const before = JSON.stringify(session.get().definition);
  session[way]();
  const after = JSON.stringify(session.get().definition);
  for (const token of lasting) if (before.includes(token) && !after.includes(token)) lasting.delete(token);
}

/** A backup is put back: what only the draft held since then went on purpose. */
function putBack(world: World, lasting: Set<string>): void {
  const later = JSON.stringify(world.draft.definition);
  world.writes.clear();
  world.draft = { ...world.backup, definition: { ...world.backup.definition, description: `Put back ${world.typed}` } };
  for (const token of lasting) if (later.includes(token)) lasting.delete(token);
}

interface Leaving {
  readonly windowId: string;
  readonly session: OpenSession;
  readonly act: 'kill' | 'close';
}

/** Of a killed window only what is on disk lasts; of a closed one everything. */
function leave(world: World, { windowId, session, act }: Leaving, lasting: Set<string>): void {
  const own = world.windows.get(windowId);
  if (own === undefined || act === 'close') return;
  own.isAlive = false;
  session.close();
  world.shelves.alive.delete(windowId);
  const rest = world.everything();
  for (const token of lasting) if (!rest.includes(token)) lasting.delete(token);
  world.open();
}

describe('two windows, a command line, lost answers, killed tabs, undo and a draft that goes back', { timeout: isLong ? 900_000 : 60_000 }, () => {
  beforeEach(() => { vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] }); });
  afterEach(() => { vi.useRealTimers(); });

  it('never lose or double what anybody added, and come to rest', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (all) => {
        const world = new World();
        const lasting = new Set<string>();
        for (const one of all) {
          // oxlint-disable-next-line no-await-in-loop -- one after the other
          await take(world, one, lasting);
          const found = world.everything();
          expect([...lasting].filter((token) => !found.includes(token))).toEqual([]);
          expect(doubled(world)).toEqual([]);
        }
        for (const [, session] of world.living) session.close();
        const calls = [...world.windows.values()].reduce((sum, own) => sum + own.calls, 0);
        for (let left = 200; left > 0; left -= 1) {
          world.waiting.shift()?.go();
          // oxlint-disable-next-line no-await-in-loop -- as above
          await vi.advanceTimersByTimeAsync(20_000);
        }
        expect(world.waiting).toEqual([]);
        expect([...world.windows.values()].reduce((sum, own) => sum + own.calls, 0)).toBe(calls);
        for (const [, session] of world.living) {
          const [left] = [...world.shelves.journals.keys()].flatMap((id) => world.shelves.left(id)).filter((journal) => sameJson(normalDefinition(replayed(journal)), normalDefinition(session.get().definition)));
          // Of a checkpoint's note alone nothing is kept.
          const isNoteAlone = all.some(({ act }) => act === 'note') && sameJson(normalDefinition(session.get().definition), session.get().workflow.definition);
          if (session.isUnsaved() && !isNoteAlone) expect(left).toBeDefined();
        }
      }),
      { numRuns: isLong ? 3000 : 40 },
    );
  });
});
