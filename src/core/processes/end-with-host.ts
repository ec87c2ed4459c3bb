import { getHeapStatistics } from 'node:v8';
import { Worker } from 'node:worker_threads';
import { openHostLine } from './host-line.ts';

/** How often memory outside the heap is looked at. */
const betweenLooksMs = 250;
/** For the program itself, and for bytes that come in and go out. */
const outsideHeap = 512 * 1024 * 1024;

/**
 * Watches the input, which the host holds open, and all memory of the process, from a thread: what works hears nothing
 * meanwhile. It is a text, as it must be there before anything is loaded. Descriptors 0 and 2 are input and error output.
 */
const watch = `
  const { workerData: { most, betweenLooksMs, endsWithHost } } = require('node:worker_threads');
  const end = () => process.kill(process.pid, 'SIGKILL');
  if (!endsWithHost) new (require('node:net').Socket)({ fd: 0 }).on('error', end).on('close', end).resume();
  setInterval(() => {
    if (process.memoryUsage.rss() < most) return;
    require('node:fs').writeSync(2, 'out of memory');
    end();
  }, betweenLooksMs);
`;

/** Ends this process with the one that started it, even in the middle of work and however that one ended, and once all its memory is far more than its heap may be. */
export function endWithHost(): void {
  const { endsWithHost } = openHostLine();
  new Worker(watch, { eval: true, workerData: { most: heapLimit() + outsideHeap, betweenLooksMs, endsWithHost } }).unref();
  process.once('disconnect', () => { process.exit(); });
}

/** Electron may leave V8 its own limit: then what the host said counts. */
function heapLimit(): number {
  const said = Number(process.env['AIWM_MEMORY_MB'] ?? Number.NaN) * 1024 * 1024;
  return Number.isNaN(said) ? getHeapStatistics().heap_size_limit : said;
}
