import { MessageChannel } from 'node:worker_threads';
import type { BrowserWindowConstructorOptions } from 'electron';
import { recordingElectron } from './recording-electron.ts';

/** What Electron's own module exports, as far as the program's entry imports it, recorded. */
export const recorded = recordingElectron();

const { electron } = recorded;
export const { app, clipboard, dialog, ipcMain, menu: Menu, nativeTheme, protocol, screen, shell, utilityProcess } = electron;
export const session = { defaultSession: electron.session() };
export const MessageChannelMain = MessageChannel;

/** Called with `new`. */
export function BrowserWindow(options: BrowserWindowConstructorOptions): object {
  return electron.createWindow(options);
}

/** Called with `new`. */
export function Tray(icon: string): object {
  return electron.createTray(icon);
}

/** A machine that shows no notices. */
export const Notification = { isSupported: () => false };
