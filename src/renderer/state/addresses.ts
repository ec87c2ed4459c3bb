import type { RunPlace, WorkflowPlace } from '../../core/domain/model/page-address.ts';

/** A run, at a node (its id, or its place on the map) or at a row; for `<Link {...} />` and `navigate()`. */
export function runAddress(id: string, place: RunPlace = {}) {
  return { to: '/runs/$id', params: { id }, search: place } as const;
}

/** A workflow by id or slug: its draft, or `version`; at a node, or with a panel open. */
export function workflowAddress(id: string, place: WorkflowPlace = {}) {
  return { to: '/workflows/$id', params: { id }, search: place } as const;
}

/** A card in the inbox. */
export function cardAddress(id: string) {
  return { to: '/cards/$id', params: { id } } as const;
}

/** A document or template in the workspace. */
export function documentAddress(id: string) {
  return { to: '/documents/$id', params: { id } } as const;
}

/** A setting by its key, such as `logging.level`, among all settings. */
export function settingAddress(key: string) {
  return { to: '/settings/sections', search: { key } } as const;
}

/** A page that something leads to. */
export type Address = ReturnType<typeof runAddress | typeof workflowAddress | typeof cardAddress | typeof documentAddress | typeof settingAddress>;
