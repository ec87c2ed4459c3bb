import { checkTemplate, type CheckedTemplate } from '../catalogue/document-templates/compile-template.ts';
import type { CompiledTemplate } from '../catalogue/document-templates/compiled-template.ts';
import { compileExpression } from '../expression/compile-expression.ts';
import { inferType, type TypeProblem } from '../expression/static/infer-type.ts';
import { anything, closedMap, typeOfValue, type ValueType } from '../expression/static/value-type.ts';
import { AppError } from '../model/errors.ts';
import { type FindingData, knownNames } from '../model/finding-data.ts';
import { isJsonObject, type Json, type JsonObject } from '../model/json.ts';
import { nearest } from '../model/nearest-word.ts';
import { present } from '../model/present.ts';
import type { Finding } from '../operations/workflows.ts';
import { takenDocument } from './pin-templates.ts';
import { readTemplate, type ReadTemplateDeps } from './read-template.ts';
import { type TemplateUse, templateUses } from './template-uses.ts';

/** What is wrong with the document templates a definition names: they are not there, not sound, or read what they are not given. */
export async function templateFindings(deps: ReadTemplateDeps, definition: JsonObject): Promise<readonly Finding[]> {
  const found: Finding[] = [];
  for (const use of templateUses(definition)) found.push(...(await findingsOf(deps, use)));
  return found;
}

async function findingsOf(deps: ReadTemplateDeps, use: TemplateUse): Promise<readonly Finding[]> {
  const where = use.action === undefined ? `nodes.${use.node}` : `nodes.${use.node}.actions.${use.action}.config`;
  try {
    const template = await readTemplate(deps, use.template);
    const checked: CheckedTemplate = checkTemplate(template);
    if (!checked.ok) return checked.problems.slice(0, 20).map((problem) => error(`${where}.template`, { code: 'expression_invalid', message: `In ${problem.where} of the template "${template.title}": ${problem.message}`, fix: problem.next }));
    for (const one of checked.compiled.documents) await takenDocument(deps, template, one);
    return use.action === undefined ? [] : inputFaults(checked.compiled, { where, title: template.title, inputs: use.inputs });
  } catch (fault) {
    if (!(fault instanceof AppError)) throw fault;
    return [error(`${where}.template`, { code: 'missing_document', message: fault.message, fix: fault.next, data: { name: use.template.id } })];
  }
}

interface Given {
  readonly where: string;
  readonly title: string;
  readonly inputs: Json;
}

/** What a template reads of inputs that are known by name, and by type where they stand in the definition. */
function inputFaults({ uses }: CompiledTemplate, { where, title, inputs }: Given): readonly Finding[] {
  if (!isJsonObject(inputs)) return [];
  const given = closedMap(Object.entries(inputs).map(([name, value]): [string, ValueType] => [name, JSON.stringify(value).includes('{{') ? anything : typeOfValue(value)]));
  // What it asks for anywhere may be missing.
  const isAsked = (name: string): boolean => uses.some(({ source }) => new RegExp(String.raw`has\(\s*inputs\.${name}\b`, 'u').test(source));
  const faults = uses.flatMap((use) => inferType(compileExpression(use.source), (root) => (root === 'inputs' ? given : anything)).problems.flatMap((problem) => faultOf(problem, { place: `In ${use.where} of the template "${title}"`, isAsked, names: Object.keys(inputs) })));
  const known = new Map(faults.map((fault) => [fault.message, fault]));
  return [...known.values()].map((fault) => error(`${where}.inputs`, fault));
}

interface Place {
  readonly place: string;
  readonly isAsked: (name: string) => boolean;
  readonly names: readonly string[];
}

function faultOf(problem: TypeProblem, { place, isAsked, names }: Place): readonly Fault[] {
  if (problem.kind === 'uncertain') return [];
  if (problem.kind === 'mismatch') return [{ code: 'type_mismatch', message: `${place}: ${problem.message}.`, fix: 'Give the template what it expects, or change its expression.' }];
  const [, name = ''] = problem.path.split('.');
  if (isAsked(name)) return [];
  const meant = nearest(name, names);
  return [{ code: 'unknown_name', message: `The template reads ${problem.path}, which it is not given.`, fix: meant === undefined ? `Give it under inputs, or ask for it first: has(${problem.path}).` : `Did you mean "${meant}"?`, data: present({ name, path: problem.path, near: meant, known: knownNames(names) }) }];
}

interface Fault {
  readonly code: string;
  readonly message: string;
  readonly fix?: string | undefined;
  readonly data?: FindingData;
}

function error(where: string, { code, message, fix, data }: Fault): Finding {
  return { code, severity: 'error', where, message, ...present({ fix, data }) };
}
