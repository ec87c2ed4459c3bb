import { crc32, deflateRawSync } from 'node:zlib';

/** One entry, as a writer with bad intentions may describe it: every field can lie. */
export interface EntryPlan {
  readonly name: string | Buffer;
  readonly data?: Buffer;
  readonly stored?: boolean;
  readonly localName?: string;
  readonly unixMode?: number;
  readonly flags?: number;
  readonly localFlags?: number;
  readonly method?: number;
  readonly uncompressedSize?: number;
  readonly crc?: number;
  /** Where the list says the entry stands; the entry's own bytes are left out. */
  readonly offset?: number;
  readonly extra?: Buffer;
  /** Bytes put before the entry. */
  readonly before?: Buffer;
}

export interface ArchivePlan {
  readonly before?: Buffer;
  readonly betweenListAndEnd?: Buffer;
  readonly after?: Buffer;
  /** How many entries the end says there are. */
  readonly count?: number;
}

/** The entry as it stands before the list: header, name and data. */
export function entryBytes(entry: EntryPlan): Buffer {
  return writeEntry(entry, 0).local;
}

interface Written {
  readonly local: Buffer;
  readonly listed: Buffer;
}

/** A ZIP file, byte by byte. */
export function zipBytes(entries: readonly EntryPlan[], plan: ArchivePlan = {}): Buffer {
  const parts: Buffer[] = [plan.before ?? Buffer.alloc(0)];
  const list: Buffer[] = [];
  let at = parts[0]?.length ?? 0;
  for (const entry of entries) {
    const offset = entry.offset ?? at + (entry.before?.length ?? 0);
    const { local, listed } = writeEntry(entry, offset);
    const bytes = entry.offset === undefined ? Buffer.concat([entry.before ?? Buffer.alloc(0), local]) : Buffer.alloc(0);
    parts.push(bytes);
    list.push(listed);
    at += bytes.length;
  }
  const listBytes = Buffer.concat(list);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(plan.count ?? entries.length, 8);
  end.writeUInt16LE(plan.count ?? entries.length, 10);
  end.writeUInt32LE(listBytes.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, listBytes, plan.betweenListAndEnd ?? Buffer.alloc(0), end, plan.after ?? Buffer.alloc(0)]);
}

function writeEntry(entry: EntryPlan, offset: number): Written {
  const data = entry.data ?? Buffer.from('hello');
  const packed = entry.stored === true ? data : deflateRawSync(data);
  const name = Buffer.from(entry.name);
  const localName = entry.localName === undefined ? name : Buffer.from(entry.localName);
  const extra = entry.extra ?? Buffer.alloc(0);
  const shared = (flags: number, nameBytes: number): Buffer => {
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(flags, 2);
    fields.writeUInt16LE(entry.method ?? (entry.stored === true ? 0 : 8), 4);
    fields.writeUInt32LE(entry.crc ?? crc32(data), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(entry.uncompressedSize ?? data.length, 18);
    fields.writeUInt16LE(nameBytes, 22);
    fields.writeUInt16LE(extra.length, 24);
    return fields;
  };
  const flags = entry.flags ?? 0;
  const head = Buffer.from([0x50, 0x4b, 3, 4]);
  const local = Buffer.concat([head, shared(entry.localFlags ?? flags, localName.length), localName, extra, packed]);
  const tail = Buffer.alloc(14);
  tail.writeUInt32LE(((entry.unixMode ?? 0o100644) << 16) >>> 0, 6);
  tail.writeUInt32LE(offset, 10);
  const listed = Buffer.concat([Buffer.from([0x50, 0x4b, 1, 2, 20, 3]), shared(flags, name.length), tail, name, extra]);
  return { local, listed };
}
