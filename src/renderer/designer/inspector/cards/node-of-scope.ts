/** The node whose values a place reads; undefined where it is none's. */
export function nodeOfScope(scope: string): string | undefined {
  return /^nodes\.([^.]+)$/u.exec(scope)?.[1];
}
