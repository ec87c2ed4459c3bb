/** Native, huge, or reading files beside themselves: the bundles leave these where they are, and load them when first needed. */
export const externalPackages = ['@napi-rs/keyring', '@node-rs/argon2', '@resvg/resvg-js', 'pdfkit', 'docx', 'echarts', 'dejavu-fonts-ttf'];

/** Taken into the bundles but for its native part, which lies where it was installed. */
export const nativePart = 'better-sqlite3';
