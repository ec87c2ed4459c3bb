const longestMs = 60_000;

/** Resolves when the condition holds; looks again each time the event loop has come round. */
export async function eventually(holds: () => boolean | Promise<boolean>): Promise<void> {
  const began = performance.now();
  while (!(await holds())) {
    if (performance.now() - began > longestMs) throw new Error(`it does not come to hold: ${holds.toString()}`);
    await turn();
  }
}

/** Lets everything that is ready run, some rounds of the event loop after the disk last had to answer: afterwards only time or the test moves things. */
export async function quiet(): Promise<void> {
  for (let still = 0; still < 40; still += 1) {
    await turn();
    // A loaded machine takes as many rounds as it likes over a file.
    if (process.getActiveResourcesInfo().includes('FSReqPromise')) still = 0;
  }
}

function turn(): Promise<void> {
  return new Promise((resolve) => { setImmediate(resolve); });
}
