/** The page of `limit` rows, where one more was read to see whether the list goes on; `next` continues it. */
export function pageOf<Row extends { readonly id: string }>(read: readonly Row[], limit: number): { readonly rows: readonly Row[]; readonly next: string | undefined } {
  const rows = read.slice(0, limit);
  return { rows, next: read.length > limit ? rows.at(-1)?.id : undefined };
}
