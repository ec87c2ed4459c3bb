import { readZip, writeZip } from './zip-file.ts';

/** Relations to addresses outside get a random id of 21 signs from the library. */
const randomRelation = /rId[a-z0-9_-]{21}(?=")/g;
const times = /<dcterms:(created|modified)[^>]*>[^<]*<\/dcterms:\1>/g;

/**
 * The same office document without chance and clock: ids count up in the order of their first use, the properties say
 * no time of making, the entries of the archive neither. Equal documents are then equal bytes.
 */
export function stablePackage(bytes: Uint8Array): Uint8Array {
  const ids = new Map<string, string>();
  const stableId = (id: string): string => {
    const known = ids.get(id) ?? `rIdLink${ids.size + 1}`;
    ids.set(id, known);
    return known;
  };
  const entries = readZip(bytes).map(({ name, data }) => {
    if (!/\.(?:xml|rels)$/.test(name)) {
      return { name, data };
    }
    const xml = Buffer.from(data).toString('utf8').replaceAll(randomRelation, stableId).replaceAll(times, '');
    return { name, data: Buffer.from(xml, 'utf8') };
  });
  return writeZip(entries);
}
