import { assemble } from './desktop/assemble.ts';

/** Puts together what installers for this platform hold; the Node that runs this ships with the command line. */
const folder = assemble({ platform: process.platform, arch: process.arch }, { node: process.execPath });
process.stdout.write(`Put together in ${folder}\n`);
