/**
 * Loaded before a program whose database is to sync less than the product's does: the control that shows that a lost step
 * would be seen.
 */
import Database from 'better-sqlite3';

const { pragma } = Database.prototype;
Database.prototype.pragma = function lazy(source, options) {
  return pragma.call(this, source === 'synchronous = full' ? 'synchronous = normal' : source, options);
};
