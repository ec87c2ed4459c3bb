import type { CanvasEdge } from '../../canvas/read-definition.ts';
import { canvasWords } from '../../strings/designer-canvas.ts';

const words = canvasWords.edge;

export interface PillPart {
  readonly kind: 'priority' | 'name' | 'trigger' | 'guard' | 'checks';
  readonly text: string;
}

/** What a plain arrow says already is told only of the chosen one. */
export function pillParts({ label, trigger, guard, priority, isDefault, validators }: CanvasEdge, isWhole: boolean): readonly PillPart[] {
  const isNamed = label !== '' && label !== guard && label !== trigger && label !== words.otherwise;
  const isPlain = label === '' && !isWhole;
  const all: readonly PillPart[] = [
    { kind: 'priority', text: priority === 0 ? '' : words.priority(priority) },
    { kind: 'name', text: isNamed ? label : '' },
    { kind: 'trigger', text: isDefault ? words.otherwise : isPlain || (guard !== '' && trigger === 'condition') || (isNamed && !isWhole) ? '' : trigger },
    { kind: 'guard', text: isNamed && !isWhole ? '' : guard },
    { kind: 'checks', text: validators === 0 ? '' : words.validators(validators) },
  ];
  return all.filter(({ text }) => text !== '');
}
