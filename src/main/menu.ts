import type { MenuItemConstructorOptions } from 'electron';
import type { ElectronLike } from './electron-like.ts';

const separator: MenuItemConstructorOptions = { type: 'separator' };

/** The platform's own items and shortcuts. No reload and no developer tools: the page has nothing to gain from either. */
export function menuTemplate(platform: NodeJS.Platform): MenuItemConstructorOptions[] {
  const isMac = platform === 'darwin';
  const own: MenuItemConstructorOptions[] = isMac
    ? [{ role: 'appMenu' }]
    : [{ label: '&File', submenu: [{ role: 'quit' }] }];
  return [
    ...own,
    { role: 'editMenu' },
    { label: '&View', submenu: [{ role: 'resetZoom' }, { role: 'zoomIn' }, { role: 'zoomOut' }, separator, { role: 'togglefullscreen' }] },
    { role: 'windowMenu' },
    ...(isMac ? [] : [{ label: '&Help', submenu: [{ role: 'about' as const }] }]),
  ];
}

export function installMenu({ menu }: Pick<ElectronLike, 'menu'>, platform: NodeJS.Platform): void {
  menu.setApplicationMenu(menu.buildFromTemplate(menuTemplate(platform)));
}
