import { describe, expect, test } from 'vitest';
import { toastQueue } from '../../../src/renderer/components/toasts.ts';
import '../../../src/core/domain/model/schema-words.ts';
import { applyEdit } from '../../../src/core/domain/model/edit/apply-edit.ts';
import { findNode, idOf, listIn, transitionsIn } from '../../../src/core/domain/model/edit/definition-reading.ts';
import type { Edit } from '../../../src/core/domain/model/edit/edit.ts';
import type { JsonObject } from '../../../src/core/domain/model/json.ts';
import { addBodies, bodyPlace, duplicateBody, removeBody } from '../../../src/renderer/designer/bodies/body-edits.ts';
import { takeBody } from '../../../src/renderer/designer/bodies/body-commands.ts';
import { commandNamed } from '../../../src/renderer/designer/commands/all-commands.ts';
import type { CommandContext } from '../../../src/renderer/designer/commands/designer-command.ts';
import { runCommand } from '../../../src/renderer/designer/commands/run-command.ts';
import { type OutlineHandle, setOutline } from '../../../src/renderer/designer/outline/outline-handle.ts';
import { outlineRows } from '../../../src/renderer/designer/outline/outline-rows.ts';
import { renameEdit } from '../../../src/renderer/designer/outline/rename-edit.ts';
import { declaredNames } from '../../../src/renderer/designer/inspector/form/offered-names.ts';
import { quickFixesOf } from '../../../src/renderer/designer/problems/fixes/fixes-by-code.ts';
import { createDesignerView } from '../../../src/renderer/designer/session/create-designer-view.ts';
import { SessionStore } from '../../../src/renderer/designer/session/session-store.ts';
import { canvasWords } from '../../../src/renderer/strings/designer-canvas.ts';
import { ask, chain, go, looping, node, say, set, number } from '../../domain/runtime/verify/corpus/parts.ts';
import { fixContextOf, foundIn } from './fix-support.ts';

const body = (id: string): JsonObject => ({ id, nodes: [node(`${id}_in`, 'start'), node(`${id}_do`, 'workStep', { entry: [ask(`${id}_ask`)] }), node(`${id}_out`, 'end', { config: { outputs: { text: `{{ nodes.${id}_do.${id}_ask.text }}` } } })], transitions: [go(`${id}_1`, `${id}_in`, `${id}_do`, 'immediate'), go(`${id}_2`, `${id}_do`, `${id}_out`, 'task-complete')] });
const several = (config: JsonObject = {}): JsonObject => chain([node('both', 'parallel', { config, bodies: [body('left'), body('right')] }), node('last', 'workStep', { entry: [say('show', '{{ nodes.both.results.left.text }}')] })]);
const bodiesOf = (definition: JsonObject): readonly string[] => listIn(findNode(definition, 'both') ?? {}, 'bodies').map(idOf);
const done = (definition: JsonObject, edits: readonly Edit[]): JsonObject => edits.reduce<JsonObject>((before, edit) => applyEdit(before, edit), definition);
const errorsOf = (definition: JsonObject) => foundIn(definition).filter(({ severity }) => severity === 'error');

function desk(definition: JsonObject): CommandContext & { readonly said: string[] } {
  const store = new SessionStore({ workflow: { definition } as never, isReadOnly: false });
  const said: string[] = [];
  const edit = (change: Edit): boolean => {
    store.edit(change, false);
    return true;
  };
  const session = { get: store.get, subscribe: store.subscribe, select: store.select, edit, undo: () => { store.undo(); } } as unknown as CommandContext['session'];
  return { session, view: createDesignerView({ session, first: {}, announce: (words) => { said.push(words); } }), said };
}

/** The outline is shown, with the focus on a line. */
function onLine(definition: JsonObject, key: string) {
  const context = desk(definition);
  const renamed: string[] = [];
  setOutline(context.session, { focused: () => key, focus: () => undefined, choose: () => undefined, rename: (line: string) => renamed.push(line) > 0 } satisfies OutlineHandle);
  context.view.set({ pane: 'outline' });
  context.session.select({ nodes: ['both'], transitions: [], notes: [] });
  return { ...context, renamed, press: (id: string) => runCommand(commandNamed(id), context) };
}

describe('bodies that run beside each other', () => {
  test('one more is there and sound, doubled with what reads its own parts, or taken away', () => {
    const more = done(several(), addBodies(several(), 'both', 1));
    expect(bodiesOf(more)).toEqual(['left', 'right', 'both_body']);
    expect(errorsOf(more)).toEqual([]);
    const copy = duplicateBody(several(), bodyPlace(several(), 'left') ?? expect.fail());
    const doubled = done(several(), copy?.edits ?? []);
    expect(bodiesOf(doubled)).toEqual(['left', 'left_2', 'right']);
    expect(JSON.stringify(listIn(findNode(doubled, 'both') ?? {}, 'bodies')[1])).toContain('nodes.left_do_2.left_ask_2.text');
    expect(errorsOf(doubled)).toEqual([]);
    expect(bodiesOf(applyEdit(more, removeBody(bodyPlace(more, 'right') ?? expect.fail())))).toEqual(['left', 'both_body']);
  });

  test('stand as they stood when doubled', () => {
    const placed = { ...several(), layout: { left_do: { x: 10, y: 20 }, both: { x: 0, y: 0 } } };
    const copy = duplicateBody(placed, bodyPlace(placed, 'left') ?? expect.fail());

    expect(done(placed, copy?.edits ?? [])['layout']).toEqual({ ...placed.layout, left_do_2: { x: 10, y: 20 } });
  });

  test('in the outline a line is called as its results are read, and renaming it leads every read along', () => {
    const rows = outlineRows({ definition: several(), catalogue: [], problems: { nodes: new Map(), transitions: new Map() } });
    const [left] = rows.find(({ id }) => id === 'both')?.rows ?? [];
    expect([left?.title, left?.note, left?.spoken]).toEqual(['left', 'Body 1 of 2 · 3 nodes', 'left, Body 1 of 2, 3 nodes']);
    const edit = renameEdit(several(), { kind: 'body', id: 'left', node: 'both' }, 'Legal review') ?? expect.fail();
    const after = applyEdit(several(), edit);
    expect([bodiesOf(after), JSON.stringify(after).includes('{{ nodes.both.results.legal_review.text }}')]).toEqual([['legal_review', 'right'], true]);
    expect(renameEdit(several(), { kind: 'body', id: 'left', node: 'both' }, ' ')).toBeUndefined();
  });

  test('F2, Delete and Ctrl+D on the line of a body act on the body', () => {
    const three = done(several(), addBodies(several(), 'both', 1));
    const { press, renamed, view, session } = onLine(three, 'regions.right');
    press('outline.rename');
    expect(renamed).toEqual(['regions.right']);
    press('canvas.delete');
    expect(view.get().dialog).toEqual({ name: 'delete_body', body: 'right' });
    press('canvas.duplicate');
    expect(bodiesOf(session.get().definition)).toEqual(['left', 'right', 'right_2', 'both_body']);
    takeBody({ session, view }, 'right');
    expect(bodiesOf(session.get().definition)).toEqual(['left', 'right_2', 'both_body']);
  });

  test('of two none can go, and that is said; the one of a loop is never taken for the loop', () => {
    const two = onLine(several(), 'regions.left');
    two.press('canvas.delete');
    expect([two.view.get().dialog, two.said.at(-1)]).toEqual([undefined, 'both needs 2 bodies. Add another one first.']);
    const loop = onLine(looping({ until: 'vars.n > 2' }, [set('count', 'n', '{{ vars.n + 1 }}')], { all: { variables: { n: number() } } }), 'regions.pass');
    loop.press('canvas.delete');
    loop.press('canvas.duplicate');
    expect([loop.view.get().dialog, loop.said.at(-1)]).toEqual([undefined, 'refine keeps its one body. Select refine itself to delete or double it.']);
  });

  test('by command: of the node that is selected, or of the body around what is selected', () => {
    const context = desk(several());
    context.session.select({ nodes: ['left_do'], transitions: [], notes: [] });
    expect(['body.add', 'body.rename', 'body.duplicate', 'body.remove'].map((id) => commandNamed(id).obstacle?.(context))).toEqual([undefined, undefined, undefined, 'both needs 2 bodies. Add another one first.']);
    runCommand(commandNamed('body.add'), context);
    runCommand(commandNamed('body.remove'), context);
    expect([bodiesOf(context.session.get().definition), context.view.get().dialog]).toEqual([['left', 'right', 'both_body'], { name: 'delete_body', body: 'left' }]);
    context.session.select({ nodes: ['last'], transitions: [], notes: [] });
    expect(commandNamed('body.add').obstacle?.(context)).toMatch(/^Select a node whose bodies/u);
  });

  test('where more have to complete than there are, more are added, or fewer asked for', () => {
    const definition = several({ join: { quorum: 3 } });
    const [finding] = foundIn(definition).filter(({ message }) => message.includes('bodies have to complete'));
    const fixes = quickFixesOf(finding ?? expect.fail(), fixContextOf(definition));

    expect(fixes.map(({ title }) => title)).toEqual(['Add a body', 'Let 2 be enough']);
    for (const { edits } of fixes) expect(errorsOf(done(definition, edits))).toEqual([]);
  });
});

test('what is moved into another body says which transitions that cost, and offers to close the gap until something else is done', () => {
  const context = desk(several());
  const ways = () => transitionsIn(context.session.get().definition, 'root').map(({ from, to }) => [from, to]);
  const offered = () => toastQueue.visibleToasts.map(({ content }) => content);
  const before = ways();
  context.session.select({ nodes: ['last'], transitions: [], notes: [] });
  runCommand(commandNamed('outline.into'), context);

  expect(offered()).toMatchObject([{ title: 'Moved into body 1 of both. The 2 transitions to what stays behind are gone: connect the rest, or undo', action: { label: 'Close the gap' } }]);
  expect(ways().filter(([from]) => from === 'both')).toEqual([]);
  offered()[0]?.action?.run();
  expect(ways()).toContainEqual(['both', 'done']);
  expect(offered()).toEqual([]);

  context.session.undo();
  expect(ways()).toEqual(before);
  runCommand(commandNamed('outline.into'), context);
  context.session.edit({ kind: 'set', at: 'workflow', path: ['name'], value: 'Another' });
  expect(offered()).toEqual([]);

  expect(canvasWords.announce.moved(['Ask a model'], 1)).toBe('Ask a model moved. The transition to what stays behind is gone: connect the rest, or undo');
});

test('declared names are offered, those that have to be given first', () => {
  expect(declaredNames({ type: 'object', required: ['summary'], properties: { note: {}, summary: {} } })).toEqual([{ name: 'summary', isNeeded: true }, { name: 'note', isNeeded: false }]);
  expect(declaredNames(undefined)).toEqual([]);
});
