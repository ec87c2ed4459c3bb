import { expect, test } from 'vitest';
import { idOf, nodesIn, textIn, transitionsIn } from '../../../../src/core/domain/model/edit/definition-reading.ts';
import type { JsonObject } from '../../../../src/core/domain/model/json.ts';
import { readPlaces } from '../../../../src/renderer/canvas/read-places.ts';
import { placesOf } from '../../../../src/renderer/designer/canvas/drawing-of.ts';
import { drawnNow } from '../../../../src/renderer/designer/canvas/drawn.ts';
import { addKind } from '../../../../src/renderer/designer/palette-pane/add-kind.ts';
import { createDesignerView } from '../../../../src/renderer/designer/session/create-designer-view.ts';
import { createDesignerSession } from '../../../../src/renderer/designer/session/create-designer-session.ts';
import { openMemoryHost, processClient } from '../../../contracts/fixture/sample-host.ts';
import { catalogueEntries, emptyDefinition } from '../designer-fixture.ts';
import { MemoryShelves } from '../session/memory-shelf.ts';

const catalogue = await catalogueEntries();

/** A new workflow on a host, open with nothing chosen. */
async function opened(act: (context: Parameters<typeof addKind>[0] & { readonly said: string[] }) => void): Promise<void> {
  const host = await openMemoryHost();
  const { workflows } = processClient(host.app);
  const workflow = await workflows.create({ name: 'Fresh', definition: emptyDefinition });
  const notices = { tookTheirs() {}, merged() {}, conflict() {}, failed() {}, recovered() {}, refused() {}, undone() {}, redone() {}, overtaken() {}, notKept() {}, gone() {} };
  const session = createDesignerSession({ workflow, isReadOnly: false, workflows, notices, shelf: new MemoryShelves().open('window') });
  const said: string[] = [];
  try {
    act({ session, view: createDesignerView({ session, first: {}, announce: (words) => { said.push(words); } }), said });
  } finally {
    session.close();
    await host.close();
  }
}

function ways(definition: JsonObject): readonly string[] {
  return transitionsIn(definition).map((one) => `${textIn(one, 'from')} ${textIn(one, 'to')}`);
}

test('the first step of a workflow with one gap comes into that gap, with nothing chosen', async () => {
  await opened((context) => {
    expect(addKind(context, catalogue, { kind: 'workStep:llm.chat' })).toBe(true);
    expect(ways(context.session.get().definition)).toEqual(['start ask_a_model', 'ask_a_model end']);
  });
});

test('what is added after another is declared behind it, so that the outline reads in the order of the flow; it is one act to undo', async () => {
  await opened((context) => {
    const first = context.session.get().definition;
    for (const kind of ['workStep:llm.chat', 'decision']) addKind(context, catalogue, { kind });
    expect(nodesIn(context.session.get().definition).map(idOf)).toEqual(['start', 'ask_a_model', 'decision', 'end']);

    context.session.undo();
    context.session.undo();
    expect(context.session.get().definition).toEqual(first);
  });
});

test('where there is more than one gap it stands apart, and it is said how to join it', async () => {
  await opened((context) => {
    addKind(context, catalogue, { kind: 'workStep:llm.chat' });
    context.session.select({ nodes: [], transitions: [], notes: [] });
    addKind(context, catalogue, { kind: 'wait' });
    expect(ways(context.session.get().definition)).toEqual(['start ask_a_model', 'ask_a_model end']);
    expect(context.said.at(-1)).toContain('stands apart');
  });
});

test('an end leads nowhere, so it stands apart even where there is one gap', async () => {
  await opened((context) => {
    expect(addKind(context, catalogue, { kind: 'end' })).toBe(true);
    expect(ways(context.session.get().definition)).toEqual(['start end']);
    expect(nodesIn(context.session.get().definition)).toHaveLength(3);
  });
});

test('what is added at a place leaves all others where they were drawn', async () => {
  await opened((context) => {
    const before = placesOf(drawnNow(context.session).drawing, undefined);
    addKind(context, catalogue, { kind: 'wait', at: { x: 400, y: 300 } });
    const after = readPlaces(context.session.get().definition);

    for (const [id, { x, y }] of before) expect(after?.get(id), id).toMatchObject({ x, y });
    expect(after?.get('wait')).toMatchObject({ x: 400, y: 300 });
  });
});

test('a container after a node that leads nowhere yet is connected, whatever ids its bodies take', async () => {
  await opened((context) => {
    addKind(context, catalogue, { kind: 'loop', at: { x: 400, y: 0 } });
    addKind(context, catalogue, { kind: 'parallel' });
    expect(ways(context.session.get().definition)).toContain('loop parallel');
  });
});
