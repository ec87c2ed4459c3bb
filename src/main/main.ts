import { app, BrowserWindow, clipboard, dialog, ipcMain, Menu, MessageChannelMain, nativeTheme, Notification, protocol, screen, session, shell, Tray, utilityProcess } from 'electron';
import { join } from 'node:path';
import { resolveDataDirectory } from '../core/app/data-directory.ts';
import { rendererDirectory } from '../core/app/product-files.ts';
import { listRendererFiles } from '../server/page/renderer-files.ts';
import { openBackend } from './backend.ts';
import { startShell } from './shell.ts';

const page = rendererDirectory();

await startShell(
  {
    app,
    clipboard,
    dialog,
    ipcMain,
    menu: Menu,
    nativeTheme,
    protocol,
    shell,
    utilityProcess,
    session: () => session.defaultSession,
    createWindow: (options) => new BrowserWindow(options),
    // Electron has screens once it is ready.
    get screen() { return screen; },
    createTray: (icon) => new Tray(icon),
    createNotification: (options) => (Notification.isSupported() ? new Notification(options) : undefined),
    onFault: (listener) => { process.on('uncaughtException', listener).on('unhandledRejection', listener); },
    createChannel: () => new MessageChannelMain(),
  },
  {
    preload: join(page, '..', 'preload', 'preload.js'),
    symbol: join(page, 'tray.png'),
    userData: app.getPath('userData'),
    platform: process.platform,
    start: { words: process.argv.slice(app.isPackaged ? 1 : 2), from: process.cwd() },
    listFiles: () => listRendererFiles(page),
    openBackend: (given) => openBackend(resolveDataDirectory(), given),
  },
);
