// The built command line, for `npm run aiwm -- …`: it says what to do where nothing has been built yet.
import { existsSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';

const program = fileURLToPath(new URL('../dist/cli/cli/index.js', import.meta.url));
if (existsSync(program)) {
  await import(pathToFileURL(program).href);
} else {
  process.stderr.write('error: aiwm is not built yet. (precondition_failed)\nnext: run `npm start` once, or `npm run build`.\n');
  process.exitCode = 6;
}
