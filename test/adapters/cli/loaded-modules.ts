import { registerHooks } from 'node:module';
import { writeFileSync } from 'node:fs';

// Preloaded into a command line: tells at its end which files it loaded.
const loaded: string[] = [];
registerHooks({
  load(url, context, nextLoad) {
    loaded.push(url);
    return nextLoad(url, context);
  },
});
process.on('exit', () => { writeFileSync(process.env['LOADED_MODULES'] ?? '', JSON.stringify(loaded)); });
