import type { Finding } from '../../../../core/domain/operations/workflows.ts';

/** How many errors stand at a place or in it. */
export function faultsAt(findings: readonly Finding[], where: string): number {
  return findings.filter((each) => each.severity === 'error' && (each.where === where || each.where.startsWith(`${where}.`))).length;
}
