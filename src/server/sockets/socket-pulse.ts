import type { WebSocket } from 'ws';

/**
 * Asks every socket now and then whether its reader is there, and leaves one that did not answer the last time: a machine
 * that sleeps hangs up on nobody, and what such a reader had open would stay open. Stops when the answer is called.
 */
export function keepPulse(sockets: ReadonlySet<WebSocket>, everyMs: number): () => void {
  const silent = new WeakSet<WebSocket>();
  const timer = setInterval(() => {
    for (const socket of sockets) {
      if (silent.has(socket)) socket.terminate();
      else if (socket.readyState === socket.OPEN) ask(socket);
    }
  }, everyMs);
  timer.unref();
  const ask = (socket: WebSocket): void => {
    silent.add(socket);
    socket.once('pong', () => { silent.delete(socket); });
    socket.ping();
  };
  return () => { clearInterval(timer); };
}
