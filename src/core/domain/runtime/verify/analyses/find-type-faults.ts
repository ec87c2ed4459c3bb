import type { Analysis, Draft } from '../analysis.ts';
import { knownNames } from '../../../model/finding-data.ts';
import { present } from '../../../model/present.ts';
import { wayToGive } from '../../../catalogue/output-of.ts';
import type { ExpressionUse } from '../../flow/expression-uses.ts';
import type { FlowNode } from '../../flow/flow-graph.ts';
import { nearestName } from '../nearest-name.ts';
import { failureAt } from '../symptoms.ts';
import { assignedBy, stepsOf } from '../values-written.ts';
import { type Inference, inferType, type Meant, type TypeProblem } from '../../../expression/static/infer-type.ts';
import { listAround, type NodeScopes } from '../node-scope.ts';
import { canBe, canMeet, kindsText, typeOfSchema, typeOfValue, type ValueType } from '../../../expression/static/value-type.ts';

/**
 * Names that do not exist, values that may be missing, and types that do not fit. What no path leads to is looked at as well:
 * it is wrong there already, only that no run can show it, nor that a value is missing.
 */
export function findTypeFaults(analysis: Analysis, scopes: NodeScopes): readonly Draft[] {
  const nodes = [...analysis.graph.nodes.values()];
  const faults = [...analysis.uses.map((use) => ({ node: use.node, drafts: faultsOf(analysis, use, scopes) })), ...nodes.map((node) => ({ node, drafts: wrongConstants(analysis, node) }))];
  return faults.flatMap(({ node, drafts }) => (analysis.reachable.has(node.id) ? drafts : drafts.flatMap(beforeAnyRun)));
}

function beforeAnyRun({ shows: _shows, unshown, ...draft }: Draft): readonly Draft[] {
  return unshown === 'drop' ? [] : [draft];
}

function faultsOf(analysis: Analysis, use: ExpressionUse, scopes: NodeScopes): readonly Draft[] {
  const outside = outsideList(use);
  if (outside !== undefined) return [outside];
  const inference = inferType(use.expression, scopes.at(use.node));
  const found = inference.problems.map((problem) => draftOf(use, problem, analysis));
  if (found.some(({ code }) => code !== 'value_may_be_missing')) return found;
  return [...found, ...wrongResult(analysis, use, inference)];
}

function outsideList({ expression, node, where }: ExpressionUse): Draft | undefined {
  const name = ['item', 'index'].find((root) => [...expression.roots].some((one) => one === root));
  if (name === undefined || listAround(node) !== undefined) return undefined;
  return {
    code: 'item_outside_list',
    severity: 'error',
    where,
    message: `"${name}" is read, and no loop or map over a list is around "${node.name}".`,
    fix: 'Use it only inside a loop or map with "over".',
    shows: failureAt(node.id, name),
  };
}

function draftOf({ where, node }: ExpressionUse, problem: TypeProblem, analysis: Analysis): Draft {
  if (problem.kind === 'unknown') {
    const near = nearestName(problem.name, problem.known);
    const known = problem.known.slice(0, 12).join(', ') || 'none';
    return {
      code: 'unknown_name',
      severity: 'error',
      where,
      message: `${problem.path} does not exist.`,
      data: present({ name: problem.name, path: problem.path, near, known: knownNames(problem.known) }),
      fix: wayThere(analysis, problem.path) ?? (near === undefined ? `There ${problem.known.length === 1 ? 'is' : 'are'}: ${known}.` : `Did you mean "${near}"?`),
      shows: failureAt(node.id, problem.path),
    };
  }
  if (problem.kind === 'uncertain') {
    const instead = insteadOf(problem.type);
    return {
      code: 'value_may_be_missing',
      severity: 'warning',
      where,
      message: `${problem.path} may be missing: nothing says that it is always there.`,
      fix: `Ask for it first: has(${problem.path}) ? ${problem.path} : ${instead}`,
      data: { path: problem.path, subject: problem.path, guard: `has(${problem.path})`, instead },
      shows: failureAt(node.id, `${problem.path} does not exist`),
      unshown: 'drop',
    };
  }
  return { code: 'type_mismatch', severity: 'error', where, message: `${sentence(problem.message)}.`, ...wayToMeet(problem.meant), shows: failureAt(node.id, '') };
}

/** Begins with a capital letter, unless it begins with what an author wrote: `nodes.card` is no `Nodes.card`. */
function sentence(words: string): string {
  return /^[a-z]+ /u.test(words) ? `${words.charAt(0).toUpperCase()}${words.slice(1)}` : words;
}

function wayToMeet(meant: Meant | undefined): Pick<Draft, 'fix' | 'data'> {
  if (meant === undefined) return { fix: 'Compare and combine values of the same type; text(...) and double(...) make one of the other.' };
  const near = nearestName(meant.value, meant.possible);
  const fix = near === undefined ? `Compare it with one of these: ${meant.possible.slice(0, 8).map((value) => JSON.stringify(value)).join(', ')}.` : `Did you mean ${JSON.stringify(near)}?`;
  return { fix, data: present({ name: meant.value, near, known: knownNames(meant.possible) }) };
}

/** How the action a path reads comes to give what is read of it. */
function wayThere({ graph }: Analysis, path: string): string | undefined {
  const [root, node = '', action = '', member = ''] = path.split('.');
  const found = root === 'nodes' ? graph.nodes.get(node) : undefined;
  const step = found === undefined ? undefined : stepsOf(found).find(({ id }) => id === action);
  const kind = graph.compiled.catalogue.actions.get(step?.type ?? '');
  return wayToGive(kind, { member, name: step?.name ?? kind?.title ?? action });
}

/** A value of the type that stands for nothing. */
function insteadOf({ kinds, constants }: ValueType): string {
  const [kind] = kinds?.size === 1 ? kinds : [];
  if (kind === 'bool') return 'false';
  if (constants?.[0] !== undefined) return JSON.stringify(constants[0]);
  return empty.get(kind) ?? 'null';
}

const empty: ReadonlyMap<string | undefined, string> = new Map([['list', '[]'], ['map', '{}'], ['number', '0'], ['string', "''"]]);

const mustBeTrueOrFalse: readonly string[] = ['when', 'that', 'until', 'while'];

function wrongResult({ compiled }: Analysis, use: ExpressionUse, { type }: Inference): readonly Draft[] {
  const { name = '', where, node, moment, isWhole } = use;
  if (mustBeTrueOrFalse.includes(name) && !canBe(type, 'bool')) return [mismatch(use, `It must be true or false, and is a ${kindsText(type)}.`, 'Compare the value with something: vars.count > 0.')];
  if (name === 'over' && !canBe(type, 'list')) return [mismatch(use, `It must be a list, and is a ${kindsText(type)}.`, 'Give it a list, such as vars.rows.')];
  if (moment.at !== 'entry' && moment.at !== 'exit') return [];
  const variable = assignedBy(node, moment.step);
  const schema = variable === undefined ? undefined : compiled.definition.variables[variable]?.schema;
  if (schema === undefined || !where.endsWith('.config.value')) return [];
  const given: ValueType = isWhole ? type : { kinds: new Set(['string']) };
  const wanted = typeOfSchema(schema);
  if (canMeet(given, wanted)) return [];
  return [{ ...mismatch(use, `The variable "${variable ?? ''}" takes a ${kindsText(wanted)}, and this is a ${kindsText(given)}.`, 'Give it a value of its type.'), shows: failureAt(node.id, `"${variable ?? ''}"`) }];
}

function mismatch({ where, node }: ExpressionUse, message: string, fix: string): Draft {
  return { code: 'type_mismatch', severity: 'error', where, message, fix, shows: failureAt(node.id, 'must be') };
}

/** Values that stand in the definition and do not fit the variable they are given to; variables that are not there. */
function wrongConstants({ graph, compiled }: Analysis, node: FlowNode): readonly Draft[] {
  return stepsOf(node).flatMap((step): readonly Draft[] => {
    const name = assignedBy(node, step);
    const value = step.config['value'];
    if (name === undefined || value === undefined) return [];
    const where = `nodes.${node.id}.actions.${step.id}`;
    const bodies = [node.region, ...graph.regions].some((region) => declaredIn(region.container?.written.bodies.find((body) => body.id === region.id)?.variables, name));
    const variable = declaredIn(compiled.definition.variables, name) ? compiled.variables[name] : undefined;
    if (variable === undefined) return bodies ? [] : [unknownVariable({ where, node: node.id, name, known: Object.keys(compiled.definition.variables) })];
    if (JSON.stringify(value).includes('{{')) return [];
    const [problem] = variable.check(value);
    if (problem === undefined) return [];
    const message = `The variable "${name}" takes no ${kindsText(typeOfValue(value))} such as ${JSON.stringify(value).slice(0, 60)}: ${problem.message}`;
    return [{ code: 'type_mismatch', severity: 'error', where: `${where}.config.value`, message, fix: 'Give it a value that fits its schema.', shows: failureAt(node.id, `"${name}"`) }];
  });
}

function declaredIn(variables: { readonly [name: string]: unknown } | undefined, name: string): boolean {
  return variables !== undefined && Object.hasOwn(variables, name);
}

function unknownVariable({ where, node, name, known }: { readonly where: string; readonly node: string; readonly name: string; readonly known: readonly string[] }): Draft {
  const near = nearestName(name, known);
  return {
    code: 'scope_violation',
    severity: 'error',
    where: `${where}.config.name`,
    message: `It assigns the variable "${name}", which the workflow does not have.`,
    fix: near === undefined ? 'Declare it under variables.' : `Did you mean "${near}"?`,
    data: present({ case: 'variable_unknown' as const, name, near, known: knownNames(known) }),
    shows: failureAt(node, `"${name}"`),
  };
}
