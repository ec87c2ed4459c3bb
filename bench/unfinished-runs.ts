/** A host of its own that starts runs, lets each come three steps far, says `ready`, and waits to be killed. Arguments: the directory, how many. */
import { writeSync } from 'node:fs';
import { contextOf, laterEffect } from './measure.ts';
import { chain, openProduct } from './product.ts';

const [directory = '', count = '1'] = process.argv.slice(2);
const runs = Number(count);
const together = 100;
const asked = { performed: 0, answered: 0 };
const product = await openProduct({
  directory,
  effectSlots: runs + together,
  effect: () => {
    asked.performed += 1;
    return asked.performed > asked.answered ? new Promise(() => undefined) : laterEffect();
  },
});
const definition = chain(10);
for (let from = 0; from < runs; from += together) {
  // Those of one turn go on step by step, one beside the other, so that each gets its three answers.
  Object.assign(asked, { performed: 0, answered: 3 * together });
  await Promise.all(Array.from({ length: together }, (_, index) => product.start(definition, { context: contextOf(2048) }, `run-${from + index}`)));
  while (asked.performed < asked.answered + together) await laterEffect();
}
writeSync(1, 'ready\n');
setInterval(() => undefined, 1000);
