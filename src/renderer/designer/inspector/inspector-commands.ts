import type { DesignerCommand } from '../commands/designer-command.ts';

/** What is done in the inspector has its keys there: it adds no command of the designer. */
export const inspectorCommands: readonly DesignerCommand[] = [];
