import { expect, it } from 'vitest';
import { failureText } from '../../../src/cli/print/failure.ts';
import { counted } from '../../../src/cli/print/words.ts';
import { AppError } from '../../../src/core/domain/model/errors.ts';

it.each([
  ['Leave out skipValidators, or ask an administrator.', 'Leave out --skip-validators, or ask an administrator.'],
  ['Correct the fields named and call again; docs/operations.md shows what "runs.list" takes.', 'Correct the fields named and call again; `aiwm runs list --help` shows what it takes.'],
])('a hint of the contract becomes one of the command line: %s', (next, shown) => {
  expect(failureText(new AppError('input_invalid', 'No.', { next }), (_, text) => text)).toContain(`next: ${shown}\n`);
});

it('counts one and many', () => {
  expect([counted(1, 'row'), counted(2, 'row'), counted(1, 'more field')]).toEqual(['1 row', '2 rows', '1 more field']);
});
