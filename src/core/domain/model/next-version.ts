/** The number a workflow's next version gets: versions that were brought in count. */
export function nextVersion(versions: readonly { readonly number: number }[]): number {
  return 1 + versions.reduce((most, { number }) => Math.max(most, number), 0);
}
