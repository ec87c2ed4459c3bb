import type { Finding } from '../../../core/domain/operations/workflows.ts';

export type Severity = Finding['severity'];
export const severities: readonly Severity[] = ['error', 'warning', 'info'];

/** What the list shows of the findings. */
export interface FindingFilter {
  readonly severities: ReadonlySet<Severity>;
  readonly search: string;
}

/** The findings a filter lets through, worst first, those of one place together. */
export function shownFindings(findings: readonly Finding[], { severities: wanted, search }: FindingFilter): readonly Finding[] {
  const words = search.trim().toLowerCase().split(/\s+/u).filter((word) => word !== '');
  return sortedFindings(findings).filter((finding) => wanted.has(finding.severity) && words.every((word) => `${finding.code} ${finding.where} ${finding.message} ${finding.fix ?? ''}`.toLowerCase().includes(word)));
}

/** Worst first; within a severity in the order of their places, so that a list does not jump when one is mended. */
export function sortedFindings(findings: readonly Finding[]): readonly Finding[] {
  const rank = (finding: Finding): number => severities.indexOf(finding.severity);
  return findings.toSorted((left, right) => rank(left) - rank(right) || places.compare(left.where, right.where) || places.compare(left.code, right.code));
}

/** `step_2` stands before `step_10`. */
const places = new Intl.Collator('en', { numeric: true });

/** Each finding with a key that tells it from all others of the list, also from one that says the same of the same place. */
export function keyedFindings(findings: readonly Finding[]): readonly { readonly key: string; readonly finding: Finding }[] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const { code, where, message } = finding;
    const plain = `${code} ${where} ${message}`;
    const count = (seen.get(plain) ?? 0) + 1;
    seen.set(plain, count);
    return { key: count === 1 ? plain : `${plain} ${count}`, finding };
  });
}

/** Whether two findings say the same of the same place, found at different times. */
export function isSameFinding(left: Finding, right: Finding): boolean {
  return left.code === right.code && left.where === right.where;
}

export function countBySeverity(findings: readonly Finding[]): Readonly<Record<Severity, number>> {
  const counts = { error: 0, warning: 0, info: 0 };
  for (const { severity } of findings) counts[severity] += 1;
  return counts;
}
