import { canBe, typeOfSchema } from '../../../expression/static/value-type.ts';
import { guardedPaths } from '../../../expression/static/guarded-paths.ts';
import type { ExpressionUse } from '../../flow/expression-uses.ts';
import { containersOf, type FlowGraph, type FlowNode } from '../../flow/flow-graph.ts';
import type { Analysis, Draft } from '../analysis.ts';
import { entered, failureAt } from '../symptoms.ts';
import { type WrittenBefore, writesOfStep } from '../written-before.ts';
import { reservedBy, touches, writesOf } from '../values-written.ts';

/** Reads of what nothing wrote on some way there: outputs, variables that begin with nothing, the error where none was caught. */
export function findUnwrittenReads(analysis: Analysis, written: WrittenBefore): readonly Draft[] {
  const variables = withoutValue(analysis.graph);
  return analysis.uses.filter((use) => analysis.reachable.has(use.node.id)).flatMap((use) => readsOf(analysis, use, { written, variables }));
}

interface Known {
  readonly written: WrittenBefore;
  /** Variables that begin with null, which their schema does not take. */
  readonly variables: ReadonlySet<string>;
}

function readsOf(analysis: Analysis, use: ExpressionUse, known: Known): readonly Draft[] {
  const guarded = guardedPaths(use.expression.expr);
  const before = writtenAt(use, known.written);
  if (before === undefined) return [];
  return [...use.expression.references].flatMap((path): readonly Draft[] => {
    const subject = subjectOf(path);
    if (subject === undefined || guarded.has(subject) || guarded.has(path) || before(subject)) return [];
    if (subject === 'error') return path === 'error' ? [] : errorRead(use, path);
    if (subject.startsWith('vars.')) return known.variables.has(subject) ? [variableRead(analysis, use, subject)] : [];
    return outputRead(analysis, use, { subject, path });
  });
}

/** The part of a path that is written as one: `nodes.prep.read`, `vars.x`, `loops.refine`, `error`. */
function subjectOf(path: string): string | undefined {
  const [root, first, second] = path.split('.');
  if (root === 'error') return 'error';
  if (first === undefined) return undefined;
  if (root === 'vars' || root === 'loops') return `${root}.${first}`;
  return root === 'nodes' && second !== undefined ? `nodes.${first}.${second}` : undefined;
}

/** Whether a path is sure to be written where the expression stands; undefined where no run comes. */
function writtenAt({ node, moment }: ExpressionUse, written: WrittenBefore): ((path: string) => boolean) | undefined {
  const before = written.node(node.id);
  if (before === 'everything') return undefined;
  const steps = moment.at === 'entry' ? node.written.entry.slice(0, moment.index) : node.written.entry;
  const own = steps.flatMap((step) => writesOfStep(node, step));
  const exits = moment.at === 'exit' ? node.written.exit.slice(0, moment.index).flatMap((step) => writesOfStep(node, step)) : [];
  const isLeaving = moment.at === 'leaving' && moment.trigger !== 'error';
  const kept = isLeaving || moment.at === 'exit' ? ['card', ...reservedBy(node)].map((name) => `nodes.${node.id}.${name}`) : [];
  const caught = moment.at === 'leaving' && moment.trigger === 'error' ? ['error'] : [];
  // A loop reads its condition after a pass; what its body writes may be read there, if a pass has been.
  const passes = node.bodies.length > 0 && moment.at !== 'entry' ? [`loops.${node.id}`, ...node.bodies.flatMap((body) => body.nodes.flatMap(writesOf))] : [];
  const here = new Set([...own, ...exits, ...kept, ...caught, ...passes]);
  return (path) => here.has(path) || before.has(path);
}

function withoutValue(graph: FlowGraph): ReadonlySet<string> {
  const { variables } = graph.compiled.definition;
  return new Set(Object.entries(variables).filter(([, { schema, initial }]) => initial === null && !canBe(typeOfSchema(schema), 'null')).map(([name]) => `vars.${name}`));
}

function errorRead({ where, node }: ExpressionUse, path: string): readonly Draft[] {
  return [{
    code: 'read_before_write',
    severity: 'error',
    where,
    message: `${path} is read, and a run may come to "${node.name}" without an error.`,
    fix: `Ask for it first: error != null ? ${path} : ''.`,
    data: { path, subject: 'error', guard: 'error != null', instead: "''" },
    shows: failureAt(node.id, path, 'error'),
    unshown: 'info',
  }];
}

function variableRead({ graph }: Analysis, { where, node }: ExpressionUse, subject: string): Draft {
  const name = subject.slice('vars.'.length);
  const isEverWritten = [...graph.nodes.values()].some((other) => writesOf(other).includes(subject));
  const shown = entered(node.id);
  return {
    code: 'read_before_write',
    severity: 'warning',
    where,
    message: isEverWritten ? `On some path nothing has written the variable "${name}" before this reads it; it is null there.` : `Nothing ever writes the variable "${name}"; it is null here.`,
    fix: 'Give the variable an initial value, or write it on every path.',
    data: { case: 'variable_unwritten', name },
    shows: { node: node.id, isShown: (step) => shown.isShown(step) && (step.state.scope.vars[name] ?? null) === null },
    ...(isEverWritten ? { unshown: 'info' as const } : {}),
  };
}

function outputRead({ graph }: Analysis, use: ExpressionUse, { subject, path }: { readonly subject: string; readonly path: string }): readonly Draft[] {
  const { where, node } = use;
  const writers = [...graph.nodes.values()].filter((other) => writesOf(other).some((one) => touches(one, subject)));
  // A name nobody writes is an unknown name, which is found elsewhere.
  if (writers.length === 0) return [];
  const isItself = writers.every((writer) => writer === node || containersOf(node).includes(writer));
  const isNever = isItself || !writers.some((writer) => leadsTo(graph, writer, node));
  return [{
    code: 'read_before_write',
    severity: 'error',
    where,
    message: isNever ? `${path} is read before anything can have written it.` : `On some path nothing has written ${subject} before this reads it.`,
    fix: `Read it only after "${subject.split('.')[1] ?? ''}", or ask for it first: has(${subject}).`,
    data: { path, subject, guard: `has(${subject})`, instead: "''" },
    shows: failureAt(node.id, subject, `nodes.${subject.split('.')[1] ?? ''} does not exist`, `${subject.split('.')[0] ?? ''}.${subject.split('.')[1] ?? ''}`),
    ...(isNever ? {} : { unshown: 'info' as const }),
  }];
}

/** Some path leads from the writer, or what is around it, to the reader. */
function leadsTo(graph: FlowGraph, writer: FlowNode, reader: FlowNode): boolean {
  const seen = new Set<string>();
  const open = [writer.id];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const node = graph.nodes.get(id);
    if (node === undefined) continue;
    const next = [...node.out.map((edge) => edge.to), ...node.bodies.map((body) => body.start), ...(node.region.container === undefined ? [] : [node.region.container.id])];
    if (next.includes(reader.id)) return true;
    for (const one of next) {
      if (seen.has(one)) continue;
      seen.add(one);
      open.push(one);
    }
  }
  return false;
}
