import { useEffect, useEffectEvent } from 'react';
import type { RunView } from '../../../core/domain/operations/runs.ts';
import { offerCommands, type OfferedCommand } from '../../state/offered-commands.ts';
import { actWords as words } from '../../strings/console-acts.ts';
import { consoleWords } from '../../strings/console.ts';
import { answerPlace, goToAnswer } from '../answer-place.ts';
import { menuEntries, type MenuEntry } from './RunMenu.tsx';

export type Steer = RunView['may'][number] & ('pause' | 'resume' | 'stop');
const steers = ['resume', 'pause', 'stop'] as const satisfies readonly Steer[];

/** Puts what can be done to the open run into the palette and onto the sheet of shortcuts. */
export function useRunCommands(may: RunView['may'], act: (act: Steer | MenuEntry) => void): void {
  const run = useEffectEvent(act);
  const key = may.join(' ');
  useEffect(() => {
    const answer: OfferedCommand = {
      id: 'run.answer', title: consoleWords.answer.command, group: words.commands.group, keys: ['A'],
      obstacle: () => (document.querySelector(`[${answerPlace}]`) === null ? consoleWords.answer.nothing : undefined), run: () => { goToAnswer(); },
    };
    const steering = steers.map((id): OfferedCommand => ({
      id: `run.${id}`, title: words.commands[id], group: words.commands.group, keys: id === 'stop' ? [] : ['Space'],
      obstacle: () => (key.split(' ').includes(id) ? undefined : words.commands.notNow), run: () => { run(id); },
    }));
    const others = menuEntries.map((id): OfferedCommand => ({ id: `run.${id}`, title: words.menu[id], group: words.commands.group, keys: [], obstacle: () => undefined, run: () => { run(id); } }));
    return offerCommands([answer, ...steering, ...others]);
  }, [key]);
}
