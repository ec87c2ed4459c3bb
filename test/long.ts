/** Whether the long versions of tests were asked for: `npm run test:long`. */
export const isLong = process.env['AIWM_LONG'] === '1';
