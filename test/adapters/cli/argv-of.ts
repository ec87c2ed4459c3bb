import type { JsonObject } from '../../../src/core/domain/model/json.ts';
import { areas } from '../../../src/core/domain/operations/areas.ts';
import { type DescribedOperation, describeOperation } from '../../../src/core/domain/operations/describe-operation.ts';

/** Every operation of the contract as a door without types sees it. */
export const describedOperations: readonly DescribedOperation[] = (await Promise.all(Object.values(areas).map(async (load) => Object.values(await load())))).flat().map(describeOperation);

/** Every text of the input as a variable, from where {@link argvOf} has those taken that no command line may hold. */
export function environmentOf(input: JsonObject): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(input).flatMap(([name, value]) => (typeof value === 'string' ? [[variableOf(name), value]] : [])));
}

function variableOf(field: string): string {
  return `TEST_${field.toUpperCase()}`;
}

/** The command line that asks `operation` with this input, where nobody can be asked whether it is meant. */
export function argvOf(operation: string, input: JsonObject): string[] {
  const described = describedOperations.find(({ facts }) => facts.name === operation);
  const words = operation.split('.');
  if (described === undefined) return words;
  const { facts, fields } = described;
  const flags = fields
    .filter(({ name }) => input[name] !== undefined && !facts.positionals.includes(name))
    .flatMap(({ name, kind }) => {
      const flag = `--${name.replaceAll(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`)}`;
      const value = input[name];
      if (kind === 'secret') return [`${flag === '--secret' ? '--key' : flag}-env`, variableOf(name)];
      if (typeof value === 'boolean' && kind === 'boolean') return [value ? flag : flag.replace('--', '--no-')];
      if (kind === 'list' && Array.isArray(value)) return value.flatMap((item) => [flag, String(item)]);
      return [flag, typeof value === 'string' && kind !== 'json' ? value : JSON.stringify(value)];
    });
  const positionals = facts.positionals.flatMap((name) => (input[name] === undefined ? [] : fields.some((field) => field.name === name && field.kind === 'list') ? [input[name]].flat().map(String) : [typeof input[name] === 'string' ? input[name] : JSON.stringify(input[name])]));
  return [...words, ...positionals, ...flags, ...(facts.takesAway === undefined ? [] : ['--yes'])];
}
