import type { z } from 'zod';
import type { Sources } from '../../catalogue/kind-view.ts';
import { parseExpression, type ParsedExpression } from '../../expression/expression.ts';
import type { CompiledSources } from './compiled-definition.ts';
import { compileValue, type Renderer } from './compiled-value.ts';
import type { DefinitionIssues } from './definition-issues.ts';

/** A kind as far as its config goes. */
interface Configured {
  readonly config: z.ZodType<never>;
  sources?(config: never): Sources;
}

/** The config as its kind's schema gives it, with its expressions and templates parsed; undefined when either fails. */
export function compileConfig(issues: DefinitionIssues, where: string, given: { readonly kind: Configured; readonly config: unknown }): { readonly config: never; readonly sources: CompiledSources } | undefined {
  const before = issues.found.length;
  const config = issues.parse(`${where}.config`, given.kind.config, given.config);
  if (issues.found.length > before) return undefined;
  const sources = given.kind.sources?.(config as never) ?? {};
  const expressions: { [name: string]: ParsedExpression } = {};
  for (const [name, source] of Object.entries(sources.expressions ?? {})) {
    const parsed = issues.attempt(`${where}.config.${name}`, () => parseExpression(source));
    if (parsed !== undefined) expressions[name] = parsed;
  }
  const templates: { [name: string]: Renderer } = {};
  for (const [name, value] of Object.entries(sources.templates ?? {})) {
    const parsed = issues.attempt(`${where}.config.${name}`, () => compileValue(value));
    if (parsed !== undefined) templates[name] = parsed;
  }
  return { config: config as never, sources: { expressions, templates, sources } };
}
