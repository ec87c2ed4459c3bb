import { applyEdit } from '../../../../core/domain/model/edit/apply-edit.ts';
import type { Edit } from '../../../../core/domain/model/edit/edit.ts';
import type { JsonObject } from '../../../../core/domain/model/json.ts';
import type { Finding } from '../../../../core/domain/operations/workflows.ts';
import { quickFixesOf } from './fixes-by-code.ts';
import type { FixContext } from './quick-fix.ts';

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

/** The same fix in every place, as one act; where it is no longer offered, nothing is done. */
export function fixForAll({ title, findings }: SameFix, context: FixContext): FixForAll {
  let { definition } = context;
  let count = 0;
  for (const finding of findings) {
    const fix = quickFixesOf(finding, { ...context, definition }).find((one) => one.title === title);
    if (fix === undefined) continue;
    // What a fix writes whole is looked at once, when all of it is carried out.
    definition = fix.edits.reduce<JsonObject>((before, edit) => (edit.kind === 'replace' ? edit.definition : applyEdit(before, edit)), definition);
    count += 1;
  }
  return { count, edits: count === 0 ? [] : [{ kind: 'replace', act: 'mend', definition }] };
}

/** Where the likeliest fix of a finding is that of others of its code too: by the first of them. */
export function sameFixes(findings: readonly Finding[], context: FixContext): ReadonlyMap<Finding, SameFix> {
  const repeated = [...Map.groupBy(findings, ({ code }) => code).values()].filter((alike) => alike.length > 1).flat();
  const groups = Map.groupBy(repeated, (finding) => `${finding.code} ${quickFixesOf(finding, context).find(({ field }) => field === undefined)?.title ?? ''}`);
  return new Map([...groups].flatMap(([key, alike]): readonly (readonly [Finding, SameFix])[] => {
    const [first] = alike;
    if (first === undefined || alike.length < 2) return [];
    const title = key.slice(first.code.length + 1);
    return title === '' ? [] : [[first, { code: first.code, title, findings: alike }]];
  }));
}
