import { describe, expect, test } from 'vitest';
import { applyEdit } from '../../../../src/core/domain/model/edit/apply-edit.ts';
import type { Edit } from '../../../../src/core/domain/model/edit/edit.ts';
import type { JsonObject } from '../../../../src/core/domain/model/json.ts';
import { readDefinition } from '../../../../src/renderer/canvas/read-definition.ts';
import { tidyPlaces } from '../../../../src/renderer/canvas/tidy-places.ts';
import { arrangeCommands } from '../../../../src/renderer/designer/canvas/arrange-commands.ts';
import { drawingOf, isLaidOut } from '../../../../src/renderer/designer/canvas/drawing-of.ts';
import type { LayoutQuestion } from '../../../../src/renderer/designer/canvas/layout-worker.ts';
import { createLayouts, type LayoutThread } from '../../../../src/renderer/designer/canvas/layouts.ts';
import type { CommandContext } from '../../../../src/renderer/designer/commands/designer-command.ts';
import { canvasDefinition, way } from './canvas-definition.ts';

/** A thread that answers when it is told to. */
class HeldThread extends EventTarget implements LayoutThread {
  readonly asked: string[] = [];
  isEnded = false;
  postMessage({ region }: LayoutQuestion): void {
    this.asked.push(region.id);
  }
  terminate(): void {
    this.isEnded = true;
  }
  answer(): void {
    this.dispatchEvent(new MessageEvent('message', { data: new Map([[this.asked.at(-1) ?? '', { x: 0, y: 0 }]]) }));
  }
  fail(how: 'error' | 'messageerror'): void {
    this.dispatchEvent(Object.assign(new Event(how), { message: 'It broke.' }));
  }
}

function layoutsWithThreads() {
  const threads: HeldThread[] = [];
  const layouts = createLayouts(() => {
    const made = new HeldThread();
    threads.push(made);
    return made;
  });
  const ask = async (id: string, purpose: 'drawing' | 'tidying' = 'drawing'): Promise<string | undefined> => {
    const places = await layouts.ask(purpose, { region: { id, nodes: [], edges: [] }, sizes: new Map() });
    return places === undefined ? undefined : [...places.keys()].join(' ');
  };
  return { threads, ask };
}

describe('layouts in a thread', () => {
  test('one question is under way, the newest waits, those between are dropped', async () => {
    const { threads, ask } = layoutsWithThreads();
    const answers = ['a', 'b', 'c', 'd'].map(async (id) => await ask(id));
    const once = ask('once', 'tidying');
    expect(await Promise.all(answers.slice(1, 3))).toEqual([undefined, undefined]);
    expect(threads.map(({ asked }) => asked)).toEqual([['a']]);

    for (const _ of answers.slice(1)) threads[0]?.answer();

    expect(await Promise.all([answers[0], answers[3], once])).toEqual(['a', 'd', 'once']);
    expect(threads.map(({ asked }) => asked)).toEqual([['a', 'd', 'once']]);
  });

  test.each(['error', 'messageerror'] as const)('after an %s the thread is ended with its question, and what waits gets a new one', async (how) => {
    const { threads, ask } = layoutsWithThreads();
    const broken = ask('broken').catch(() => 'failed');
    const waiting = ask('waiting', 'tidying');

    threads[0]?.fail(how);
    threads[1]?.answer();

    expect(await Promise.all([broken, waiting])).toEqual(['failed', 'waiting']);
    expect(threads.map(({ isEnded }) => isEnded)).toEqual([true, false]);
  });

  test('a browser that opens no thread says so, each time', async () => {
    const layouts = createLayouts(() => {
      throw new Error('No threads here.');
    });
    const question: LayoutQuestion = { region: { id: 'root', nodes: [], edges: [] }, sizes: new Map() };
    await expect(layouts.ask('drawing', question)).rejects.toThrow('No threads here.');
    await expect(layouts.ask('drawing', question)).rejects.toThrow('No threads here.');
  });
});

const letter: Edit = { kind: 'set', at: 'nodes.write', path: ['entry', 0, 'config', 'prompt'], value: 'Hello!' };
const step: Edit = { kind: 'add_node', region: 'root', node: { id: 'fresh', type: 'workStep' } };

test('what the layout does not go by asks for none', () => {
  const definition = canvasDefinition();
  drawingOf(definition);
  expect(isLaidOut(applyEdit(definition, letter))).toBe(true);
  expect(isLaidOut(applyEdit(definition, { kind: 'set', at: 'workflow', path: ['description'], value: 'More.' }))).toBe(true);
  const changes: readonly Edit[] = [step, { kind: 'connect', transition: way('t9', ['write', 'done']) }, { kind: 'set', at: 'transitions.t2', path: ['priority'], value: 2 }, { kind: 'insert', at: 'nodes.write', list: ['entry'], index: 2, item: { id: 'more', type: 'variable.set', config: {} } }];
  for (const edit of changes) expect(isLaidOut(applyEdit(definition, edit)), edit.kind).toBe(false);
});

describe('tidying once', () => {
  test.each([['a letter', letter], ['another step', step]])('places what stands there in the end, though %s came while it was laid out', async (_what, meanwhile) => {
    let definition = canvasDefinition({ write: { x: 500, y: 500 } });
    const tidied = Promise.withResolvers<JsonObject>();
    const session = {
      get: () => ({ definition }),
      edit: (edit: Edit) => {
        definition = applyEdit(definition, edit);
        return true;
      },
    };
    const context = { session, view: { announce: () => { tidied.resolve(definition); }, canvas: {} } } as unknown as CommandContext;

    arrangeCommands.find(({ id }) => id === 'canvas.tidy')?.run(context);
    definition = applyEdit(definition, meanwhile);

    const after = await tidied.promise;
    const expected = tidyPlaces(readDefinition(after), { direction: 'down' });
    expect(after['layout']).toEqual(Object.fromEntries(expected));
  });
});
