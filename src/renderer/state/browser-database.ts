/** The stores of a database of the browser, each with the path of its key. */
export type StoreKeys = Readonly<Record<string, readonly string[]>>;

/** Opens a database of the browser, and makes its stores where it is new. */
export function openDatabase(name: string, stores: StoreKeys): Promise<IDBDatabase> {
  const opening = indexedDB.open(name, 1);
  opening.addEventListener('upgradeneeded', () => {
    for (const [store, keyPath] of Object.entries(stores)) opening.result.createObjectStore(store, { keyPath: [...keyPath] });
  });
  return settled(opening);
}

/** A database that is opened when it is first asked for, and anew where that failed, where the browser closed it, or where another page is to change it. */
export function keptOpen(name: string, stores: StoreKeys): () => Promise<IDBDatabase> {
  let opened: Promise<IDBDatabase> | undefined;
  const forget = (): void => { opened = undefined; };
  const open = async (): Promise<IDBDatabase> => {
    try {
      const database = await openDatabase(name, stores);
      database.addEventListener('close', forget);
      database.addEventListener('versionchange', () => {
        forget();
        database.close();
      });
      return database;
    } catch (error) {
      forget();
      throw error;
    }
  };
  return () => (opened ??= open());
}

/** What a request answers. */
export function settled<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => {
      resolve(request.result);
    });
    request.addEventListener('error', () => {
      reject(request.error ?? new Error('The browser did not answer from its database.'));
    });
  });
}

/** Carries out a change of some stores in one transaction; done when it is on disk. */
export function writeThrough(database: IDBDatabase, stores: readonly string[], change: (store: (name: string) => IDBObjectStore) => void): Promise<void> {
  const transaction = database.transaction(stores, 'readwrite', { durability: 'strict' });
  const done = new Promise<void>((resolve, reject) => {
    transaction.addEventListener('complete', () => {
      resolve();
    });
    transaction.addEventListener('abort', () => {
      reject(transaction.error ?? new Error('The browser refused to keep what was written.'));
    });
  });
  change((name) => transaction.objectStore(name));
  return done;
}
