import { readZip, writeZip } from './zip-file.ts';

/** Relations to addresses outside get a random id of 21 signs from the library. */
const randomRelation = /rId[a-z0-9_-]{21}(?=")/g;
/** Places that links lead to are counted over all documents of a process. */
const counted = /\b_Toc\d+\b/g;
const bookmark = /(<w:bookmark(?:Start|End)\b[^>]*?\bw:id=")(\d+)(?=")/g;
const times = /<dcterms:(created|modified)[^>]*>[^<]*<\/dcterms:\1>/g;

/**
 * The same office document without chance and clock: ids count up in the order of their first use, the properties say
 * no time of making, the entries of the archive neither. Equal documents are then equal bytes.
 */
export function stablePackage(bytes: Uint8Array): Uint8Array {
  const stableId = named('rIdLink');
  const stableEntry = named('_Toc');
  const entries = readZip(bytes).map(({ name, data }) => {
    if (!/\.(?:xml|rels)$/.test(name)) {
      return { name, data };
    }
    const stablePlace = named('');
    const xml = Buffer.from(data)
      .toString('utf8')
      .replaceAll(randomRelation, stableId)
      .replaceAll(bookmark, (_whole, before: string, id: string) => `${before}${stablePlace(id)}`)
      .replaceAll(counted, stableEntry)
      .replaceAll(times, '');
    return { name, data: Buffer.from(xml, 'utf8') };
  });
  return writeZip(entries);
}

/** Names that count up in the order of first use. */
function named(before: string): (id: string) => string {
  const names = new Map<string, string>();
  return (id) => {
    const name = names.get(id) ?? `${before}${names.size + 1}`;
    names.set(id, name);
    return name;
  };
}
