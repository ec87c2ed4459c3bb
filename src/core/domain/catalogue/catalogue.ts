import type { ActionKind, EffectKind } from './action-kind.ts';
import { actionKinds } from './actions/action-kinds.ts';
import type { NodeKind } from './node-kind.ts';
import { nodeKinds } from './nodes/node-kinds.ts';
import type { TriggerKind } from './trigger-kind.ts';
import { triggerKinds } from './triggers/trigger-kinds.ts';
import type { ValidatorKind } from './validator-kind.ts';
import { validatorKinds } from './validators/validator-kinds.ts';

/** Everything workflows can be made of, found by type. */
export interface Catalogue {
  readonly nodes: ReadonlyMap<string, NodeKind>;
  readonly actions: ReadonlyMap<string, ActionKind>;
  readonly triggers: ReadonlyMap<string, TriggerKind>;
  readonly validators: ReadonlyMap<string, ValidatorKind>;
  /** Effect kinds of all actions, by kind. */
  readonly effects: ReadonlyMap<string, EffectKind>;
}

export interface CatalogueLists {
  readonly nodes: readonly NodeKind[];
  readonly actions: readonly ActionKind[];
  readonly triggers: readonly TriggerKind[];
  readonly validators: readonly ValidatorKind[];
}

/** The lists as one catalogue. */
export function createCatalogue(lists: CatalogueLists): Catalogue {
  return {
    nodes: byType(lists.nodes),
    actions: byType(lists.actions),
    triggers: byType(lists.triggers),
    validators: byType(lists.validators),
    effects: new Map(lists.actions.flatMap((action) => action.effects.map((effect) => [effect.kind, effect] as const))),
  };
}

function byType<Kind extends { readonly type: string }>(kinds: readonly Kind[]): ReadonlyMap<string, Kind> {
  return new Map(kinds.map((kind) => [kind.type, kind]));
}

export const standardLists: CatalogueLists = { nodes: nodeKinds, actions: actionKinds, triggers: triggerKinds, validators: validatorKinds };

/** What every installation has. */
export const standardCatalogue: Catalogue = createCatalogue(standardLists);
