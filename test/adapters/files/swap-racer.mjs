// Exchanges two names by three renames, where no C compiler is at hand: swap-racer.mjs ONE OTHER
import { renameSync } from 'node:fs';

const [, , one, other] = process.argv;
const aside = `${one}.aside`;
process.stdout.write('ready\n');
for (;;) {
  renameSync(one, aside);
  renameSync(other, one);
  renameSync(aside, other);
}
