import { AppError } from '../domain/model/errors.ts';

/** `input_invalid` for a key that no request can carry: one with a line break, a control sign or letters outside of Latin-1. */
export function demandSendable(key: string | undefined, id: string): void {
  // eslint-disable-next-line no-control-regex -- these are the signs it looks for
  if (key === undefined || !/[^\t\u0020-\u007e\u0080-\u00ff]/u.test(key)) return;
  throw new AppError('input_invalid', `The key for "${id}" cannot be sent: it has a line break or a sign that no key has.`, {
    next: `Give the key alone, on one line: \`aiwm connectors credentials set ${id} --key-file <file>\`.`,
    data: { connector: id },
  });
}
