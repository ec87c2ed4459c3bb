import type { Region, Transition } from '../workflow.ts';

/** The transitions of a node in the order they are examined: by priority, then as declared, the default last. */
export function leavingOrder({ transitions }: Pick<Region, 'transitions'>, node: string): readonly Transition[] {
  return transitions.filter(({ from }) => from === node).toSorted((left, right) => Number(left.isDefault) - Number(right.isDefault) || left.priority - right.priority);
}
