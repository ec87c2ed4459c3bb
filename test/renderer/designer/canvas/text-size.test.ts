import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const renderer = path.join(import.meta.dirname, '../../../../src/renderer');
const read = (file: string): string => readFileSync(path.join(renderer, file), 'utf8');

/** What stands on a drawing, whose nodes are as large as the layout knows them. */
const drawn = [
  ...['NodeBox', 'StepNode', 'TransitionEdge'].map((name) => `canvas/${name}.module.css`),
  ...['DesignerNode', 'DesignerEdge', 'NoteNode', 'PlusButton', 'ResizeCorners'].map((name) => `designer/canvas/${name}.module.css`),
];

/** Roles whose value grows with the size of text a person reads at. */
function growing(css: string): ReadonlySet<string> {
  return new Set([...css.matchAll(/(?<role>--[\w-]+):\s*[\d.]+rem/gu)].map(({ groups }) => groups?.['role'] ?? ''));
}

test('larger text makes a drawing larger as a whole: no word grows out of its node', () => {
  const tokens = read('tokens.css');
  const own = new Set([...(/\.react-flow__viewport \{(?<body>[^}]*)\}/u.exec(tokens)?.groups?.['body'] ?? '').matchAll(/--[\w-]+(?=: [\d.]+px)/gu)].map(([role]) => role));
  const withIcons = [...drawn, 'components/Icon.module.css'].map((file) => ({ file, css: read(file) }));
  const used = withIcons.flatMap(({ file, css }) => [...css.matchAll(/var\((?<role>--[\w-]+)/gu)].map(({ groups }) => `${file} ${groups?.['role'] ?? ''}`));
  const outside = used.filter((use) => growing(tokens).has(use.split(' ')[1] ?? '') && !own.has(use.split(' ')[1] ?? ''));

  expect(outside.filter((use) => !use.endsWith('--icon-l'))).toEqual([]);
  expect(withIcons.filter(({ css }) => /\drem/u.test(css)).map(({ file }) => file)).toEqual([]);
});
