import { applyEdit } from '../../../../core/domain/model/edit/apply-edit.ts';
import type { Edit } from '../../../../core/domain/model/edit/edit.ts';
import { AppError } from '../../../../core/domain/model/errors.ts';
import type { JsonObject } from '../../../../core/domain/model/json.ts';
import type { Finding } from '../../../../core/domain/operations/workflows.ts';
import { quickFixesOf } from './fixes-by-code.ts';
import type { FixContext, QuickFix } from './quick-fix.ts';

/** Findings of one code for which the likeliest fix is the same one. */
export interface SameFix {
  readonly code: string;
  readonly title: string;
  readonly findings: readonly Finding[];
}

export interface FixForAll {
  readonly edits: readonly Edit[];
  /** In how many places it was done. */
  readonly count: number;
}

/** The same fix in every place, as one act, a place at a time; where it is no longer offered, or refused, nothing is done. */
export function* fixForAll({ title, findings }: SameFix, context: FixContext): Generator<undefined, FixForAll> {
  let { definition } = context;
  let count = 0;
  for (const finding of findings) {
    const fix = quickFixesOf(finding, { ...context, definition }).find((one) => one.title === title);
    const mended = fix === undefined ? undefined : mendedBy(fix, definition);
    if (mended !== undefined) {
      definition = mended;
      count += 1;
    }
    yield;
  }
  return { count, edits: count === 0 ? [] : [{ kind: 'replace', act: 'mend', definition }] };
}

/** What a fix writes whole is looked at once, when all of it is carried out. */
function mendedBy({ edits }: QuickFix, definition: JsonObject): JsonObject | undefined {
  try {
    return edits.reduce<JsonObject>((before, edit) => (edit.kind === 'replace' ? edit.definition : applyEdit(before, edit)), definition);
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}

/** Where the likeliest fix of a finding is that of others of its code too: by the first of them. A finding at a time. */
export function* sameFixes(findings: readonly Finding[], context: FixContext): Generator<undefined, ReadonlyMap<Finding, SameFix>> {
  const groups = new Map<string, { readonly title: string; readonly findings: Finding[] }>();
  for (const alike of Map.groupBy(findings, ({ code }) => code).values()) {
    if (alike.length < 2) continue;
    for (const finding of alike) {
      const title = quickFixesOf(finding, context).find(({ field }) => field === undefined)?.title;
      if (title !== undefined) {
        const group = groups.get(`${finding.code} ${title}`);
        if (group === undefined) groups.set(`${finding.code} ${title}`, { title, findings: [finding] });
        else group.findings.push(finding);
      }
      yield;
    }
  }
  return new Map([...groups.values()].flatMap(({ title, findings: alike }): readonly (readonly [Finding, SameFix])[] => {
    const [first] = alike;
    return first === undefined || alike.length < 2 ? [] : [[first, { code: first.code, title, findings: alike }]];
  }));
}
