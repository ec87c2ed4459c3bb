import { existsSync, readFileSync } from 'node:fs';
import { at } from './processes.mjs';

/** Electron's binary, where it is; nothing here fetches it. */
export function electronHere() {
  const named = at('node_modules', 'electron', 'path.txt');
  const folder = process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? at('node_modules', 'electron', 'dist');
  const binary = `${folder}/${existsSync(named) ? readFileSync(named, 'utf8') : 'electron'}`;
  return existsSync(binary) ? binary : undefined;
}

/** Whether a window can be shown here. */
export function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
}
