import { expect, it } from 'vitest';
import { functionNames } from '../../../src/core/domain/expression/functions/function-table.ts';
import { functionWords } from '../../../src/core/domain/expression/functions/function-words.ts';

/** Words of the language itself, which stand in no table. */
const macros = ['all', 'exists', 'exists_one', 'filter', 'has', 'map'];

it('every function and method there is has words, and no other', () => {
  const known = new Set([...functionNames('function'), ...functionNames('method'), ...macros]);
  expect([...new Set(functionWords.map(({ name }) => name))].toSorted()).toEqual([...known].toSorted());
});
