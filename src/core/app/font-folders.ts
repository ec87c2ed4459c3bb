import { delimiter, join } from 'node:path';

/** Where fonts lie that people add for documents: `fonts` in the data directory, then the folders that `AIWM_FONTS` names. */
export function fontFolders(root: string, environment: Readonly<Record<string, string | undefined>>): readonly string[] {
  const named = (environment['AIWM_FONTS'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return [join(root, 'fonts'), ...named];
}
