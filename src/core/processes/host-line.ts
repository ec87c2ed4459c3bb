/** The port of a utility process of Electron, as far as it is used. */
interface ParentPort {
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void;
  postMessage(message: unknown): void;
}

/** The line to the program that started this one. */
export interface HostLine {
  /** Electron ends its utility processes itself, and gives them no input to watch. */
  readonly endsWithHost: boolean;
  hear(listener: (message: unknown) => void): void;
  say(message: unknown): void;
}

/** Of a utility process of Electron its port, else Node's message channel. */
export function openHostLine(): HostLine {
  const port = parentPort();
  if (port !== undefined) {
    return {
      endsWithHost: true,
      hear: (listener) => { port.on('message', ({ data }) => { listener(data); }); },
      say: (message) => { port.postMessage(message); },
    };
  }
  return {
    endsWithHost: false,
    hear: (listener) => { process.on('message', listener); },
    say(message) {
      if (process.send === undefined) throw new Error('this is a program that another one starts, not one to start by hand');
      process.send(message);
    },
  };
}

function parentPort(): ParentPort | undefined {
  return Reflect.get(process, 'parentPort') as ParentPort | undefined;
}
