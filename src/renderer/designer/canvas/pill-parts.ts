import type { CanvasEdge } from '../../canvas/read-definition.ts';
import { canvasWords } from '../../strings/designer-canvas.ts';
import { kindTitle } from '../../strings/kinds.ts';

const words = canvasWords.edge;
/** Goes without saying beside what has to hold. */
const condition = kindTitle('trigger', 'condition');

export interface PillPart {
  readonly kind: 'priority' | 'name' | 'trigger' | 'guard' | 'checks';
  readonly text: string;
}

/** As long as there is room on a line. */
const most = 26;

/** A long condition without the way to what it asks about, and where that is too long still, without its middle. The whole of it comes with the pointer. */
function shortened(guard: string): string {
  if (guard.length <= most) return guard;
  let asked = guard;
  while (asked.length >= most && /^\w+\./u.test(asked)) asked = asked.replace(/^\w+\./u, '');
  if (asked.length < most) return `…${asked}`;
  return `${asked.slice(0, 7).trimEnd()}…${asked.slice(asked.length - most + 8).trimStart()}`;
}

/** What a plain arrow says already is told only of the chosen one; so is what fires it, where there is a condition: both together leave no room for either. */
export function pillParts({ label, trigger, guard, priority, isDefault, validators }: CanvasEdge, isWhole: boolean): readonly PillPart[] {
  const isNamed = label !== '' && label !== guard && label !== trigger && label !== words.otherwise;
  const isPlain = label === '' && !isWhole;
  const all: readonly PillPart[] = [
    { kind: 'priority', text: priority === 0 ? '' : words.priority(priority) },
    { kind: 'name', text: isNamed ? label : '' },
    { kind: 'trigger', text: isDefault ? words.otherwise : isPlain || (guard !== '' && (trigger === condition || !isWhole)) || (isNamed && !isWhole) ? '' : trigger },
    { kind: 'guard', text: isNamed && !isWhole ? '' : shortened(guard) },
    { kind: 'checks', text: validators === 0 ? '' : words.validators(validators) },
  ];
  return all.filter(({ text }) => text !== '');
}
