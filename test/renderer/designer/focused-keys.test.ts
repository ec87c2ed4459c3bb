import { describe, expect, test } from 'vitest';
import { applyEdit } from '../../../src/core/domain/model/edit/apply-edit.ts';
import type { Edit } from '../../../src/core/domain/model/edit/edit.ts';
import { allCommands, commandNamed } from '../../../src/renderer/designer/commands/all-commands.ts';
import type { CommandContext } from '../../../src/renderer/designer/commands/designer-command.ts';
import { runCommand } from '../../../src/renderer/designer/commands/run-command.ts';
import { takeUpFocused } from '../../../src/renderer/designer/commands/take-up-focused.ts';
import { createTypedOn } from '../../../src/renderer/designer/commands/typed-on.ts';
import { createDesignerView } from '../../../src/renderer/designer/session/create-designer-view.ts';
import { SessionStore } from '../../../src/renderer/designer/session/session-store.ts';
import { canvasDefinition } from './canvas/canvas-definition.ts';

interface Desk extends CommandContext {
  readonly said: string[];
}

/** A designer without a page: what is said is kept. */
function desk(): Desk {
  const store = new SessionStore({ workflow: { definition: canvasDefinition() } as never, isReadOnly: false });
  const said: string[] = [];
  const edit = (change: Edit): boolean => {
    applyEdit(store.get().definition, change);
    store.edit(change, false);
    return true;
  };
  const session = { get: store.get, subscribe: store.subscribe, select: store.select, edit } as unknown as CommandContext['session'];
  return { session, view: createDesignerView({ session, first: {}, announce: (words) => { said.push(words); } }), said };
}

function press(context: Desk, id: string, focused?: string): boolean {
  const command = commandNamed(id);
  takeUpFocused(command, context, focused);
  return runCommand(command, context);
}

describe('where nothing is selected, what has the focus', () => {
  test('is renamed, deleted, connected, and where arrows and adding begin', () => {
    const named = desk();
    expect(press(named, 'outline.rename', 'write')).toBe(true);
    expect(named.view.get().dialog).toEqual({ name: 'rename', node: 'write' });
    const connected = desk();
    press(connected, 'outline.connect', 'nodes.write');
    expect(connected.view.get().dialog).toEqual({ name: 'connect', from: 'write' });
    const gone = desk();
    press(gone, 'canvas.delete', 't1');
    expect([gone.view.get().dialog?.name, gone.session.get().selection.transitions]).toEqual(['delete', ['t1']]);
    const walked = desk();
    press(walked, 'canvas.nearest_up', 'write');
    expect(walked.session.get().selection.nodes).toEqual(['start']);
    const added = desk();
    press(added, 'outline.add', 'write');
    expect(added.session.get().selection.nodes).toEqual(['write']);
  });

  test('stays as it is where something else is selected, or the key is not about what is selected', () => {
    const context = desk();
    press(context, 'canvas.select_all', 'write');
    expect(context.session.get().selection.nodes.length).toBeGreaterThan(1);
    press(context, 'canvas.select_none', 'write');
    expect([context.session.get().selection.nodes, context.said.at(-1)]).toEqual([[], 'Nothing selected']);
    press(context, 'frame.undo', 'write');
    expect(context.session.get().selection.nodes).toEqual([]);
    context.session.select({ nodes: ['start'] });
    press(context, 'outline.rename', 'write');
    expect(context.view.get().dialog).toEqual({ name: 'rename', node: 'start' });
  });

  test('every key that is refused for want of something selected takes it up', () => {
    const refusing = allCommands.filter(({ keys, obstacle }) => keys.length > 0 && /^(Select|Go to)/u.test(obstacle?.(desk()) ?? ''));
    expect(refusing.filter(({ isAboutSelected }) => isAboutSelected !== true).map(({ id }) => id).filter((id) => !/align|distribute|select_none/u.test(id))).toEqual([]);
  });
});

test('what is duplicated is told as that, and counted as it is selected', () => {
  const context = desk();
  press(context, 'canvas.select_all');
  press(context, 'canvas.duplicate');
  const { nodes } = context.session.get().selection;
  expect(context.said.at(-1)).toBe(`${nodes.length} nodes duplicated`);
});

describe('what is typed on after a key was refused', () => {
  const key = (sign: string, more: Partial<KeyboardEvent> = {}) => ({ key: sign, code: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...more });

  test('is a word until a pause, another key or a chord', () => {
    const typed = createTypedOn();
    expect(typed.isOf(key('s'), 0)).toBe(false);
    typed.refused(key('c'), 10);
    expect([typed.isOf(key('a'), 300), typed.isOf(key('Shift'), 500), typed.isOf(key('S'), 600), typed.isOf(key('k'), 1900)]).toEqual([true, false, true, true]);
    expect([typed.isOf(key('z', { ctrlKey: true }), 2000), typed.isOf(key('s'), 2100)]).toEqual([false, false]);
    typed.refused(key('F2'), 3000);
    expect(typed.isOf(key('s'), 5000)).toBe(false);
    typed.refused(key('Escape'), 6000);
    expect(typed.isOf(key('c'), 6100)).toBe(false);
  });
});
