import type { DesignerCommand } from '../commands/designer-command.ts';
import { arrangeCommands } from './arrange-commands.ts';
import { clipboardCommands } from './clipboard-commands.ts';
import { deleteCommands } from './delete-commands.ts';
import { selectCommands } from './select-commands.ts';
import { viewCommands } from './view-commands.ts';

/** What is done on the canvas, a line each. */
export const canvasCommands: readonly DesignerCommand[] = [...selectCommands, ...clipboardCommands, ...deleteCommands, ...arrangeCommands, ...viewCommands];
