/**
 * Loaded before a program whose database is to sync less than the product's does: the control that shows that a lost step
 * would be seen.
 */
import Database from 'better-sqlite3';

const pragma = Reflect.get(Database.prototype, 'pragma');
Database.prototype.pragma = function lazy(source, options) {
  return Reflect.apply(pragma, this, [source === 'synchronous = full' ? 'synchronous = normal' : source, options]);
};
