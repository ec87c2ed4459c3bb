import { nodeName } from '../../../core/domain/model/edit/definition-reading.ts';
import type { Json, JsonObject } from '../../../core/domain/model/json.ts';
import { nodeOf } from '../../../core/domain/model/region-path.ts';
import type { Finding } from '../../../core/domain/operations/workflows.ts';
import { problemWords } from '../../strings/designer-problems.ts';

const words = problemWords.trace;

/** One thing a run is told on its way to a fault. */
export interface TraceStep {
  /** Where it happens; absent of what happens to the run as a whole. */
  readonly node?: string;
  readonly words: string;
}

/** The way of a run to the fault, step by step; the last says the fault itself. */
export function traceSteps(definition: JsonObject, { trace = [], where, message }: Finding): readonly TraceStep[] {
  const [noun, id] = where.split('.');
  const told = trace.map(({ input }) => stepOf(definition, input));
  return [...told, { ...(noun === 'nodes' && id !== undefined ? { node: id } : {}), words: message }];
}

function stepOf(definition: JsonObject, input: JsonObject): TraceStep {
  const text = (field: string): string => (typeof input[field] === 'string' ? input[field] : '');
  const node = nodeAt(text('visit') || beforeLastSlash(text('effect') || text('id') || text('approval')));
  const place = node === undefined ? {} : { node };
  const name = node === undefined ? problemWords.workflow : nodeName(definition, node);
  const action = text('effect').split('/').at(-1)?.replace(/\.\d+$/u, '').replace(/^@/u, '') ?? '';
  switch (input['type']) {
    case 'start':
      return { words: words.start(shortly(input['inputs'])) };
    case 'effect_completed':
      return { ...place, words: words.gives(action, name, shortly(input['output'])) };
    case 'effect_failed':
      return { ...place, words: words.fails(action, name) };
    case 'card':
      return { ...place, words: words.answer(name, shortly(input['values'])) };
    case 'timer':
      return { ...place, words: words.passes(name) };
    case 'signal':
      return { ...place, words: words.signal(text('name'), name) };
    case 'approval':
      return { ...place, words: words.approval(name, text('decision')) };
    case 'command':
      return { ...place, words: words.byHand(text('name'), name) };
    default:
      return { ...place, words: words.other(text('type')) };
  }
}

const beforeLastSlash = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));

/** The node of the definition a visit stands at: of a called workflow the node that calls it. */
function nodeAt(visit: string): string | undefined {
  const [own = ''] = visit.split(':@');
  return own === '' ? undefined : nodeOf(own);
}

function shortly(value: Json | undefined): string {
  const json = JSON.stringify(value ?? null);
  return json === '{}' || json === 'null' ? '' : json.length > 160 ? `${json.slice(0, 159)}…` : json;
}
