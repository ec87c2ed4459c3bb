/** What a case may not do to the process it runs in. */
const mostMs = 1000;

const shared = { Object, Array, Function, String, Number, Boolean, Promise, Map, Set, Date, RegExp, Error, JSON, Math, Reflect };

interface Shape { readonly name: string; readonly of: object; readonly keys: readonly PropertyKey[] }

function shapes(): readonly Shape[] {
  return Object.entries(shared).flatMap(([name, of]) => [
    { name, of, keys: Reflect.ownKeys(of) },
    ...(typeof of === 'function' ? [{ name: `${name}.prototype`, of: of.prototype as object, keys: Reflect.ownKeys(of.prototype as object) }] : []),
  ]);
}

export interface ProcessWatch {
  /** After each case: throws where it took this thread a second or longer, left a fault nobody caught, or changed what all objects share. */
  check(): void;
  end(): void;
}

/** Counts the work of this thread and not the clock, so that a busy machine makes no hang of a short case. */
export function watchProcess(): ProcessWatch {
  const before = shapes();
  const faults: unknown[] = [];
  const remember = (fault: unknown): void => { faults.push(fault); };
  process.on('unhandledRejection', remember).on('uncaughtException', remember);
  let since = process.threadCpuUsage();
  return {
    check() {
      const { user, system } = process.threadCpuUsage(since);
      since = process.threadCpuUsage();
      const [fault] = faults.splice(0);
      if (fault !== undefined) throw new Error('A fault that nobody caught', { cause: fault });
      const changed = before.filter(({ of, keys }) => Reflect.ownKeys(of).length !== keys.length);
      if (changed.length > 0) throw new Error(`Changed: ${changed.map(({ name }) => name).join(', ')}`);
      if ((user + system) / 1000 > mostMs) throw new Error(`One case took ${Math.round((user + system) / 1000)} ms of work`);
    },
    end() { process.off('unhandledRejection', remember).off('uncaughtException', remember); },
  };
}
