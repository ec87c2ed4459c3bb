import { isForeign, isUntrusted, type Origin, sortedOrigins } from '../../../model/origin.ts';
import type { CompiledAction } from '../../compile/compiled-definition.ts';
import type { FlowEdge, FlowNode } from '../../flow/flow-graph.ts';
import { provenanceOf } from '../../provenance/find-origins.ts';
import { type Analysis, type Draft, reachableNodes } from '../analysis.ts';

/** Data of others where it chooses something outside or stands where a model obeys, and acts that rest on it without a person between. */
export function findForeignData(analysis: Analysis): readonly Draft[] {
  return reachableNodes(analysis).flatMap((node) => placedActions(node).flatMap((placed) => [...choicesOf(analysis, placed), ...systemOf(analysis, placed), ...unapprovedOf(analysis, placed)]));
}

interface Placed {
  readonly node: FlowNode;
  readonly action: CompiledAction;
  /** Of its config. */
  readonly where: string;
  /** Transitions that are taken right before or after it, whose approvals may freeze it. */
  readonly gates: readonly FlowEdge[];
}

function placedActions(node: FlowNode): readonly Placed[] {
  const { entry, exit, own, userActions = [] } = node.compiled;
  const at = `nodes.${node.id}`;
  return [
    ...entry.map((action) => ({ node, action, where: `${at}.actions.${action.id}.config`, gates: node.into })),
    ...exit.map((action) => ({ node, action, where: `${at}.actions.${action.id}.config`, gates: node.out })),
    ...(own === undefined ? [] : [{ node, action: own, where: `${at}.config`, gates: [] }]),
    ...userActions.map(({ id, action }) => ({ node, action, where: `${at}.userActions.${id}.action.config`, gates: [] })),
    ...node.out.flatMap((edge) => edge.compiled.validators.flatMap(({ id, ask }) => (ask?.of === 'model' ? [{ node, action: ask.action, where: `transitions.${edge.id}.validators.${id}.config`, gates: [] }] : []))),
  ];
}

function originsOf({ compiled }: Analysis, { node }: Placed, references: readonly string[]): readonly Origin[] {
  return sortedOrigins(provenanceOf(compiled).originsOf('', node.id, references));
}

function choicesOf(analysis: Analysis, placed: Placed): readonly Draft[] {
  const { permissions } = analysis.compiled.definition;
  return (placed.action.choices ?? []).flatMap(({ what, field, references, fixed }): readonly Draft[] => {
    const from = originsOf(analysis, placed, references).filter(isForeign);
    if (from.length === 0 || fixed !== undefined || permissions?.[what] !== undefined || isApproved(placed)) return [];
    return [{
      code: 'untrusted_choice',
      severity: 'error',
      where: `${placed.where}.${field}`,
      message: `Data of others (${from.join(', ')}) would choose the ${field}; a run refuses that.`,
      fix: `List what it may be under permissions.${what}, write its beginning out, or let a person approve the action.`,
    }];
  });
}

/** A person sees the very config on every way to it. */
function isApproved({ action, gates }: Placed): boolean {
  return gates.length > 0 && gates.every((edge) => edge.compiled.validators.some(({ ask }) => ask?.of === 'people' && ask.approves.includes(action.id)));
}

function systemOf(analysis: Analysis, placed: Placed): readonly Draft[] {
  if (analysis.compiled.definition.llm?.untrustedSystem === true) return [];
  return (placed.action.prompts ?? []).filter(({ isSystem }) => isSystem).flatMap(({ field, parts }): readonly Draft[] => {
    const references = parts.flatMap((part) => (typeof part === 'string' ? [] : part.references));
    const from = originsOf(analysis, placed, references).filter(isUntrusted);
    if (from.length === 0) return [];
    return [{
      code: 'untrusted_system',
      severity: 'error',
      where: `${placed.where}.${field}`,
      message: `Data of others (${from.join(', ')}) stands in the text the model obeys; a run refuses that.`,
      fix: 'Move it into the prompt, or say `"llm": {"untrustedSystem": true}` in the workflow: it then stands there between tags.',
    }];
  });
}

function unapprovedOf(analysis: Analysis, placed: Placed): readonly Draft[] {
  const { node, action } = placed;
  const written = [...node.written.entry, ...node.written.exit].find(({ id }) => id === action.id);
  // What a person sets going has its person.
  if (written === undefined || written.auto === true || !changesOutside(action, written.config)) return [];
  const uses = analysis.uses.filter(({ where }) => where === placed.where || where.startsWith(`${placed.where}.`));
  const references = uses.flatMap(({ expression }) => [...expression.references]);
  const from = originsOf(analysis, placed, references).filter(isUntrusted);
  if (from.length === 0 || !comesUnseen(analysis, placed, from)) return [];
  return [{
    code: 'unapproved_effect',
    severity: 'warning',
    where: placed.where,
    message: `It acts outside on data of others (${from.join(', ')}), and no person approves that on every way to it.`,
    fix: `Add a validator \`manual-approval\` with \`"approves": ["${action.id}"]\` to the transition before, or mark the action \`"auto": true\`.`,
  }];
}

function changesOutside({ kind }: CompiledAction, config: FlowNode['written']['config']): boolean {
  return kind.sideEffect?.(config) ?? kind.effects.some(({ repeat }) => repeat !== 'safe');
}

/** Whether some way leads from where such data comes in to the action, past nobody. */
function comesUnseen({ graph }: Analysis, { node, action, gates }: Placed, from: readonly Origin[]): boolean {
  if (node.compiled.exit.includes(action) && gates.length > 0 && gates.every(asksPeople)) return false;
  const sources = [...graph.nodes.values()].filter((one) => isSource(one, from));
  // What a run is given is there from its start.
  const starts = sources.length === 0 || from.includes('document') ? [...sources.map(({ id }) => id), graph.root.start] : sources.map(({ id }) => id);
  const seen = new Set(starts);
  const open = [...seen];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (id === node.id) return true;
    const at = graph.nodes.get(id);
    if (at === undefined) continue;
    const next = [...at.out.filter((edge) => !asksPeople(edge)).map(({ to }) => to), ...at.bodies.map(({ start }) => start), ...containerAfter(at)];
    for (const one of next) {
      if (seen.has(one)) continue;
      seen.add(one);
      open.push(one);
    }
  }
  return false;
}

/** The end of a body goes on where its container does. */
function containerAfter({ compiled, region: { container } }: FlowNode): readonly string[] {
  return container === undefined || compiled.kind.role !== 'end' ? [] : [container.id];
}

function isSource({ compiled }: FlowNode, from: readonly Origin[]): boolean {
  const actions = [...compiled.entry, ...compiled.exit, ...(compiled.own === undefined ? [] : [compiled.own]), ...(compiled.userActions ?? []).map(({ action }) => action)];
  const isCall = compiled.kind.calls !== undefined;
  return isCall || (compiled.kind.reserves === 'signal' && from.includes('tool')) || actions.some(({ kind }) => kind.origin?.some((origin) => from.includes(origin)) === true);
}

function asksPeople({ written, compiled }: FlowEdge): boolean {
  const byHand = written.triggers.every(({ type }) => type === 'card-submitted' || type === 'manual-selection' || type === 'manual-advance');
  return byHand || compiled.validators.some(({ ask }) => ask?.of === 'people');
}
