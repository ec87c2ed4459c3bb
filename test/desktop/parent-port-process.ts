/** Gives a process of Node what one of Electron's utility processes has: a port to its parent, and no message channel. */
import { EventEmitter } from 'node:events';

const send = process.send?.bind(process);
const port = Object.assign(new EventEmitter(), { postMessage: (message: unknown) => { send?.(message); } });
process.on('message', (data) => { port.emit('message', { data }); });
Object.assign(process, { parentPort: port, send: undefined });
