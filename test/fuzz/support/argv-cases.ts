import fc from 'fast-check';
import { argvOf } from '../../adapters/cli/argv-of.ts';
import { mutatedText } from './mutation.ts';
import type { GoodCall } from './door-cases.ts';

const words = ['--json', '--help', '--', '-', '--quiet', '--no-color', '--limit', '-5', '--yes', '--profile', '--set', 'a=b', '--input', '@file', '@-', '{}', '[', '--out', '--x', '--json=1', '-o', '-h', '--version', 'help', 'run', 'serve', 'runs', 'list', '__proto__', 'constructor', 'toString', ''];

type Act = { readonly kind: 'drop' | 'double' | 'swap'; readonly at: number } | { readonly kind: 'put'; readonly at: number; readonly word: string };

/** Command lines that are nearly right: words dropped, doubled, exchanged, added, and changed letter by letter. */
export function argvCases(calls: readonly GoodCall[]): fc.Arbitrary<readonly string[]> {
  const lines = [...calls.map(({ operation, input }) => argvOf(operation, input)), ['run', 'hello', '--input', 'name=Ada'], ['serve', '--port', '0'], ['open'], ['completion', 'bash'], ['test', 'hello'], ['docs', 'edit', 'x']];
  const act: fc.Arbitrary<Act> = fc.oneof(
    fc.record({ kind: fc.constantFrom('drop' as const, 'double' as const, 'swap' as const), at: fc.nat() }),
    fc.record({ kind: fc.constant('put' as const), at: fc.nat(), word: fc.oneof(fc.constantFrom(...words), mutatedText([...words, ...lines.flat().filter((word) => word.length < 200)]), fc.string({ unit: 'binary', maxLength: 20 })) }),
  );
  return fc.tuple(fc.constantFrom(...lines), fc.array(act, { maxLength: 4 })).map(([line, acts]) => acts.reduce<readonly string[]>(carriedOut, line).map(inside));
}

function carriedOut(line: readonly string[], act: Act): readonly string[] {
  const at = line.length === 0 ? 0 : act.at % line.length;
  if (act.kind === 'put') return line.toSpliced(at, act.at % 2, act.word);
  if (act.kind === 'drop') return line.toSpliced(at, 1);
  if (act.kind === 'double') return line.toSpliced(at, 0, line[at] ?? '');
  return line.length < 2 ? line : line.with(at, line[(at + 1) % line.length] ?? '').with((at + 1) % line.length, line[at] ?? '');
}

/** A person may have a file written wherever they say; here nobody says a place elsewhere. No program is given a NUL either. */
function inside(word: string): string {
  return word.replaceAll('..', '.').replaceAll('\0', '').replaceAll(/(^|=)[/~\\]+/gu, '$1');
}
