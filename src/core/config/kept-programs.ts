import { canonicalJson } from '../domain/model/canonical-json.ts';
import { AppError } from '../domain/model/errors.ts';
import { userPlace } from './settings-directory.ts';
import type { SettingsSnapshot } from './settings-snapshot.ts';
import type { DocumentChanges } from './settings-writer.ts';

/** Who may name no program: a file from elsewhere, or a page, which shows what others wrote. */
export type Stranger = 'file' | 'page';

/** Gives the changes if they let this machine start no program that it would not start already; whatever layer says it. */
export function keptPrograms(before: SettingsSnapshot, changes: DocumentChanges, stranger: Stranger | undefined): DocumentChanges {
  if (stranger === undefined) return changes;
  const known = new Set([...programsIn(before)].map(({ says }) => says));
  for (const { id, says } of programsIn(before.with(changes))) if (!known.has(says)) throw refusal(id, stranger);
  return changes;
}

/** Every program some layer lets a server of tools start, under each profile as it would be started. */
function* programsIn(snapshot: SettingsSnapshot): Generator<{ readonly id: string; readonly says: string }> {
  for (const place of new Set([userPlace, ...snapshot.parts.places.keys()])) {
    for (const [id, server] of Object.entries(snapshot.saved('connectors', place).value.tools)) {
      if (server.kind === 'mcp-stdio') yield { id, says: canonicalJson([id, server.command, server.args, server.env]) };
    }
  }
}

function refusal(id: string, stranger: Stranger): AppError {
  const who = stranger === 'file' ? 'The file' : 'A page';
  const next = stranger === 'file' ? `Take connectors.tools.${id} out of the file, and add it here with \`aiwm connectors add ${id} --kind mcp-stdio\` if you trust it.` : `Say it on the command line, with \`aiwm connectors add ${id} --kind mcp-stdio\` or \`aiwm connectors configure ${id}\`; or serve with --allow-programs.`;
  return new AppError('access_denied', `${who} would let this machine start a program for the tool server "${id}"; nothing was changed.`, { next, data: { reason: 'program', id } });
}
