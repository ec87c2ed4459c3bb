import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { evaluate, parseExpression } from '../../../src/core/domain/expression/expression.ts';
import { createFuel } from '../../../src/core/domain/expression/fuel.ts';
import { functionNames } from '../../../src/core/domain/expression/functions/function-table.ts';
import { scopeWith } from './scope-with.ts';

const page = readFileSync(new URL('../../../docs/how-to/expressions.md', import.meta.url), 'utf8');
const examples = [...page.matchAll(/^\| `(.+)` \| `(.+)` \|$/gmu)].map(([, expression = '', result = '']) => [expression, result] as const);

const scope = scopeWith({
  inputs: { limit: 10 },
  vars: { count: 3, name: 'Ada', rows: [{ city: 'Oslo', amount: 10 }, { city: 'Bern', amount: 25.5 }] },
  now: '2026-02-01T01:30:00Z',
});

test('the page has examples', () => {
  expect(examples.length).toBeGreaterThan(15);
});

test.each(examples)('%s gives %s, as the page says', (expression, result) => {
  expect(evaluate(parseExpression(expression), scope, createFuel()).value).toEqual(JSON.parse(result));
});

test('the page names every function', () => {
  const unnamed = [...functionNames('function'), ...functionNames('method')].filter((name) => !page.includes(name));

  expect(unnamed.filter((name) => !name.startsWith('get'))).toEqual(['dyn']);
});
