import { type SchemaCheck, schemaCheck } from '../../catalogue/json-schema.ts';
import type { JsonObject } from '../../model/json.ts';
import type { Variable } from '../../model/workflow.ts';
import type { CompiledVariable, OwnVariables } from './compiled-definition.ts';
import type { DefinitionIssues } from './definition-issues.ts';

type Written = { readonly [name: string]: Variable };

/** The variables of a workflow or of a body, each with the check of its values. */
export function compileVariables(issues: DefinitionIssues, where: string, written: Written): OwnVariables {
  const each = <Part>(part: (name: string, variable: Variable) => Part): { readonly [name: string]: Part } =>
    Object.fromEntries(Object.entries(written).map(([name, variable]) => [name, part(name, variable)]));
  return {
    variables: each((name, variable) => compileVariable(issues, `${where}.${name}`, variable)),
    initial: each((_, { initial }) => initial),
    variableSchemas: each((_, { schema }) => schema),
  };
}

function compileVariable(issues: DefinitionIssues, where: string, variable: Variable): CompiledVariable {
  if (variable.sensitive && variable.initial !== null) issues.add(`${where}.initial`, 'What a sensitive variable begins with would stand in the definition for everyone to read.', 'Leave `initial` out, and assign it from a sensitive input.');
  const check = checkOf(issues, where, variable.schema);
  const [problem] = variable.initial === null ? [] : check(variable.initial);
  if (problem !== undefined) issues.add(`${where}.initial`, `It does not fit the variable's schema: ${problem.path}: ${problem.message}`);
  return { check };
}

/** The check of a schema; one that cannot be used is an issue, and lets everything through. */
export function checkOf(issues: DefinitionIssues, where: string, schema: JsonObject): SchemaCheck {
  return issues.attempt(where, () => schemaCheck(schema)) ?? (() => []);
}
