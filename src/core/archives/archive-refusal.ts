import { AppError } from '../domain/model/errors.ts';

/** The one answer to anything odd in an archive; names are quoted short, since they are foreign text. */
export function refuseArchive(why: string, name?: string): AppError {
  const subject = name === undefined ? 'The archive' : `The archive's entry ${JSON.stringify(name.slice(0, 80))}`;
  return new AppError('input_invalid', `${subject} ${why}. Nothing was unpacked.`, {
    next: 'Make the ZIP anew from plain files and folders with simple names.',
  });
}
