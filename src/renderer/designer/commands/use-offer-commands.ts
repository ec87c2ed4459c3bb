import { useEffect } from 'react';
import { offerCommands } from '../../state/offered-commands.ts';
import { designerWords } from '../../strings/designer.ts';
import { useDesigner } from '../session/DesignerProvider.tsx';
import { allCommands } from './all-commands.ts';
import { runCommand } from './run-command.ts';

const alsoCalled: ReadonlyMap<string, string> = new Map(Object.entries(designerWords.alsoCalled));

/** Puts every command of the designer into the palette and onto the sheet of shortcuts while it is open. */
export function useOfferCommands(): void {
  const context = useDesigner();
  useEffect(
    () =>
      offerCommands(
        allCommands.map((command) => ({
          id: command.id,
          title: command.title,
          also: alsoCalled.get(command.id),
          group: designerWords.groups[command.group],
          keys: command.keys,
          obstacle: () => command.obstacle?.(context),
          run: () => { runCommand(command, context); },
        })),
      ),
    [context],
  );
}
