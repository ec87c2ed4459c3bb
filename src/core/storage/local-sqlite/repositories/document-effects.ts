import type { DocumentId } from '../../../domain/model/document-entry.ts';
import type { Sha256 } from '../../../domain/model/ids.ts';
import type { EffectRevision, NewDocument, NewRevision } from '../../../domain/ports/document-repository.ts';
import { titleTaken } from '../../document-refusals.ts';
import type { Connection } from '../connection.ts';
import { appendRevision, createDocument, type Place } from './document-rows.ts';

/** What an effect made: the number and the hash stay when the revision went. */
export interface MadeRecord {
  readonly document: number;
  readonly number: number;
  readonly sha256: Sha256;
}

export interface MadePlace extends Place {
  readonly made: MadeRecord;
}

/** Makes what an effect brings, unless the effect made it before, or the newest revision is it already. */
export function makeRevision(connection: Connection, into: DocumentId | NewDocument, made: EffectRevision): MadePlace {
  const { madeBy: { effectKey }, content: { sha256 } } = made;
  const before = madeByEffect(connection, effectKey);
  if (before !== undefined) return { document: before.document, unused: [], made: before };
  if (typeof into !== 'string') {
    demandFreeTitle(connection, into.title);
    const place = createDocument(connection, into, made);
    return { ...place, made: noted(connection, { document: place.document, number: 1, sha256 }, made) };
  }
  const newest = connection.prepare<MadeRecord>(`select d.document, r.number, r.sha256 from documents d join document_revisions r on r.document = d.document and r.number = d.version where d.id = ?`).get(into);
  if (newest?.sha256 === sha256) return { document: newest.document, unused: [], made: noted(connection, newest, made) };
  const place = appendRevision(connection, { id: into, ...made });
  return { ...place, made: noted(connection, { document: place.document, number: place.number, sha256 }, made) };
}

/** What the effect made, as long as its run and the document are kept. */
export function madeByEffect(connection: Connection, effectKey: string): MadeRecord | undefined {
  return connection.prepare<MadeRecord>(`select document, number, sha256 from document_effects where effect_key = ?`).get(effectKey);
}

function noted(connection: Connection, made: MadeRecord, { madeBy: { runId, effectKey } }: { readonly madeBy: NonNullable<NewRevision['madeBy']> }): MadeRecord {
  connection.prepare(`insert into document_effects (effect_key, run_id, document, number, sha256) values (@effectKey, @runId, @document, @number, @sha256)`).run({ effectKey, runId, ...made });
  return made;
}

function demandFreeTitle(connection: Connection, title: string): void {
  const other = connection.prepare<{ readonly id: DocumentId }>(`select id from documents where title = ? limit 1`).get(title);
  if (other !== undefined) throw titleTaken(title, other.id);
}
