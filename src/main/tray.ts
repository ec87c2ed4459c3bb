import type { MenuItemConstructorOptions } from 'electron';
import { pagePath } from '../core/domain/model/page-address.ts';
import type { Overview } from '../core/domain/operations/overview.ts';
import type { ElectronLike } from './electron-like.ts';
import type { Program } from './program.ts';
import { programWords } from './words.ts';

/** So many runs stand in its menu. */
const most = 8;

const separator: MenuItemConstructorOptions = { type: 'separator' };

/** The symbol beside the clock: what runs and what waits for somebody, and the way there. */
export interface ProgramTray {
  show(overview: Overview): void;
}

export function openTray(electron: Pick<ElectronLike, 'app' | 'menu' | 'createTray'>, icon: string, program: Program): ProgramTray {
  const tray = electron.createTray(icon);
  const set = (overview?: Overview): void => {
    tray.setToolTip(overview === undefined ? programWords.name : `${programWords.name}\n${counts(overview).join(', ')}`);
    tray.setContextMenu(electron.menu.buildFromTemplate(trayTemplate(program, () => { electron.app.quit(); }, overview)));
  };
  tray.on('click', () => { program.reveal(); });
  set();
  return { show: set };
}

function counts(overview: Overview): string[] {
  return [programWords.runs(overview), programWords.needs(overview.needs.length + overview.needsMore)];
}

function trayTemplate(program: Program, quit: () => void, overview?: Overview): MenuItemConstructorOptions[] {
  const go = (label: string, place: string): MenuItemConstructorOptions => ({
    // An ampersand would name a key.
    label: label.slice(0, 80).replaceAll('&', '&&'),
    click: () => {
      program.reveal();
      program.take([{ place }]);
    },
  });
  const stands = overview === undefined ? [] : [
    { label: programWords.needs(overview.needs.length + overview.needsMore), enabled: false },
    ...overview.needs.slice(0, most).map((notice) => go(`${notice.workflow.name}: ${notice.text}`, notice.cardId === undefined ? pagePath('run', notice.runId) : pagePath('card', notice.cardId))),
    separator,
    { label: programWords.runs(overview), enabled: false },
    ...overview.running.slice(0, most).map((run) => go(run.workflow.name, pagePath('run', run.id))),
    separator,
  ];
  return [{ label: programWords.show, click: () => { program.reveal(); } }, separator, ...stands, { label: programWords.quit, click: quit }];
}
