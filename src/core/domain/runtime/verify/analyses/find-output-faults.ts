import { knownNames } from '../../../model/finding-data.ts';
import { isJsonObject, type JsonObject } from '../../../model/json.ts';
import { present } from '../../../model/present.ts';
import { type Analysis, type Draft, reachableNodes } from '../analysis.ts';
import type { FlowNode } from '../../flow/flow-graph.ts';
import { nearestName } from '../nearest-name.ts';
import { failureAt } from '../symptoms.ts';

/** Outputs the workflow has to give that an end does not yield, and names that are yielded and not declared. */
export function findOutputFaults(analysis: Analysis): readonly Draft[] {
  const declared = declaredOutputs(analysis.compiled.definition.outputs);
  const ends = reachableNodes(analysis).filter((node) => node.region.container === undefined && node.compiled.kind.role === 'end' && node.written.config['result'] !== 'failed');
  return ends.flatMap((end) => faultsOf(end, declared));
}

/** What the schema of the outputs says of their names. */
interface Declared {
  readonly names: readonly string[];
  readonly required: readonly string[];
  /** Whether other names are refused, or said by a pattern. */
  readonly others: 'refused' | 'meant' | 'unsaid';
}

function declaredOutputs({ properties, required, additionalProperties, patternProperties }: JsonObject): Declared {
  return {
    names: isJsonObject(properties) ? Object.keys(properties) : [],
    required: Array.isArray(required) ? required.filter((name) => typeof name === 'string') : [],
    others: patternProperties !== undefined || isJsonObject(additionalProperties) || additionalProperties === true ? 'meant' : additionalProperties === false ? 'refused' : 'unsaid',
  };
}

function faultsOf({ id, name, written }: FlowNode, { names, required, others }: Declared): readonly Draft[] {
  const where = `nodes.${id}.config.outputs`;
  const yielded = isJsonObject(written.config['outputs']) ? Object.keys(written.config['outputs']) : [];
  const missing = required.filter((one) => !yielded.includes(one)).map((one): Draft => ({
    code: 'output_missing',
    severity: 'error',
    where,
    message: `"${name}" does not yield "${one}", which the workflow has to give.`,
    fix: `Give "${one}" a value here, or let the workflow do without it.`,
    data: { name: one },
    shows: failureAt(id, `"${one}"`),
  }));
  // A workflow that declares nothing gives what its ends yield.
  if (others === 'meant' || (others === 'unsaid' && names.length === 0)) return missing;
  const open = [...new Set([...names, ...required])].filter((one) => !yielded.includes(one));
  const known = new Set([...names, ...required]);
  return [...missing, ...yielded.filter((one) => !known.has(one)).map((one): Draft => {
    const near = nearestName(one, open);
    return {
      code: 'output_undeclared',
      severity: others === 'refused' ? 'error' : 'info',
      where: `${where}.${one}`,
      message: `"${name}" yields "${one}", and the workflow declares no such output.`,
      fix: near === undefined ? 'Declare it among the outputs of the workflow, or take it out.' : `Did you mean "${near}"?`,
      data: present({ name: one, near, known: knownNames(open) }),
      ...(others === 'refused' ? { shows: failureAt(id, 'do not fit') } : {}),
    };
  })];
}
