import { bodyCommands } from '../bodies/body-commands.ts';
import { canvasCommands } from '../canvas/canvas-commands.ts';
import { historyCommands } from '../history/history-commands.ts';
import { inspectorCommands } from '../inspector/inspector-commands.ts';
import { outlineCommands } from '../outline/outline-commands.ts';
import { problemCommands } from '../problems/problem-commands.ts';
import { tourCommands } from '../tour/tour-commands.ts';
import type { DesignerCommand } from './designer-command.ts';
import { frameCommands } from './frame-commands.ts';

/** Everything that can be done in the designer: toolbar, menus, palette, keys and the sheet of shortcuts are made from this list. */
export const allCommands: readonly DesignerCommand[] = [...frameCommands, ...outlineCommands, ...bodyCommands, ...canvasCommands, ...inspectorCommands, ...problemCommands, ...historyCommands, ...tourCommands];

const byId = new Map(allCommands.map((command) => [command.id, command]));

/** The command of an id. */
export function commandNamed(id: string): DesignerCommand {
  const command = byId.get(id);
  if (command === undefined) throw new Error(`There is no command "${id}".`);
  return command;
}
