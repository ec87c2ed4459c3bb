import { type DefinitionParts, type Part, slotsOf } from './definition-parts.ts';

type Parts = Map<string, Part>;

/** Without a part and everything in it, and without the transitions that lead from or to what is gone. */
export function withoutPart(parts: DefinitionParts, address: string): DefinitionParts {
  const left: Parts = new Map(parts);
  const gone = new Set(inside(parts, address));
  const part = parts.get(address);
  const nodes = new Set([...gone].flatMap((one) => (parts.get(one)?.noun === 'node' ? [parts.get(one)?.id] : [])));
  for (const [one, { noun, fields }] of parts) if (noun === 'transition' && (nodes.has(text(fields['from'])) || nodes.has(text(fields['to'])))) for (const each of inside(parts, one)) gone.add(each);
  for (const one of gone) left.delete(one);
  for (const home of new Set([part?.home, ...[...gone].map((one) => parts.get(one)?.home)])) changeLists(left, home, (members) => members.filter((member) => !gone.has(member)));
  return left;
}

/**
 * With a part where the other side has it, and all it stands in. A part that is there keeps what it holds and is only
 * moved; one that is not there comes with whatever is in it and, of a node, the transitions that lead from and to it.
 */
export function withPartOf(parts: DefinitionParts, other: DefinitionParts, address: string): DefinitionParts {
  const part = other.get(address);
  if (part?.home === undefined) return parts;
  const around = withPartOf(parts, other, part.home);
  const mine = around.get(address);
  if (mine !== undefined && mine.home === part.home && mine.slot === part.slot) return around;
  const left: Parts = new Map(around);
  if (mine === undefined) copy(left, other, address);
  else {
    changeLists(left, mine.home, (members) => members.filter((member) => member !== address));
    left.set(address, { ...mine, home: part.home, slot: part.slot });
  }
  insert(left, other, part);
  return mine === undefined && part.noun === 'node' ? withWaysOf(left, other, part) : left;
}

/** Takes over a part with what is in it; what stands somewhere else here stays there. */
function copy(parts: Parts, other: DefinitionParts, address: string): void {
  const part = other.get(address);
  if (part === undefined) return;
  const lists = Object.entries(part.lists).map(([slot, members]) => [slot, members.filter((member) => !parts.has(member))] as const);
  parts.set(address, { ...part, lists: Object.fromEntries(lists) });
  for (const [, members] of lists) for (const member of members) copy(parts, other, member);
}

function withWaysOf(parts: Parts, other: DefinitionParts, node: Part): DefinitionParts {
  const ways = [...other.values()].filter(({ noun, home, fields, address }) => noun === 'transition' && home === node.home && !parts.has(address) && [fields['from'], fields['to']].includes(node.id));
  return ways
    .filter(({ fields }) => [fields['from'], fields['to']].every((end) => parts.get(`node:${text(end)}`)?.home === node.home))
    .reduce<DefinitionParts>((grown, way) => withPartOf(grown, other, way.address), parts);
}

/** Members of a list in the order the other side has them; what that does not have stays behind its neighbour. */
export function withOrderOf(parts: DefinitionParts, other: DefinitionParts, { address, slot }: { readonly address: string; readonly slot: string }): DefinitionParts {
  const part = parts.get(address);
  const wanted = other.get(address)?.lists[slot];
  if (part === undefined || wanted === undefined) return parts;
  const members = part.lists[slot] ?? [];
  const shared = wanted.filter((one) => members.includes(one));
  let at = 0;
  const ordered = members.map((one) => (wanted.includes(one) ? (shared[at++] ?? one) : one));
  return new Map(parts).set(address, { ...part, lists: { ...part.lists, [slot]: ordered } });
}

/** A part and everything that stands in it. */
export function inside(parts: DefinitionParts, address: string): readonly string[] {
  const part = parts.get(address);
  return part === undefined ? [] : [address, ...Object.values(part.lists).flatMap((members) => members.flatMap((member) => inside(parts, member)))];
}

/** Puts a part into the list of its home, behind what it stands behind on the other side. */
function insert(parts: Parts, other: DefinitionParts, { address, home = '', slot }: Part): void {
  const there = parts.get(home);
  if (there === undefined || slotsOf[there.noun]?.[slot] === undefined) return;
  const members = there.lists[slot] ?? [];
  const order = other.get(home)?.lists[slot] ?? [];
  const before = order.slice(0, order.indexOf(address)).toReversed().find((one) => members.includes(one));
  const at = before === undefined ? 0 : members.indexOf(before) + 1;
  parts.set(home, { ...there, lists: { ...there.lists, [slot]: members.toSpliced(at, 0, address) } });
}

function changeLists(parts: Parts, home: string | undefined, change: (members: readonly string[]) => readonly string[]): void {
  const part = parts.get(home ?? '');
  if (part === undefined || home === undefined) return;
  parts.set(home, { ...part, lists: Object.fromEntries(Object.entries(part.lists).map(([slot, members]) => [slot, change(members)])) });
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
