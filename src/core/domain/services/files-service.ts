import { decodeBase64 } from '../model/base64.ts';
import { AppError } from '../model/errors.ts';
import { windowsNameProblem } from '../model/file-name.ts';
import { sha256Hex } from '../model/sha256.ts';
import type { Clock } from '../ports/clock.ts';
import type { FileConnector } from '../ports/file-connector.ts';
import type { AreaService } from './area-service.ts';
import { previewPath } from './preview-path.ts';

export interface FilesServiceDeps {
  readonly files: FileConnector;
  /** `<data>/files`, absolute; its folder `uploads` exists. */
  readonly filesDirectory: string;
  readonly clock: Pick<Clock, 'now'>;
}

/** Files inside the allowed directories. */
export function createFilesService({ files, filesDirectory, clock }: FilesServiceDeps): AreaService<'files'> {
  return {
    async list({ path = filesDirectory, glob, recursive, limit }, { signal }) {
      const items = await files.list(path, { recursive, limit, signal, ...(glob === undefined ? {} : { glob }) });
      return { path, items: [...items] };
    },
    resolve: (input, { signal }) => previewPath({ files, at: clock.now() }, input, signal),
    async upload({ name, content }, { signal }) {
      checkName(name);
      const bytes = decodeBase64(content);
      const sha256 = sha256Hex(bytes);
      // A folder by address: equal uploads are one file, two files of one name stand side by side, and the name stays as it was.
      const entry = await files.write(`${filesDirectory}/uploads/${sha256.slice(0, 12)}/${name}`, bytes, { overwrite: true, signal });
      return { path: entry.path, name, bytes: bytes.length, sha256 };
    },
  };
}

function separatorProblem(name: string): string | undefined {
  const [separator] = /[/\\]/u.exec(name) ?? [];
  return separator === undefined ? undefined : `holds “${separator}”, which separates directories`;
}

function checkName(name: string): void {
  const problem = separatorProblem(name) ?? windowsNameProblem(name);
  if (problem === undefined && !name.startsWith('.')) return;
  throw new AppError('input_invalid', `The file name "${name}" ${problem ?? 'begins with a dot'}.`, { next: 'Rename the file and upload it again.', data: { name } });
}
