import { isJsonObject, type Json } from './json.ts';

const reasons: { readonly [code: string]: string } = {
  connector_unavailable: 'which was not available',
  rate_limited: 'which wanted fewer requests',
  credential_missing: 'which has no key',
  credential_rejected: 'whose key was rejected',
};

/** What the usage of a call says of a connector that answered for another; undefined where the one that was asked answered. */
export function standInWords(usage: Json | undefined): string | undefined {
  if (!isJsonObject(usage) || !isJsonObject(usage['insteadOf'])) return undefined;
  const { connector, because } = usage['insteadOf'];
  if (typeof usage['connector'] !== 'string' || typeof connector !== 'string') return undefined;
  const why = typeof because === 'string' ? reasons[because] : undefined;
  return `“${usage['connector']}” answered in the place of “${connector}”${why === undefined ? '' : `, ${why}`}`;
}
