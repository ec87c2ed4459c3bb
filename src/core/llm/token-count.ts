/** No answer is longer: what is above is no count of tokens. */
const mostTokens = 1_000_000_000;

/** A number of tokens as a service tells it; undefined where what it tells cannot be one. Budgets go by it, so nothing is taken on trust. */
export function tokenCount(told: unknown): number | undefined {
  return typeof told === 'number' && Number.isInteger(told) && told >= 0 && told <= mostTokens ? told : undefined;
}
