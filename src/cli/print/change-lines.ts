import { changeSigns } from '../../core/domain/model/definition/change-words.ts';
import type { DefinitionChangeView } from '../../core/domain/operations/workflows.ts';
import type { Paint } from './paint.ts';

const styles = { added: 'success', removed: 'error', changed: 'warning', moved: 'info' } as const;

/** Differences of two definitions, one a line. */
export function changeLines(changes: readonly DefinitionChangeView[], paint: Paint): readonly string[] {
  return changes.map(({ kind, text }) => paint(styles[kind], `${changeSigns[kind]} ${text}`));
}

/** `2 added, 1 changed` */
export function changeCount(changes: readonly DefinitionChangeView[]): string {
  const kinds = Object.keys(changeSigns) as (keyof typeof changeSigns)[];
  const counts = kinds.map((kind) => [kind, changes.filter((change) => change.kind === kind).length] as const).filter(([, count]) => count > 0);
  return counts.map(([kind, count]) => `${count} ${kind}`).join(', ');
}
