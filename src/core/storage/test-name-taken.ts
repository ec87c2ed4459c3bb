import { AppError } from '../domain/model/errors.ts';
import type { TestRow } from '../domain/ports/test-repository.ts';

/** Two tests of a workflow would have the same name. */
export function testNameTaken({ name }: Pick<TestRow, 'name'>): AppError {
  return new AppError('conflict', `The workflow has a test "${name}" already.`, { next: 'Take another name, or replace the test that has it.', data: { name } });
}
