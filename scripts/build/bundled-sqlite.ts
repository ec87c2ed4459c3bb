import type { Plugin } from 'vite';

const opening = `const native = process.getBuiltinModule('node:module').createRequire(import.meta.url);
const folder = process.getBuiltinModule('node:path').dirname(native.resolve('better-sqlite3'));
`;

/**
 * Takes the database's JavaScript into the chunks and leaves its native part where it was installed: a dozen small files
 * take longer to find one by one than a query takes. The search for that part begins in the folder of the package.
 */
export function bundledSqlite(environment: string): Plugin {
  return {
    name: 'aiwm:bundled-sqlite',
    applyToEnvironment: ({ name }) => name === environment,
    transform: {
      filter: { id: /better-sqlite3[\\/]lib[\\/]binding\.js$/u },
      handler(code) {
        if (!code.includes('exports.getBinding = getBinding;')) this.error('better-sqlite3 finds its native part in another way now: see bundled-sqlite.ts.');
        const inFolder = code
          .slice(0, code.indexOf('// This script is executed directly'))
          .replaceAll('__dirname', 'folder')
          .replaceAll(/= require\((?=get|filename)/gu, '= native(')
          .replaceAll("require('fs')", "process.getBuiltinModule('node:fs')")
          .replaceAll("require('path')", "process.getBuiltinModule('node:path')")
          .replace('exports.getBinding = getBinding;', '')
          .replace('exports.getPrebuildPath = getPrebuildPath;', 'export { getBinding };')
          .replace(': require;', ': native;');
        return { code: `${opening}${inFolder}`, map: null };
      },
    },
  };
}
