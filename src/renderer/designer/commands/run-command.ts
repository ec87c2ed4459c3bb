import type { CommandContext, DesignerCommand } from './designer-command.ts';

/** Carries a command out, or says why it cannot be done now; false then. */
export function runCommand(command: DesignerCommand, context: CommandContext): boolean {
  const obstacle = command.obstacle?.(context);
  if (obstacle === undefined) command.run(context);
  else context.view.announce(obstacle);
  return obstacle === undefined;
}
