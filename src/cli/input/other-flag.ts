/** What everybody says for a field besides its name: why something is done is a reason, whatever is done. */
const otherFlags: { readonly [field: string]: string } = { comment: 'reason' };

/** Another name of a field on the line, as it stands among the options. */
export function otherFlag(field: string): string | undefined {
  return otherFlags[field];
}
