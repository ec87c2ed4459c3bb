import { AppError } from '../domain/model/errors.ts';

/** Two tokens of one name could not be told apart in the audit log, not even when one of them is gone. */
export function tokenNameTaken(name: string): AppError {
  return new AppError('conflict', `A token "${name}" was made before.`, { next: 'Take another name: what the audit log says of that one stays its own.', data: { name } });
}
