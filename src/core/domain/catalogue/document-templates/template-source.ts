import type { DocumentSource } from '../../model/document.ts';
import { AppError } from '../../model/errors.ts';
import type { Sha256 } from '../../model/ids.ts';
import type { JsonObject } from '../../model/json.ts';
import type { TemplateReference } from '../../model/template-reference.ts';
import { compileTemplate } from './compile-template.ts';
import { renderDocument } from './render-template.ts';
import type { TakenDocument } from './render-sections.ts';

/** What an action says besides its template, and where the texts are. */
export interface SourceGiven {
  readonly inputs?: JsonObject | undefined;
  readonly title?: string | undefined;
  readonly author?: string | undefined;
  readonly language?: string | undefined;
  readonly read: (sha256: Sha256) => Promise<Uint8Array>;
}

/** The document of a template that was pinned when the run began: its text and those it takes in are read by their addresses. */
export async function templateSource({ id, format, sha256, documents = {} }: TemplateReference, { read, inputs = {}, ...given }: SourceGiven): Promise<DocumentSource> {
  if (format === undefined || sha256 === undefined) {
    throw new AppError('precondition_failed', `The template "${id}" was not pinned when the run began.`, { next: 'Name the template in the config of the action itself, and start the run again.', data: { template: id } });
  }
  const text = async (address: Sha256): Promise<string> => new TextDecoder().decode(await read(address));
  const compiled = compileTemplate({ format, text: await text(sha256) });
  const taken = await Promise.all(Object.entries(documents).map(async ([name, one]): Promise<[string, TakenDocument]> => [name, { format: one.format, text: await text(one.sha256) }]));
  return renderDocument(compiled, { inputs, ...given, documents: new Map(taken) });
}
