import type { Finding } from '../../../../core/domain/operations/workflows.ts';
import { fieldOf } from '../../problems/fixes/fixes-by-code.ts';

/** How many errors stand at a place or in it. */
export function faultsAt(findings: readonly Finding[], where: string): number {
  return findings.filter((each) => each.severity === 'error' && `${fieldOf(each)}.`.startsWith(`${where}.`)).length;
}
