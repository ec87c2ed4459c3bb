import type { CallContext } from '../model/caller.ts';
import { AppError } from '../model/errors.ts';

/** Whether validators are skipped, as a command says it; throws `access_denied` where that is not the caller's to say. */
export function skippingValidators(isAsked: boolean, { access }: Pick<CallContext, 'access'>): { readonly skipValidators?: true } {
  if (!isAsked) return {};
  if (access === 'admin') return { skipValidators: true };
  throw new AppError('access_denied', 'Only an administrator takes a transition whatever its validators say.', { next: 'Leave out skipValidators, or ask an administrator.' });
}
