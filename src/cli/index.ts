#!/usr/bin/env node
// Nothing is imported above the check: on an older Node the database's native part ends the process without a word.
const major = Number(process.versions.node.split('.')[0]);
if (major < 24) {
  process.stderr.write(`error: aiwm needs Node 24 or newer; this is ${process.version}. (precondition_failed)\nnext: start it with \`npm start\`, which brings its own Node, or install Node 24.\n`);
  process.exit(6);
}
const { enableCompileCache } = await import('node:module');
enableCompileCache();
const { runProcess } = await import('./process-terminal.ts');
await runProcess();
