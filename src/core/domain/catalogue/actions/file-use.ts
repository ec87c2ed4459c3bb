import type { FileUse } from '../../ports/file-connector.ts';
import type { EffectContext } from '../action-kind.ts';

/** How an effect uses files: only where the workflows around it permit that together, whatever links lead elsewhere. */
export function fileUse({ signal, permissions }: Pick<EffectContext, 'signal' | 'permissions'>): FileUse {
  return permissions?.directories === undefined ? { signal } : { signal, within: permissions.directories };
}
