import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppClient, Host } from '../../../src/core/app/app.ts';
import type { JsonObject } from '../../../src/core/domain/model/json.ts';
import { openSampleHost, processClient } from '../../contracts/fixture/sample-host.ts';
import { failureOf } from './failure-of.ts';

let host: Host;
let client: AppClient;
beforeAll(async () => {
  host = await openSampleHost();
  client = processClient(host.app);
});
afterAll(async () => { await host.close(); });

/** Waits at a card, then makes a document. */
function asksAndWrites(config: JsonObject): JsonObject {
  return {
    format: 'aiwm.workflow/1',
    name: 'Asks and writes',
    inputs: { type: 'object', properties: { who: { type: 'string' } }, required: ['who'] },
    cards: [{ id: 'go', title: 'Go on?', fields: [] }],
    root: {
      id: 'root',
      nodes: [{ id: 'start', type: 'start' }, { id: 'ask', type: 'uiCard', config: { card: 'go' } }, { id: 'write', type: 'workStep', entry: [{ id: 'letter', type: 'document.generate', config: { name: 'letter', formats: ['markdown'], ...config } }] }, { id: 'done', type: 'end' }],
      transitions: [
        { id: 't1', from: 'start', to: 'ask', triggers: [{ type: 'immediate' }] },
        { id: 't2', from: 'ask', to: 'write', triggers: [{ type: 'card-submitted' }] },
        { id: 't3', from: 'write', to: 'done', triggers: [{ type: 'task-complete' }] },
      ],
    },
  };
}

let made = 0;
const template = async (text = 'Dear {{ inputs.name }}') => client.doctemplates.create({ title: `Greeting ${++made}`, format: 'md', text });
const workflow = async (config: JsonObject) => client.workflows.create({ name: `Asks and writes ${++made}`, definition: asksAndWrites(config) });
const given = { title: 'Letter', inputs: { name: '{{ inputs.who }}' } };

async function started(slug: string, draft: boolean): Promise<string> {
  const { id } = await client.runs.start({ workflow: slug, draft, input: { who: 'Ada # *x*' } });
  await host.app.idle();
  return id;
}

async function written(run: string): Promise<string> {
  const { cards } = await client.runs.get({ id: run });
  await client.cards.submit({ id: cards[0] ?? '' });
  await host.app.idle();
  const { items } = await client.artifacts.list({ run });
  const { content } = await client.artifacts.get({ id: items[0]?.id ?? '' });
  return Buffer.from(content, 'base64').toString();
}

describe('a run that makes a document from a template', () => {
  it('keeps to the text the template had when it began, of a draft and of a version, and replays from it', async () => {
    const { id } = await template();
    const { slug } = await workflow({ ...given, template: { id } });
    await client.workflows.publish({ id: slug });
    const before = [await started(slug, true), await started(slug, false)];
    await client.doctemplates.save({ id, text: 'Hello {{ inputs.name }}', expectedRevision: 1 });
    const after = [await started(slug, true), await started(slug, false)];

    for (const run of before) expect(await written(run)).toContain('Dear Ada # \\*x\\*');
    for (const run of after) expect(await written(run)).toContain('Hello Ada # \\*x\\*');
    for (const run of [...before, ...after]) expect(await client.runs.replay({ id: run })).toMatchObject({ equal: true });
  });

  it('keeps to the revision that is named, and makes documents from those that are shipped', async () => {
    const { id } = await template();
    await client.doctemplates.save({ id, text: 'Hello {{ inputs.name }}', expectedRevision: 1 });
    const pinned = await workflow({ ...given, template: { id, revision: 1 } });
    const { text } = await client.doctemplates.get({ id: 'stock:minutes' });
    const { sample } = JSON.parse(text) as { sample: JsonObject };
    const shipped = await workflow({ template: { id: 'stock:minutes' }, inputs: sample });

    expect(await written(await started(pinned.slug, true))).toContain('Dear Ada');
    expect(await written(await started(shipped.slug, true))).toContain('Minutes of the release meeting');
  });

  it('takes in other documents as they were when it began', async () => {
    const terms = await client.docs.create({ title: 'Terms', format: 'md', text: '**First** terms' });
    const { id } = await client.doctemplates.create({ title: 'With terms', text: JSON.stringify({ format: 'aiwm.template/1', title: 'T', body: [{ document: { id: terms.entry.id } }] }) });
    const run = await started((await workflow({ template: { id } })).slug, true);
    await client.docs.save({ id: terms.entry.id, expectedRevision: 1, text: 'Second terms' });

    expect(await written(run)).toContain('**First** terms');
  });

  it('keeps its texts whatever becomes of the templates and documents they came from', async () => {
    const terms = await client.docs.create({ title: 'Passing terms', format: 'md', text: 'First terms' });
    const { id } = await client.doctemplates.create({ title: 'Passing', text: JSON.stringify({ format: 'aiwm.template/1', title: 'T', body: [{ document: { id: terms.entry.id } }, { markdown: 'Dear {{ inputs.name }}' }] }) });
    const { slug } = await workflow({ template: { id }, inputs: given.inputs });
    const run = await started(slug, true);
    await client.workflows.update({ id: slug, definition: asksAndWrites({ title: 'Plain', markdown: 'Plain' }), revision: (await client.workflows.get({ id: slug })).revision });
    await client.doctemplates.remove({ id });
    await client.docs.remove({ id: terms.entry.id });
    const fork = (await client.runs.fork({ id: run })).id;

    for (const one of [run, fork]) expect(await written(one)).toMatch(/First terms[\s\S]*Dear Ada/u);
    expect(await client.runs.replay({ id: fork })).toMatchObject({ equal: true });
  });

  it('finds the revision its workflow names, however many come after it', async () => {
    await client.settings.set({ section: 'retention.documentRevisions', value: 1 });
    const { id } = await template();
    const { slug } = await workflow({ ...given, template: { id, revision: 1 } });
    await client.workflows.publish({ id: slug });
    for (const expectedRevision of [1, 2, 3]) await client.doctemplates.save({ id, text: `Hello ${expectedRevision}`, expectedRevision });
    await client.settings.reset({ section: 'retention' });

    expect((await client.docs.revisions({ id })).items.map(({ revision }) => revision)).toEqual([4, 1]);
    expect(await written(await started(slug, false))).toContain('Dear Ada');
  });

  it('does not begin where the template or its revision is not there', async () => {
    const { id } = await template();

    expect(await failureOf(started((await workflow({ ...given, template: { id: 'nobody' } })).slug, true))).toMatchObject({ code: 'not_found', data: { node: 'write' } });
    expect(await failureOf(started((await workflow({ ...given, template: { id, revision: 7 } })).slug, true))).toMatchObject({ code: 'not_found', message: expect.stringContaining('revision 7') });
  });
});

describe('verify', () => {
  const findings = async (config: JsonObject) => (await client.workflows.verify({ id: (await workflow(config)).id })).findings.filter(({ severity }) => severity === 'error').map(({ code, where }) => [code, where]);
  const at = 'nodes.write.actions.letter.config';

  it('finds templates that are not there or not sound, and values they read and are not given', async () => {
    const { id } = await template();
    const broken = await client.doctemplates.save({ id: (await template()).id, text: '{{ inputs. }}', expectedRevision: 1, override: true });
    const asks = await template('{{ has(inputs.other) ? inputs.other : "" }}{{ inputs.name }}');

    expect(await findings({ ...given, template: { id } })).toEqual([]);
    expect(await findings({ ...given, template: { id: asks.id } })).toEqual([]);
    expect(await findings({ ...given, template: { id: 'stock:nothing' } })).toEqual([['missing_document', `${at}.template`]]);
    expect(await findings({ ...given, template: { id, revision: 2 } })).toEqual([['missing_document', `${at}.template`]]);
    expect(await findings({ ...given, template: { id: broken.id } })).toEqual([['expression_invalid', `${at}.template`]]);
    expect(await findings({ title: 'Letter', template: { id }, inputs: { nome: 'x' } })).toEqual([['unknown_name', `${at}.inputs`]]);
    expect(await failureOf(client.workflows.publish({ id: (await workflow({ title: 'Letter', template: { id }, inputs: {} })).id }))).toMatchObject({ code: 'verify_failed' });
  });

  it('takes a template only as it stands written, and one of text and template', async () => {
    const { id } = await template();

    expect(await findings({ ...given, template: { id: '{{ inputs.who }}' } })).not.toEqual([]);
    expect(await findings({ title: 'Letter', markdown: 'x', template: { id } })).not.toEqual([]);
  });
});

describe('the library of templates', () => {
  it('finds one by the title that lists show, of its own and of those that are shipped, and says which is meant', async () => {
    const { id } = await client.doctemplates.create({ title: 'Offer to a customer', format: 'md', text: '# Offer' });
    await client.docs.create({ title: 'Plain words', format: 'md', text: 'no template' });

    expect(await client.doctemplates.get({ id: 'Offer to a customer' })).toMatchObject({ id });
    expect(await client.doctemplates.preview({ id: 'Letter', to: 'markdown' })).toMatchObject({ mediaType: expect.stringContaining('markdown') });
    expect(await client.doctemplates.duplicate({ id: 'Letter', title: 'Our letter' })).toMatchObject({ title: 'Our letter', isStock: false });
    expect(await failureOf(client.doctemplates.get({ id: 'Leter' }))).toMatchObject({ code: 'not_found', next: expect.stringContaining('Did you mean "Letter"? `aiwm docs templates list`') });
    expect(await failureOf(client.doctemplates.get({ id: 'Offer to a custome' }))).toMatchObject({ next: expect.stringContaining('Did you mean "Offer to a customer"?') });
    expect(await failureOf(client.doctemplates.get({ id: 'Plain words' }))).toMatchObject({ code: 'not_found', message: '"Plain words" is a document, not a template.' });
    await client.doctemplates.duplicate({ id, title: 'Our letter' });
    expect(await failureOf(client.doctemplates.get({ id: 'Our letter' }))).toMatchObject({ code: 'input_invalid', message: '2 templates are called "Our letter".' });
  });

  it('lists its own and those that are shipped, with who uses them', async () => {
    const { id, title } = await client.doctemplates.create({ title: 'Tagged', from: 'letter', tags: ['post'] });
    const { slug } = await workflow({ template: { id }, inputs: {} });
    const tagged = await client.doctemplates.list({ tag: 'post' });
    const shipped = await client.doctemplates.list({ text: 'minutes' });

    expect(tagged.items).toMatchObject([{ id, title, format: 'template', revision: 1, isStock: false, dependants: [{ workflow: { slug }, nodes: ['write'] }] }]);
    expect(shipped.items).toMatchObject([{ id: 'stock:minutes', isStock: true }]);
    expect((await client.docs.revalidate({ id })).dependants).toMatchObject([{ slug, nodes: ['write'] }]);
  });

  it('refuses what is not sound, what is stale, and changes of what is shipped', async () => {
    const { id } = await template();

    expect(await failureOf(client.doctemplates.save({ id, text: '{{ nodes.a }}', expectedRevision: 1 }))).toMatchObject({ code: 'definition_invalid', data: { problems: [{ where: 'text' }] } });
    await client.doctemplates.save({ id, text: 'x', expectedRevision: 1 });
    expect(await failureOf(client.doctemplates.save({ id, text: 'y', expectedRevision: 1 }))).toMatchObject({ code: 'conflict' });
    expect(await failureOf(client.doctemplates.remove({ id: 'stock:letter' }))).toMatchObject({ code: 'conflict' });
  });

  it('duplicates with a history of its own', async () => {
    const copy = await client.doctemplates.duplicate({ id: 'stock:letter' });

    expect(copy).toMatchObject({ title: 'Letter', revision: 1, isStock: false, problems: [] });
    expect(await client.doctemplates.duplicate({ id: copy.id })).toMatchObject({ title: 'Letter 2', revision: 1, text: copy.text });
  });

  it('attaches to the action of a node that makes a document, or gives the node one; a stale draft is refused', async () => {
    const { id } = await template();
    const { slug, revision } = await workflow({ title: 'Old', markdown: 'old' });
    const attached = await client.doctemplates.attach({ id, workflow: slug, node: 'write', input: { name: '{{ inputs.who }}' }, draftRevision: revision });

    expect(attached).toMatchObject({ action: 'letter', node: 'write', missing: [] });
    expect((await client.workflows.verify({ id: slug })).findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(await written(await started(slug, true))).toContain('Dear Ada');
    expect(await failureOf(client.doctemplates.attach({ id, workflow: slug, node: 'write', draftRevision: revision }))).toMatchObject({ code: 'version_conflict' });
    expect(await client.doctemplates.attach({ id, workflow: slug, node: 'ask' })).toMatchObject({ action: 'document', missing: ['name'] });
    expect(await failureOf(client.doctemplates.attach({ id, workflow: slug, node: 'nowhere' }))).toMatchObject({ code: 'not_found' });
    expect((await client.doctemplates.dependants({ id })).items).toMatchObject([{ workflow: { slug }, nodes: ['ask', 'write'] }]);
  });

  it('removes no template that is used, unless another takes its place', async () => {
    const [old, other] = [await template(), await template()];
    const { slug } = await workflow({ ...given, template: { id: old.id } });

    expect(await failureOf(client.doctemplates.remove({ id: old.id }))).toMatchObject({ code: 'conflict', message: expect.stringContaining(slug) });
    expect(await client.doctemplates.remove({ id: old.id, reassignTo: other.id })).toEqual({ id: old.id, removed: true, reassigned: [slug] });
    expect((await client.doctemplates.dependants({ id: other.id })).items).toMatchObject([{ workflow: { slug } }]);
    expect(await failureOf(client.doctemplates.get({ id: old.id }))).toMatchObject({ code: 'not_found' });
  });

  it('previews a text that is not saved, with values or with its sample, in any format', async () => {
    const { id } = await template();
    const preview = await client.doctemplates.preview({ id, text: 'Hi **{{ inputs.name }}**', input: { name: '<b>' }, to: 'html' });
    const pdf = await client.doctemplates.preview({ id: 'stock:report', to: 'pdf' });

    expect(Buffer.from(preview.content, 'base64').toString()).toContain('Hi <strong>&#x3C;b></strong>');
    expect(pdf).toMatchObject({ mediaType: 'application/pdf', name: 'support-in-the-third-quarter.pdf' });
    expect(Buffer.from(pdf.content, 'base64').subarray(0, 5).toString()).toBe('%PDF-');
    expect(await failureOf(client.doctemplates.preview({ id }))).toMatchObject({ code: 'input_invalid', data: { section: 'text' } });
    const lacking = await failureOf(client.doctemplates.preview({ id, text: '{{ inputs.name }} {{ inputs.place }} {{ inputs.day }}', input: { name: 'Ada' } }));
    expect(lacking).toMatchObject({ data: { missing: ['day', 'place'] }, message: expect.stringContaining('not given: "day", "place".') as string, next: expect.stringContaining('--input day=… --input place=…') as string });
  });
});
