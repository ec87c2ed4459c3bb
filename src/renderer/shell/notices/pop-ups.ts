import { isJsonObject, type Json } from '../../../core/domain/model/json.ts';
import type { Notice } from '../../../core/domain/operations/notifications.ts';

export const popUps = ['all', 'errors', 'none'] as const;
export type PopUps = (typeof popUps)[number];

/** Which notices pop up, by the settings section `appearance`. */
export function popUpsOf(section: Json | undefined): PopUps {
  const said = isJsonObject(section) ? section['notices'] : undefined;
  return popUps.find((one) => one === said) ?? 'all';
}

/** Those that are said aloud: what is wanted, and not what the screen at this address shows already. */
export function saidAloud(news: readonly Notice[], { wanted, pathname }: { readonly wanted: PopUps; readonly pathname: string }): readonly Notice[] {
  const wantedOnes = wanted === 'none' ? [] : news.filter(({ severity }) => wanted === 'all' || severity === 'error');
  return wantedOnes.filter((notice) => !isShownAt(pathname, notice));
}

/** Whether the screen at this address says it already: its run, the inbox of cards, and the page where everything begins. */
export function isShownAt(pathname: string, { runId, code }: Pick<Notice, 'runId' | 'code'>): boolean {
  return pathname === '/' || pathname.includes(runId) || (code === 'card' && pathname.startsWith('/cards'));
}
