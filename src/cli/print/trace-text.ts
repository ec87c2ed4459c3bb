import { cutText } from '../../core/domain/model/cut-text.ts';
import type { Finding } from '../../core/domain/operations/workflows.ts';

type Trace = NonNullable<Finding['trace']>;
const mostShown = 6;

/** The inputs of a trace in a few words each, the middle of a long one left out. */
export function traceText(trace: Trace): string {
  const steps = trace.map(({ input }) => stepText(input));
  const few = steps.length <= mostShown ? steps : [...steps.slice(0, mostShown - 2), `… ${steps.length - mostShown + 1} more …`, ...steps.slice(-1)];
  return few.join(' → ');
}

function stepText(input: Trace[number]['input']): string {
  const text = (field: string): string => (typeof input[field] === 'string' ? input[field] : '');
  switch (input['type']) {
    case 'start':
      return `start ${shortly(input['inputs'])}`;
    case 'effect_completed':
      return `${text('effect')} gives ${shortly(input['output'])}`;
    case 'effect_failed':
      return `${text('effect')} fails`;
    case 'card':
      return `answer ${text('visit')} ${shortly(input['values'])}`;
    case 'timer':
      return `time passes to ${text('id')}`;
    case 'signal':
      return `signal ${text('name')}`;
    case 'approval':
      return `${text('decision')} ${text('visit')}`;
    case 'command':
      return `${text('name')} ${text('visit')} ${text('transition')}`.trim();
    default:
      return text('type');
  }
}

function shortly(value: unknown): string {
  return cutText(JSON.stringify(value) ?? '', 60);
}
