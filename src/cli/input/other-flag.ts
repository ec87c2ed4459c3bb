/** What everybody says for a field besides its name: why something is done is a reason, and where it goes is out. */
const otherFlags: { readonly [field: string]: string } = { comment: 'reason', directory: 'out' };

/** Another name of a field on the line, as it stands among the options. */
export function otherFlag(field: string): string | undefined {
  return otherFlags[field];
}
