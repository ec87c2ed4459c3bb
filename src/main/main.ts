import { app, BrowserWindow, clipboard, dialog, ipcMain, Menu, MessageChannelMain, protocol, session, shell, utilityProcess } from 'electron';
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
    protocol,
    shell,
    utilityProcess,
    session: () => session.defaultSession,
    createWindow: (options) => new BrowserWindow(options),
    createChannel: () => new MessageChannelMain(),
  },
  {
    preload: join(page, '..', 'preload', 'preload.js'),
    platform: process.platform,
    start: { words: process.argv.slice(app.isPackaged ? 1 : 2), from: process.cwd() },
    listFiles: () => listRendererFiles(page),
    openBackend: (given) => openBackend(resolveDataDirectory(), given),
  },
);
