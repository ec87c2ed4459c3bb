import { encodeBase64 } from '../model/base64.ts';
import { neutraliseFormulas } from '../model/formula-cells.ts';
import { Sha256 } from '../model/ids.ts';
import type { RunEvent } from '../model/run-event.ts';
import { Sha256Stream } from '../model/sha256.ts';
import type { PouredPiece } from '../operations/file-piece.ts';
import type { RunLine } from '../operations/runs.ts';
import type { RunRow } from '../ports/workflow-run-repository.ts';
import { pieceBytes, piecesOf } from './file-pieces.ts';
import { runLines } from './run-lines.ts';

export interface RunExport {
  readonly run: RunRow;
  readonly format: 'csv' | 'jsonl';
  readonly signal: AbortSignal;
  /** Rows as doors show them. */
  readonly rows: (page: { readonly after: number; readonly limit: number }) => Promise<readonly RunEvent[]>;
}

const pageRows = 500;
const columns = ['seq', 'at', 'type', 'severity', 'node', 'visit', 'effect', 'correlationId', 'payload'];

/** The journal of a run up to where it stands now, a page at a time: nothing of it is held beside the page that is sent. */
export async function* exportRun({ run, format, signal, rows }: RunExport): AsyncGenerator<PouredPiece, void, void> {
  const hash = new Sha256Stream();
  const utf8 = new TextEncoder();
  let bytes = 0;
  function* pieces(content: string): Generator<PouredPiece, void, void> {
    for (const part of piecesOf(utf8.encode(content), pieceBytes)) {
      hash.update(part);
      bytes += part.length;
      yield { kind: 'chunk', content: encodeBase64(part) };
    }
  }
  yield { kind: 'begin', name: `aiwm-run-${run.id}.${format}`, mediaType: format === 'csv' ? 'text/csv' : 'application/x-ndjson' };
  if (format === 'csv') yield* pieces(written(columns));
  for (let after = 0; after < run.seq;) {
    signal.throwIfAborted();
    const lines = runLines(run, await rows({ after, limit: Math.min(pageRows, run.seq - after) }));
    const last = lines.at(-1)?.seq;
    if (last === undefined) break;
    yield* pieces(format === 'csv' ? table(lines) : lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    after = last;
  }
  yield { kind: 'end', bytes, sha256: Sha256.parse(hash.hex()) };
}

function table(lines: readonly RunLine[]): string {
  const rows = lines.map(({ seq, at, type, severity, nodeId = '', correlationId, payload }) => [String(seq ?? ''), at, type, severity, nodeId, text(payload['visit']), text(payload['effect']), correlationId, JSON.stringify(payload)]);
  return neutraliseFormulas({ columns, rows }, new Set(['seq'])).rows.map(written).join('');
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function written(cells: readonly string[]): string {
  return `${cells.map((cell) => (/[",\r\n]/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\r\n`;
}
