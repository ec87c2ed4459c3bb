import { rm } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readPdfDocument } from '../../adapters/documents/read-documents.ts';
import { aiwm, answerOf, freshHome } from '../cli/aiwm-process.ts';
import { openSampleHouse } from './sample-house.ts';

const homes: string[] = [];
afterAll(async () => {
  await Promise.all(homes.map((home) => rm(path.dirname(home), { recursive: true, force: true })));
});

describe('the sample "content-lab"', () => {
  it('is steered from the command line, from the first draft to the page and the PDF', async () => {
    const home = await freshHome();
    homes.push(home);
    const say = async (...args: readonly string[]) => {
      const ended = await aiwm([...args, '--json'], { home });
      expect(ended, `${args.join(' ')}: ${ended.err}`).toMatchObject({ code: 0 });
      return answerOf(ended);
    };
    const started = await aiwm(['run', 'content-lab', '--input', 'tone=playful', '--json'], { home });
    const last = JSON.parse(started.out.trim().split('\n').at(-1) ?? '') as { readonly id: string };
    expect(last).toMatchObject({ type: 'run', status: 'waiting' });
    const { id } = last;

    expect(await say('actions', 'list', id)).toMatchObject({ items: [{ id: 'shorter', isAvailable: true }, { id: 'numbers' }, { id: 'headline' }], transitions: [{ transition: 'again' }, { transition: 'good' }] });
    await say('actions', 'invoke', id, 'shorter');
    expect(await say('actions', 'list', id)).toMatchObject({ items: [{ id: 'shorter', isAvailable: false, reason: 'condition' }, {}, {}] });
    await say('runs', 'fire', id, 'again');
    expect(await say('runs', 'get', id)).toMatchObject({ status: 'waiting', vars: { drafts: 2, wishes: [], text: expect.stringContaining('small when it should be') } });
    await say('actions', 'invoke', id, 'headline');
    await say('runs', 'fire', id, 'good');

    const run = await say('runs', 'get', id);
    expect(run).toMatchObject({ status: 'completed', outputs: { headline: 'Small enough to come along', drafts: 2, html: { name: 'content.html' }, pdf: { name: 'content.pdf' } } });
    const { items } = (await say('artifacts', 'list', '--run', id)) as { readonly items: readonly { readonly id: string; readonly name: string }[] };
    expect(items.map(({ name }) => name).toSorted()).toEqual(['content.html', 'content.pdf']);
  });

  it('speaks in the tone it is given, and makes a page that loads nothing and a PDF of the same text', async () => {
    await using house = await openSampleHouse();
    const waiting = await house.run('content-lab', { tone: 'formal', product: 'a <b>lamp</b>' });
    expect(waiting).toMatchObject({ status: 'waiting', visited: { tone: 1, formal: 1, look: 1 }, vars: { text: expect.stringContaining('We present') } });

    await house.client.runs.fire({ id: waiting.id, transition: 'good' });
    await expect.poll(async () => (await house.client.runs.get({ id: waiting.id })).status).toBe('completed');

    const made = await house.artifacts(waiting.id);
    const page = new TextDecoder().decode(made.get('content.html'));
    expect(page).toContain('We present');
    expect(page).not.toMatch(/<b>|<script|src="http/u);
    expect((await readPdfDocument(made.get('content.pdf') ?? new Uint8Array())).text).toContain('We present');
    expect(await house.replayed(waiting.id)).toMatchObject({ equal: true });
  });

  it('is exported as it stands when the loop is broken off', async () => {
    await using house = await openSampleHouse();
    const { id } = await house.run('content-lab', { tone: 'plain' });

    await house.client.runs.break({ id, loop: 'refine', force: true });
    await expect.poll(async () => (await house.client.runs.get({ id })).status).toBe('completed');

    expect(await house.client.runs.get({ id })).toMatchObject({ visited: { plain: 1, look: 1 }, outputs: { headline: 'a folding bicycle', drafts: 1 } });
  });
});
