import type { DesignerCommand } from '../commands/designer-command.ts';

/** What is done on the canvas, a line each. */
export const canvasCommands: readonly DesignerCommand[] = [];
