import type { AnyContractProcedure } from '@orpc/contract';
import { areas, isAreaName } from '../../core/domain/operations/areas.ts';
import { type DescribedOperation, describeOperation, type InputField } from '../../core/domain/operations/describe-operation.ts';
import { operationFacts } from '../../core/domain/operations/operation-facts.ts';
import type { Json } from '../../core/domain/model/json.ts';
import { isJsonObject } from '../../core/domain/model/json.ts';
import type { EndingAct, RunWhy } from '../../core/domain/model/run-why.ts';
import { kebab, shellWord } from '../../core/domain/model/command-line.ts';

/** Gives for each act of an answer the command line that does it, to be pasted into a shell. */
export async function actCommandsOf({ waits }: Pick<RunWhy, 'waits'>): Promise<(act: EndingAct) => string> {
  return commandsOf(new Set(waits.flatMap(({ acts }) => acts.map(({ operation }) => operation))));
}

async function commandsOf(wanted: Iterable<string>): Promise<(act: EndingAct) => string> {
  const described = new Map<string, DescribedOperation>();
  for (const name of wanted) {
    const [area = ''] = name.split('.');
    if (!isAreaName(area)) continue;
    const procedures: readonly AnyContractProcedure[] = Object.values(await areas[area]());
    const procedure = procedures.find((candidate) => operationFacts(candidate).name === name);
    if (procedure !== undefined) described.set(name, describeOperation(procedure));
  }
  return (act) => {
    const operation = described.get(act.operation);
    return operation === undefined ? `${act.operation} ${JSON.stringify(act.input)}` : actCommand(operation, act);
  };
}

/** The command line of one operation with this input. */
export async function commandLine(act: EndingAct): Promise<string> {
  return (await commandsOf([act.operation]))(act);
}

/** The command line of one act: positionals first, then flags; `…` stands where a person fills something in. */
function actCommand({ facts, fields }: DescribedOperation, { input }: EndingAct): string {
  const places = facts.positionals.flatMap((name) => (input[name] === undefined ? [] : [shellWord(plain(input[name]))]));
  const flags = fields.filter(({ name }) => !facts.positionals.includes(name)).flatMap((field) => flagWords(field, input[field.name]));
  return ['aiwm', ...facts.name.split('.'), ...places, ...flags].join(' ');
}

function flagWords({ name, kind, default: preset }: InputField, value: Json | undefined): readonly string[] {
  const flag = `--${kebab(name)}`;
  if (value === undefined || value === preset) return [];
  if (typeof value === 'boolean') return [value ? flag : `--no-${kebab(name)}`];
  const isEmpty = isJsonObject(value) && Object.keys(value).length === 0;
  if (kind === 'record' && isJsonObject(value)) return isEmpty ? [`${flag} name=value`] : Object.entries(value).map(([key, one]) => `${flag} ${shellWord(`${key}=${plain(one)}`)}`);
  if (Array.isArray(value) && kind === 'list') return value.map((one: Json) => `${flag} ${shellWord(plain(one))}`);
  // What a flag of JSON takes is JSON, words too.
  if (kind === 'json') return [`${flag} ${isEmpty ? "'{…}'" : shellWord(JSON.stringify(value))}`];
  return [`${flag} ${shellWord(plain(value))}`];
}

function plain(value: Json | undefined): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? null);
}
