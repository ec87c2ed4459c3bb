import type { CallContext } from '../model/caller.ts';
import type { ChangeContext } from '../ports/settings-editor.ts';

/** Who makes a change of the settings, as their history names them, and whether a page asks. */
export function changeBy({ actor, fromPage = false }: Pick<CallContext, 'actor' | 'fromPage'>): Pick<ChangeContext, 'by' | 'fromPage'> {
  return { by: `${actor.kind}:${actor.id}`, fromPage };
}
