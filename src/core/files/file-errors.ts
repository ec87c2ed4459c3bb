import { AppError, type ErrorCode } from '../domain/model/errors.ts';

/** What was being done, as the middle of a sentence. */
export type FileVerb = 'read' | 'write' | 'list' | 'look at' | 'copy' | 'move' | 'delete' | 'watch';

interface Explanation {
  readonly code: ErrorCode;
  readonly says: string;
  readonly next: string;
}

const denied: Explanation = {
  code: 'path_denied',
  says: 'the operating system refuses it',
  next: 'Change the permissions of the file or its directory, or choose another.',
};
const busy: Explanation = {
  code: 'precondition_failed',
  says: 'another program holds it',
  next: 'Close the program that has the file open, then try again.',
};
const full: Explanation = {
  code: 'precondition_failed',
  says: 'there is no space left',
  next: 'Free space on that disk, then try again.',
};
const missing: Explanation = { code: 'not_found', says: 'there is nothing of that name', next: 'Check the spelling, or create it first.' };

const explanations: { readonly [errno: string]: Explanation } = {
  ENOENT: missing,
  ENOTDIR: { ...missing, says: 'it, or a part of its path, is no directory' },
  EACCES: denied,
  EPERM: denied,
  EBUSY: busy,
  ETXTBSY: busy,
  ENOSPC: full,
  EDQUOT: full,
  EFBIG: { ...full, says: 'the file would be larger than the file system takes' },
  ENOTEMPTY: { ...denied, says: 'it is a directory that holds something', next: 'Name a file.' },
  EXDEV: { code: 'precondition_failed', says: 'it lies on another file system', next: 'Copy it, then delete the old one.' },
  ENODEV: { code: 'precondition_failed', says: 'its disk is gone', next: 'Connect the disk again, then try again.' },
  EIO: { code: 'precondition_failed', says: 'its disk cannot be read or written', next: 'Check the disk, then try again.' },
  EROFS: { code: 'precondition_failed', says: 'the file system is read-only', next: 'Choose a directory that can be written.' },
  ELOOP: { code: 'path_denied', says: 'it is a symbolic link that may not be followed', next: 'Use the real path.' },
  EISDIR: { code: 'path_denied', says: 'it is a directory', next: 'Name a file.' },
  ENXIO: { code: 'path_denied', says: 'it is no regular file', next: 'Name a regular file.' },
  ENAMETOOLONG: { code: 'input_invalid', says: 'the name is too long', next: 'Shorten it.' },
  EMFILE: { code: 'precondition_failed', says: 'too many files are open', next: 'Try again when other work is done.' },
  ENFILE: { code: 'precondition_failed', says: 'too many files are open', next: 'Try again when other work is done.' },
};

/** A failed system call as a person should read it; an {@link AppError} or an abort comes back unchanged. A place may say where a file was `to` go. */
export function explainFileError(error: unknown, verb: FileVerb, place: string | { readonly path: string; readonly to?: string | undefined }): unknown {
  const errno = errnoOf(error);
  if (errno === undefined) return error;
  const known = explanations[errno];
  const { path, to }: { readonly path: string; readonly to?: string | undefined } = typeof place === 'string' ? { path: place } : place;
  const what = to === undefined ? `Cannot ${verb} "${path}"` : `Cannot ${verb} "${path}" to "${to}"`;
  const data = { path, errno, ...(to === undefined ? {} : { to }) };
  if (known === undefined) return new AppError('unexpected', `${what}: ${errno}.`, { data, cause: error });
  return new AppError(known.code, `${what}: ${known.says}.`, { next: known.next, data, cause: error });
}

/** The system's own name for a failure, such as `ENOENT`. */
export function errnoOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('syscall' in error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

export function isMissing(error: unknown): boolean {
  const errno = errnoOf(error);
  return errno === 'ENOENT' || errno === 'ENOTDIR';
}
