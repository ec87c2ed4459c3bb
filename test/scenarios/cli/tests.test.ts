import { execFileSync } from 'node:child_process';
import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aiwm, answerOf, type Ended, freshHome, type Place } from './aiwm-process.ts';

const weather = path.join(import.meta.dirname, '../../../examples/data-report/weather.csv');

let place: Place;
beforeAll(async () => {
  place = { home: await freshHome() };
});
afterAll(async () => {
  await rm(path.dirname(place.home), { recursive: true, force: true });
});

interface View {
  readonly id: string;
  readonly revision: number;
  readonly definition: object;
}

const lastLine = ({ out }: Ended): { readonly [field: string]: unknown } => JSON.parse(out.trim().split('\n').at(-1) ?? '') as { readonly [field: string]: unknown };

describe('aiwm test', () => {
  it('without tests says so, and how to make one', async () => {
    const { code, out, err } = await aiwm(['test', 'hello'], place);

    expect({ code, out }).toEqual({ code: 0, out: 'No tests.\n' });
    expect(err).toContain('aiwm tests create');
  });

  it('a run of data-report is a test: it passes, and fails readably once the draft is changed', async () => {
    await cp(weather, path.join(place.home, 'files', 'weather.csv'));
    const run = lastLine(await aiwm(['run', 'data-report', '--input', `csv=${path.join(place.home, 'files', 'weather.csv')}`, '--json'], place))['id'] as string;
    const made = await aiwm(['tests', 'create', run, 'the weather'], place);
    expect(made).toMatchObject({ code: 0, out: expect.stringContaining('the weather') });
    // No file is touched: the one that was read may be gone.
    await rm(path.join(place.home, 'files', 'weather.csv'));

    const passed = await aiwm(['test', 'data-report'], place);
    expect(passed).toMatchObject({ code: 0, out: expect.stringMatching(/^passed {2}data-report: the weather/u) });
    expect(passed.out).toContain('1 passed, 0 failed');

    const view = answerOf(await aiwm(['workflows', 'get', 'data-report', '--json'], place)) as View;
    const changed = path.join(place.home, 'files', 'changed.json');
    await writeFile(changed, JSON.stringify(view.definition).replaceAll('"is_usable"', '"is_fit"'));
    expect(await aiwm(['workflows', 'update', 'data-report', '--definition-file', changed, '--revision', String(view.revision)], place)).toMatchObject({ code: 0 });
    const junit = path.join(place.home, 'files', 'results.xml');

    const failed = await aiwm(['test', 'data-report', '--junit', junit], place);

    expect(failed.code).toBe(7);
    expect(failed.out).toMatch(/^failed {2}data-report: the weather/u);
    expect(failed.out).toContain('- "is_usable"');
    expect(failed.out).toContain('+ "is_fit"');
    expect(failed.out).toContain('what changed in the definition:');
    expect(failed.err).toContain('1 of 1 tests failed.');
    const parsed = execFileSync('python3', ['-c', 'import sys, xml.etree.ElementTree as e\nr = e.parse(sys.argv[1]).getroot()\nprint(r.tag, r.get("failures"), r.find("testsuite/testcase").get("name"), r.find("testsuite/testcase/failure").get("type"))', junit], { encoding: 'utf8' });
    expect(parsed.trim()).toBe('testsuites 1 the weather fact');
    expect(await readFile(junit, 'utf8')).toContain('is_fit');

    expect(await aiwm(['tests', 'run', 'data-report'], place)).toMatchObject({ code: 7, out: expect.stringContaining('0 passed, 1 failed') });
    expect(await aiwm(['test', 'data-report', '--version', '1', '--json'], place)).toMatchObject({ code: 0 });
  });

  it('generated tests of data-report come by every node with the values the recorded run had', async () => {
    const { code, out } = await aiwm(['test', 'data-report', '--version', '1', '--generated', '--json'], place);

    const lines = out.trim().split('\n').map((line) => JSON.parse(line) as { readonly type: string; readonly nodes?: { readonly covered: number; readonly all: number } });
    expect(code).toBe(0);
    expect(lines.filter(({ type }) => type === 'test').length).toBeGreaterThan(20);
    expect(lines.find(({ type }) => type === 'coverage')?.nodes).toMatchObject({ all: 18 });
  });
});
