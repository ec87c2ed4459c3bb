const units = { W: 604_800_000, D: 86_400_000, H: 3_600_000, M: 60_000, S: 1000 } as const;
const pattern = /^P(?:(?<W>\d+)W|(?:(?<D>\d+)D)?(?:T(?=\d)(?:(?<H>\d+)H)?(?:(?<M>\d+)M)?(?:(?<S>\d+(?:\.\d{1,3})?)S)?)?)$/u;

/**
 * Milliseconds of an ISO 8601 duration of weeks, days, hours, minutes and seconds; undefined for anything else, years
 * and months included, since they have no fixed length.
 */
export function durationMs(text: string): number | undefined {
  const parts = text === 'P' ? undefined : pattern.exec(text)?.groups;
  if (parts === undefined) return undefined;
  let total = 0;
  for (const [unit, length] of Object.entries(units)) total += Number(parts[unit] ?? 0) * length;
  return Math.round(total);
}
