import type { CompiledExpression } from '../../expression/compile-expression.ts';
import { pathText } from '../../expression/syntax/read-path.ts';
import { childrenOf } from '../../expression/syntax/syntax-tree.ts';
import type { Json } from '../../model/json.ts';
import { conditionOf, constantsOf, telling } from '../../expression/static/comparisons.ts';
import type { ExpressionUse } from './expression-uses.ts';

/** For each path that anything compares with a constant: values that tell its cases apart. */
export type TestedValues = ReadonlyMap<string, readonly Json[]>;

/** What the expressions of a definition compare. A variable that is given a path's value passes its comparisons on to that path. */
export function testedValues(uses: readonly ExpressionUse[]): TestedValues {
  const constants = new Map<string, Set<Json>>();
  for (const { expression } of uses) collect(constants, expression.expr);
  const sources = assignments(uses);
  for (let round = 0; round < 3; round += 1) {
    for (const { variable, path } of sources) {
      for (const value of constants.get(variable) ?? []) add(constants, path, value);
      for (const value of constants.get(`size(${variable})`) ?? []) add(constants, `size(${path})`, value);
    }
  }
  return new Map([...constants].map(([path, values]) => [path, telling([...values])]));
}

function collect(constants: Map<string, Set<Json>>, expr: CompiledExpression['expr']): void {
  const condition = conditionOf(expr);
  if (condition === undefined) {
    for (const child of childrenOf(expr)) collect(constants, child);
    return;
  }
  for (const [path, values] of constantsOf(condition)) for (const value of values) add(constants, path, value);
}

function add(constants: Map<string, Set<Json>>, path: string, value: Json): void {
  const known = constants.get(path);
  if (known === undefined) constants.set(path, new Set([value]));
  else known.add(value);
}

/** Where a variable is simply given the value of a path. */
function assignments(uses: readonly ExpressionUse[]): readonly { readonly variable: string; readonly path: string }[] {
  return uses.flatMap(({ moment, isWhole, expression }) => {
    const name = moment.at === 'entry' || moment.at === 'exit' ? moment.step.config['name'] : undefined;
    const path = pathText(expression.expr);
    return typeof name === 'string' && isWhole && path !== undefined ? [{ variable: `vars.${name}`, path }] : [];
  });
}
