import { idOf, nodeName, nodesIn, regionOf, rootId, textIn, transitionsIn } from '../../../core/domain/model/edit/definition-reading.ts';
import { cutText } from '../../../core/domain/model/cut-text.ts';
import type { Json, JsonObject } from '../../../core/domain/model/json.ts';
import { nodeOf } from '../../../core/domain/model/region-path.ts';
import type { Finding } from '../../../core/domain/operations/workflows.ts';
import { problemWords } from '../../strings/designer-problems.ts';
import { onlyWay } from './only-way.ts';

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
      return { ...startOf(definition), words: words.start(shortly(input['inputs'])) };
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

/** Marks of the way so far: every step that was told, what lies between them, and where the run stands. */
export function marksUpTo(definition: JsonObject, steps: readonly TraceStep[]): ReadonlyMap<string, 'step' | 'last_step'> {
  const told = steps.flatMap(({ node }) => (node === undefined ? [] : [node]));
  const between = told.flatMap((node, at) => onTheWay(definition, told[at - 1] ?? node, node));
  const last = told.at(-1);
  return new Map([...told, ...between].map((id) => [id, id === last ? 'last_step' : 'step'] as const));
}

/** Where the run begins. */
function startOf(definition: JsonObject): Pick<TraceStep, 'node'> {
  const start = nodesIn(definition, rootId(definition)).find((node) => textIn(node, 'type') === 'start');
  return start === undefined ? {} : { node: idOf(start) };
}

/** Nodes and transitions a run passes from one step to the next without being told anything. Where there are several ways, which it takes is not known here. */
function onTheWay(definition: JsonObject, from: string, to: string): readonly string[] {
  const region = regionOf(definition, from);
  return region === undefined || regionOf(definition, to) !== region ? [] : onlyWay(transitionsIn(definition, region), from, to);
}

const beforeLastSlash = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));

/** The node of the definition a visit stands at: of a called workflow the node that calls it. */
function nodeAt(visit: string): string | undefined {
  const [own = ''] = visit.split(':@');
  return own === '' ? undefined : nodeOf(own);
}

function shortly(value: Json | undefined): string {
  const json = JSON.stringify(value ?? null);
  return json === '{}' || json === 'null' ? '' : cutText(json, 160);
}
