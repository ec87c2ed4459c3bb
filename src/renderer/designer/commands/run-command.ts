import type { CommandContext, DesignerCommand } from './designer-command.ts';

/** Carries a command out, or says why it cannot be done now. */
export function runCommand(command: DesignerCommand, context: CommandContext): void {
  const obstacle = command.obstacle?.(context);
  if (obstacle === undefined) command.run(context);
  else context.view.announce(obstacle);
}
