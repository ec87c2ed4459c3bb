import { contextBridge, ipcRenderer } from 'electron';

/** Tells the page that it runs in the desktop's window, what only this window does, and hands it the one port through which it asks for everything. */
contextBridge.exposeInMainWorld('aiwm', {
  kind: 'desktop',
  /** Answers `{}`, or `{ failure }` as failures travel through every door. */
  copy: (text: string): Promise<unknown> => ipcRenderer.invoke('aiwm:copy', text),
  /** Answers `{ server }` with the one that is worked on, `{}` on this computer. */
  server: (): Promise<unknown> => ipcRenderer.invoke('aiwm:server'),
  /** Works there from now on; with null on this computer. The page is loaded anew. */
  chooseServer: (name: string | null): Promise<unknown> => ipcRenderer.invoke('aiwm:choose-server', name),
});

const asked = new AbortController();
window.addEventListener(
  'message',
  (event) => {
    if (event.source !== window || event.data !== 'aiwm:want-port') return;
    asked.abort();
    ipcRenderer.send('aiwm:want-port');
  },
  { signal: asked.signal },
);

ipcRenderer.once('aiwm:port', (event) => {
  window.postMessage('aiwm:port', location.origin, event.ports);
});

/** What another program gave to be shown: a place of the page, a file to look at. */
for (const channel of ['aiwm:go', 'aiwm:offer']) {
  ipcRenderer.on(channel, (_event, message: unknown) => {
    window.postMessage({ channel, message }, location.origin);
  });
}
