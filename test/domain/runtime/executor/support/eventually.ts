const longestMs = 10_000;

/** Resolves when the condition holds; looks again each time the event loop has come round. */
export async function eventually(holds: () => boolean | Promise<boolean>): Promise<void> {
  const began = performance.now();
  while (!(await holds())) {
    if (performance.now() - began > longestMs) throw new Error(`it does not come to hold: ${holds.toString()}`);
    await turn();
  }
}

/** Lets everything that is ready run, some rounds of the event loop long: afterwards only time or the test moves things. */
export async function quiet(): Promise<void> {
  for (let round = 0; round < 40; round += 1) await turn();
}

function turn(): Promise<void> {
  return new Promise((resolve) => { setImmediate(resolve); });
}
