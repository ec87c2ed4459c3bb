import { existsSync } from 'node:fs';
import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aiwm, answerOf, freshHome, publishAsking, start } from './aiwm-process.ts';

const weather = path.join(import.meta.dirname, '../../../examples/data-report/weather.csv');

let home: string;
beforeAll(async () => {
  home = await freshHome();
});
afterAll(async () => {
  await rm(path.dirname(home), { recursive: true, force: true });
});

interface Failure {
  readonly code: string;
  readonly message: string;
  readonly next: string;
}

describe('nothing is started where nothing is needed', () => {
  it.each([[['--version'], /^\d+\.\d+\.\d+\n$/u], [['--help'], /^Usage: aiwm/u], [['runs', 'start', '--help'], /--input <name=value>/u], [['completion', 'bash'], /complete/u]])('%j makes no data directory', async (args, expected) => {
    const place = { home: await freshHome() };

    const { code, out, err } = await aiwm(args, place);

    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(expected);
    expect(existsSync(place.home)).toBe(false);
  });
});

describe('results', () => {
  it('lists the samples as JSON, and nothing beside them with --quiet', async () => {
    const ended = await aiwm(['workflows', 'list', '--json', '--quiet'], { home });

    expect(ended).toMatchObject({ code: 0, err: '' });
    expect((answerOf(ended) as { items: { slug: string }[] }).items.map(({ slug }) => slug)).toEqual(expect.arrayContaining(['approval', 'data-report', 'hello', 'payment']));
  });

  it('a query beside another leaves the data directory without a host', async () => {
    const [first, second] = await Promise.all([aiwm(['runs', 'list', '--json'], { home }), aiwm(['workflows', 'get', 'hello', '--json'], { home })]);

    expect([first.code, second.code]).toEqual([0, 0]);
    expect(existsSync(path.join(home, 'host.json'))).toBe(false);
  });

  it('data-report makes Markdown, DOCX and PDF of a file named from where one stands', async () => {
    await cp(weather, path.join(home, 'files', 'weather.csv'));

    const { code, out } = await aiwm(['run', 'data-report', '--input', 'csv=files/weather.csv', '--json'], { home, cwd: home });

    const lines = out.trim().split('\n').map((line) => JSON.parse(line) as { seq?: number; type: string; status?: string; artifacts?: { id: string; name: string; bytes: number }[] });
    const last = lines.at(-1);
    expect(code).toBe(0);
    expect(lines.flatMap(({ seq }) => seq ?? [])).toEqual(lines.flatMap(({ seq }) => seq ?? []).map((_, index) => index + 1));
    expect(last).toMatchObject({ type: 'run', status: 'completed' });
    expect(last?.artifacts?.map(({ name }) => path.extname(name))).toEqual(expect.arrayContaining(['.md', '.docx', '.pdf']));

    const pdf = last?.artifacts?.find(({ name }) => name.endsWith('.pdf'));
    const saved = path.join(home, 'report.pdf');
    expect(await aiwm(['artifacts', 'get', pdf?.id ?? '', '--out', saved, '-q'], { home })).toEqual({ code: 0, out: `${saved}\n`, err: '' });
    expect((await readFile(saved)).subarray(0, 5).toString()).toBe('%PDF-');
    expect((await aiwm(['artifacts', 'get', pdf?.id ?? '', '--out', saved], { home })).code).toBe(6);
  });

  it('a run that waits ends the command with 0 and says which one answers the card', async () => {
    const { code, out, err } = await aiwm(['run', 'approval', '--input', 'topic=2026'], { home });

    expect(code).toBe(0);
    expect(out).toMatch(/status +waiting/u);
    expect(err).toMatch(/`aiwm cards submit \S+ --values/u);
  });
});

describe('exit codes', () => {
  const failures: readonly (readonly [string[], number, string, RegExp])[] = [
    [['runs', 'lits'], 2, 'operation_unknown', /lits/u],
    [['runs', 'list', '--limit', '0'], 2, 'input_invalid', /limit/u],
    [['runs', 'get'], 2, 'usage', /id/u],
    [['run', 'data-report'], 2, 'input_invalid', /csv/u],
    [['run', 'data-report', '--input', 'csv=/etc/hostname'], 4, 'path_denied', /\/etc\/hostname/u],
    [['run', 'nothing'], 5, 'not_found', /nothing/u],
    [['runs', 'get', '01890a5d-ac96-774b-bcce-b302099a8057'], 5, 'not_found', /01890a5d/u],
  ];
  it.each(failures)('%j ends with %i %s, a sentence and the next step', async (args, exit, ...[code, names]) => {
    const ended = await aiwm([...args, '--json', '--quiet'], { home });

    const failure = JSON.parse(ended.err) as Failure;
    expect({ exit: ended.code, out: ended.out, code: failure.code }).toEqual({ exit, out: '', code });
    expect(failure.message).toMatch(names);
    expect(failure.next.length).toBeGreaterThan(10);
  });

  it('a workflow without a published version is 6, and its draft runs with --draft', async () => {
    await aiwm(['workflows', 'create', 'Only a draft'], { home });

    const refused = await aiwm(['run', 'only-a-draft', '--json', '-q'], { home });
    const drafted = await aiwm(['run', 'only-a-draft', '--draft', '-q'], { home });

    expect(refused.code).toBe(6);
    expect(JSON.parse(refused.err)).toMatchObject({ code: 'not_published', next: expect.stringContaining('--draft') });
    expect(drafted.code).toBe(0);
  });

  it('a run that fails is 7, after its lines', async () => {
    await publishAsking({ home }, 'fails', { fail: { code: 'input_invalid' } });

    const { code, out, err } = await aiwm(['run', 'fails', '--json', '-q'], { home });

    expect(code).toBe(7);
    expect(JSON.parse(out.trim().split('\n').at(-1) ?? '')).toMatchObject({ type: 'run', status: 'failed' });
    expect(JSON.parse(err)).toMatchObject({ code: 'run_failed', next: expect.stringContaining('aiwm runs events') });
  });

  it('a data directory that cannot be made is 6, by query and by command', async () => {
    const file = path.join(home, 'a-file');
    await writeFile(file, '');

    for (const args of [['workflows', 'list'], ['run', 'hello'], ['run', 'hello', '--detach']]) {
      const ended = await aiwm([...args, '--json', '-q', '--data-dir', path.join(file, 'data')], { home });
      expect(ended.code).toBe(6);
      expect(JSON.parse(ended.err)).toMatchObject({ code: 'precondition_failed', message: expect.stringContaining('a-file'), next: expect.stringContaining('--data-dir') });
    }
  });

  it('Ctrl+C stops following, not the run: 130, and the next command goes on', async () => {
    await publishAsking({ home }, 'slow', { reply: { text: 'At last.' }, delayMs: 8000 });
    const running = start(['run', 'slow', '--json'], { home });
    await expect.poll(() => running.printed.out).toContain('effect_scheduled');

    running.child.kill('SIGINT');

    const { code, err } = await running.ended;
    const { code: failure, data, next } = JSON.parse(err.trim().split('\n').at(-1) ?? '') as { code: string; data: { runId: string }; next: string };
    expect(code).toBe(130);
    expect(failure).toBe('interrupted');
    expect(next).toContain(`aiwm runs watch ${data.runId}`);
    const { out } = await aiwm(['runs', 'watch', data.runId, '--json'], { home });
    expect(JSON.parse(out.trim().split('\n').at(-1) ?? '')).toMatchObject({ type: 'run_ended', payload: { status: 'completed' } });
  });

  it('a reader that has enough ends the command quietly', async () => {
    const running = start(['audit', 'list', '--limit', '500', '--json'], { home });
    running.child.stdout?.destroy();

    const { code, err } = await running.ended;

    expect({ code, err }).toEqual({ code: 0, err: '' });
  });
});

describe('an answer that cannot be written', () => {
  it.runIf(existsSync('/dev/full')).each([[['workflows', 'export', 'hello']], [['run', 'hello', '--json']], [['workflows', 'list']]])('%j says so and does not end well', async (args) => {
    const { code, err } = await aiwm(args, { home, to: '/dev/full' });

    expect(code).toBe(6);
    expect(err).toContain('could not be written to standard output');
    expect(err).not.toContain('    at ');
  });
});

describe('the id that joins what a command causes', () => {
  it.each(['a\nb', '', 'ä', 'x'.repeat(101)])('is refused where no header could carry it: %j', async (id) => {
    expect(await aiwm(['runs', 'list', '--correlation-id', id], { home })).toMatchObject({ code: 2, err: expect.stringContaining('letters, digits') });
  });
});

describe('a short wait', () => {
  it('is followed to the end of the run, whose answer is its outputs', async () => {
    const definition = {
      format: 'aiwm.workflow/1',
      name: 'Nap',
      root: {
        id: 'root',
        nodes: [{ id: 'begin', type: 'start' }, { id: 'nap', type: 'wait', config: { after: 'PT1S' } }, { id: 'done', type: 'end', config: { outputs: { said: 'awake' } } }],
        transitions: [{ id: 't1', from: 'begin', to: 'nap', triggers: [{ type: 'immediate' }] }, { id: 't2', from: 'nap', to: 'done', triggers: [{ type: 'scheduled' }] }],
      },
    };
    const file = path.join(path.dirname(home), 'nap.json');
    await writeFile(file, JSON.stringify(definition));
    expect(await aiwm(['workflows', 'create', 'Nap', '--definition-file', file], { home })).toMatchObject({ code: 0 });

    const { code, out } = await aiwm(['run', 'nap', '--draft', '--json', '-q'], { home });

    expect(code).toBe(0);
    expect(JSON.parse(out.trim().split('\n').at(-1) ?? '')).toMatchObject({ status: 'completed', outputs: { said: 'awake' } });
  });
});
