import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const failures = join(import.meta.dirname, '../../scripts/setup/failures.mjs');

/** What stands under the summary of a step that printed `output`. The scripts are plain JavaScript for the host's own Node. */
function failuresIn(output: string, most: number): string[] {
  const script = `import { failuresIn } from ${JSON.stringify(failures)};
    let input = ''; for await (const text of process.stdin) input += text;
    process.stdout.write(JSON.stringify(failuresIn(input, ${most})));`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], { input: output, encoding: 'utf8' });
  expect(stderr).toBe('');
  const lines: unknown = JSON.parse(stdout);
  if (!Array.isArray(lines)) throw new TypeError('no lines');
  return lines.map(String);
}

const noise = Array.from({ length: 300 }, (_, index) => ` ✓ |unit| test/domain/file-${index}.test.ts (3 tests) 5ms`);

describe('the failures under the summary of the checks', () => {
  it('are those of Vitest, by name and with why, however much stands around them', () => {
    const output = [...noise, '⎯⎯ Failed Tests 1 ⎯⎯', '', ' FAIL  |unit| test/domain/a.test.ts > adds', 'AssertionError: expected 2 to be 3', '⎯⎯⎯[1/1]⎯', '', ...noise].join('\n');
    expect(failuresIn(output, 30).slice(0, 2)).toEqual([' FAIL  |unit| test/domain/a.test.ts > adds', 'AssertionError: expected 2 to be 3']);
  });

  it('are errors outside of any test, too', () => {
    const told = failuresIn([...noise, '⎯⎯⎯⎯⎯ Uncaught Exception ⎯⎯⎯⎯⎯', 'Error: late', ' ❯ Timeout test/domain/a.test.ts:5:60'].join('\n'), 30);
    expect(told).toContain('Error: late');
  });

  it('are those of Playwright, of the compiler and of the linter', () => {
    const told = failuresIn(
      ['  1) test/e2e/a.spec.ts:2:1 › fails here ────', '    Error: one', 'src/a.ts(2,7): error TS2322: two', '  x typescript(no-explicit-any): three', '   ,-[src/a.ts:1:17]'].join('\n'),
      30,
    );
    expect(told.join('\n')).toMatch(/fails here[^]*one[^]*two[^]*three[^]*src\/a\.ts:1:17/u);
  });

  it('share the room: each keeps its name', () => {
    const many = Array.from({ length: 15 }, (_, index) => [` FAIL  |unit| test/a.test.ts > number ${index}.`, ...Array.from({ length: 40 }, () => '  at somewhere')]).flat();
    const told = failuresIn(many.join('\n'), 30);
    expect(told.length).toBeLessThanOrEqual(30);
    for (let index = 0; index < 15; index += 1) expect(told.join('\n')).toContain(`number ${index}.`);
  });

  it('are the last lines where a tool tells in a way of its own, or was ended', () => {
    expect(failuresIn([...noise, 'Unresolved imports (1)', '../nowhere.ts', 'ended by SIGKILL', ''].join('\n'), 30).slice(-3)).toEqual(['Unresolved imports (1)', '../nowhere.ts', 'ended by SIGKILL']);
  });
});
