import type { Entry, LocalFileHeader } from 'yauzl';

import { archiveLimits } from './archive-limits.ts';
import { refuseArchive } from './archive-refusal.ts';
import { refuseClashes, refuseOddName } from './entry-names.ts';

const encryptedFlags = 0x1 | 0x40 | 0x2000;
const fileTypeMask = 0o170000;
const regularFile = 0o100000;
const folderType = 0o040000;
/** Size of the optional record after a file's data, with signature and 64-bit sizes at most. */
const descriptorBytes = 24;
const hasDescriptor = 0x8;
/** An extra field with another name, which some programs prefer to the one in plain sight. */
const unicodeName = 0x7075;

/** Checks all that the list of entries says, each entry alone and then together. */
export function refuseOddEntries(entries: readonly Entry[]): void {
  for (const entry of entries) refuseOddEntry(entry);
  const names = (wanted: boolean): readonly string[] => entries.filter((entry) => isFolder(entry) === wanted).map(plainNameOf);
  refuseClashes(names(false), names(true));
}

/** Refuses what unpacks to more than a foreign archive may, by what its list says. */
export function refuseLargeEntries(entries: readonly Entry[]): void {
  for (const entry of entries) {
    const isSmall = entry.uncompressedSize <= archiveLimits.ratioFreeBytes;
    if (!isSmall && entry.uncompressedSize > entry.compressedSize * archiveLimits.ratio) throw refuseArchive(`would grow more than ${archiveLimits.ratio}-fold`, nameOf(entry));
  }
  const total = entries.reduce((sum, entry) => sum + entry.uncompressedSize, 0);
  if (total > archiveLimits.totalBytes) throw refuseArchive(`would unpack to ${total} bytes, more than ${archiveLimits.totalBytes}`);
}

/** The name as it stands in the archive; names that pass are ASCII, so every reading of the bytes is the same. */
export function nameOf(entry: Entry): string {
  return entry.fileNameRaw.toString();
}

export function isFolder(entry: Entry): boolean {
  return nameOf(entry).endsWith('/');
}

function plainNameOf(entry: Entry): string {
  return nameOf(entry).replace(/\/$/u, '');
}

function refuseOddEntry(entry: Entry): void {
  const name = nameOf(entry);
  refuseOddName(plainNameOf(entry));
  if (entry.extraFields.some((field) => field.id === unicodeName)) throw refuseArchive('carries a second name', name);
  refuseHiddenContent(entry);
  const type = (entry.externalFileAttributes >>> 16) & fileTypeMask;
  if (type !== 0 && type !== (isFolder(entry) ? folderType : regularFile)) throw refuseArchive('is a link or a device, not a plain file', name);
  if (isFolder(entry) && entry.uncompressedSize !== 0) throw refuseArchive('is a folder with content', name);
}

/** Refuses a file whose bytes cannot be had. */
export function refuseHiddenContent(entry: Entry): void {
  if ((entry.generalPurposeBitFlag & encryptedFlags) !== 0) throw refuseArchive('is encrypted', nameOf(entry));
  if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8) throw refuseArchive('is packed by a method other than store and deflate', nameOf(entry));
}

/** One entry with the header that stands before its data. */
export interface PlacedEntry {
  readonly entry: Entry;
  readonly header: LocalFileHeader;
}

/** The two descriptions of an entry must agree, and the data of all must lie side by side from the first byte on. */
export function refuseOddPlacement(placed: readonly PlacedEntry[], listStart: number): void {
  for (const { entry, header } of placed) {
    const agrees =
      header.fileName.equals(entry.fileNameRaw) &&
      header.compressionMethod === entry.compressionMethod &&
      (header.generalPurposeBitFlag & encryptedFlags) === 0;
    if (!agrees) throw refuseArchive('is described differently in two places', nameOf(entry));
  }
  const inOrder = placed.toSorted((left, right) => left.entry.relativeOffsetOfLocalHeader - right.entry.relativeOffsetOfLocalHeader);
  let end = 0;
  let slack = 0;
  for (const { entry, header } of inOrder) {
    refuseGap(entry.relativeOffsetOfLocalHeader - end, slack, nameOf(entry));
    end = header.fileDataStart + entry.compressedSize;
    slack = (header.generalPurposeBitFlag & hasDescriptor) === 0 ? 0 : descriptorBytes;
  }
  refuseGap(listStart - end, slack, undefined);
}

function refuseGap(gap: number, slack: number, name: string | undefined): void {
  if (gap < 0) throw refuseArchive('overlaps another', name);
  if (gap > slack) throw refuseArchive('has foreign bytes between its files', name);
}
