import { expect, test } from 'vitest';
import { words } from '../../src/renderer/strings/words.ts';

test('a sentence shows what a name it is given would hide, however deep it stands', () => {
  const said = words({ run: (name: string) => `Run ${name}`, deep: { of: (name: string) => ({ title: `Of ${name}` }), list: ['one'] } });

  expect(said.run('a\u{202e}b')).toBe('Run a\\u202eb');
  expect(said.deep).toMatchObject({ list: ['one'] });
  expect(words({ of: (name: string) => ({ title: (by: string) => `${name} ${by}` }) }).of('a').title('\u{7}')).toBe('a \\u0007');
});
