import { EventEmitter } from 'node:events';
import type { BrowserWindowConstructorOptions } from 'electron';

/** Stands where a window's contents do: emits what Electron emits, remembers who may open windows. */
class RecordedContents extends EventEmitter {
  readonly sent: [channel: string, message: unknown][] = [];
  reloads = 0;
  decideOpen: ((details: { url: string }) => { action: string }) | undefined;

  send(channel: string, message: unknown): void {
    this.sent.push([channel, message]);
    this.emit('sent', channel, message);
  }

  reload(): void {
    this.reloads += 1;
  }

  getURL(): string {
    return 'app://aiwm/';
  }

  setWindowOpenHandler(decide: (details: { url: string }) => { action: string }): void {
    this.decideOpen = decide;
  }
}

/** Stands where a window does. */
export class RecordedWindow extends EventEmitter {
  readonly webContents = new RecordedContents();
  readonly options: BrowserWindowConstructorOptions;
  readonly loaded: string[] = [];
  readonly calls: string[] = [];
  hasFocus = false;
  isGone = false;

  constructor(options: BrowserWindowConstructorOptions) {
    super();
    this.options = options;
  }

  loadURL(address: string): Promise<void> {
    this.loaded.push(address);
    return Promise.resolve();
  }

  show(): void {
    this.calls.push('show');
  }

  focus(): void {
    this.calls.push('focus');
  }

  hide(): void {
    this.calls.push('hide');
  }

  maximize(): void {
    this.calls.push('maximize');
  }

  isDestroyed(): boolean {
    return this.isGone;
  }

  isFocused(): boolean {
    return this.hasFocus;
  }

  isMaximized(): boolean {
    return false;
  }

  getNormalBounds(): object {
    return { x: 10, y: 20, width: 900, height: 700 };
  }

  isMinimized(): boolean {
    return true;
  }

  restore(): void {
    this.calls.push('restore');
  }
}
