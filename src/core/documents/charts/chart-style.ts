/** The size of a chart in CSS pixels; a document scales it to its text width. */
export const chartSize = { width: 720, height: 400 } as const;
/** The family that charts are set in; only this one is loaded. */
export const chartFont = 'DejaVu Sans';
/** White space around the drawing. */
export const edge = 12;
export const tone = { ink: '#1f2933', quiet: '#52606d', axis: '#9aa5b1', grid: '#e4e7eb' } as const;
/** Labels and units along the axes. */
export const unitText = { color: tone.quiet, fontSize: 12, fontFamily: chartFont } as const;
