import { historyWords } from '../../strings/designer-history.ts';

const { people } = historyWords;

/** Who did something, as people say it: `user:local` is who sits here, what the product did by itself is the product's. */
export function personName(actor: string): string {
  const colon = actor.indexOf(':');
  const [kind, id] = [actor.slice(0, Math.max(0, colon)), actor.slice(colon + 1)];
  if (kind === 'system' || id === 'installation') return people.product;
  if (kind === 'token') return people.token(id);
  if (kind === 'schedule' || kind === 'workflow') return people[kind];
  return id === 'local' ? people.local : id;
}
